package casfailover.mail;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.sight.Moment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SendingRoundTest {

  private static final Optional<Duration> AT_ONCE = Optional.of(Duration.ZERO);
  private static final Delivery DELIVERED = new Delivery.Delivered("mail");
  private static final Delivery DEAD = new Delivery.NoServer("mail: no route");
  private static final Delivery LATER = new Delivery.Deferred("mail: 451", Set.of());
  private static final Delivery NEVER = new Delivery.Rejected("mail: 550", Set.of());

  @TempDir Path folder;
  private final Deque<Delivery> answers = new ArrayDeque<>();
  private final List<String> tried = new ArrayList<>();
  private final FaultyDisk disk = new FaultyDisk();
  private FileOutbox outbox;
  private SendingRound round;

  @BeforeEach
  void begin() {
    outbox = new FileOutbox(folder, 10, disk);
    round =
        new SendingRound(
            outbox, this::deliver, () -> new Moment(Duration.ZERO, Duration.ZERO, Fixture.AT));
  }

  private Delivery deliver(Letter letter, Set<String> reached) {
    tried.add(letter.subject() + (reached.isEmpty() ? "" : " but " + String.join(",", reached)));
    return answers.isEmpty() ? DELIVERED : answers.remove();
  }

  @Test
  void hasNothingToDoWhereNothingWaits() {
    assertThat(round.step()).isEmpty();
    assertThat(tried).isEmpty();
  }

  @Test
  void sendsTheOldestFirstAndThenRests() {
    post("one", "two");
    assertThat(round.step()).isEqualTo(AT_ONCE);
    assertThat(round.step()).isEqualTo(AT_ONCE);
    assertThat(round.step()).isEmpty();
    assertThat(tried).containsExactly("one", "two");
    assertThat(round.state())
        .isEqualTo(new MailState(0, 0, 0, Optional.of(Fixture.AT), Optional.empty()));
  }

  @Test
  void waitsOneSecondDoublingToFiveMinutesWhileNoServerIsThere() {
    post("one", "two");
    List<Long> waits = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      answers.add(DEAD);
      waits.add(round.step().orElseThrow().toSeconds());
    }
    assertThat(waits).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, 300L, 300L, 300L);
    assertThat(tried).hasSize(12).containsOnly("one");
    assertThat(round.state().failures()).isEqualTo(12);
    assertThat(round.state().waiting()).isEqualTo(2);
    assertThat(round.state().lastTrouble())
        .contains(new MailState.Trouble(Fixture.AT, "mail: no route"));
    assertThat(outbox.next().orElseThrow().tries().count()).isEqualTo(12);
  }

  @Test
  void beginsAtOneSecondAgainAfterASuccess() {
    post("one");
    answers.addAll(List.of(DEAD, DEAD, DELIVERED));
    round.step();
    round.step();
    round.step();
    assertThat(round.step()).isEmpty();
    post("two");
    answers.add(DEAD);
    assertThat(round.step()).contains(Duration.ofSeconds(1));
  }

  @Test
  void letsNoDeferredLetterKeepTheOthersWaiting() {
    post("one", "two");
    answers.addAll(List.of(LATER, DELIVERED));
    assertThat(round.step()).isEqualTo(AT_ONCE);
    assertThat(round.step()).isEqualTo(AT_ONCE);
    assertThat(round.step()).contains(Duration.ofSeconds(1));
    assertThat(round.step()).isEqualTo(AT_ONCE);
    assertThat(tried).containsExactly("one", "two", "one");
    assertThat(outbox.waiting()).isZero();
  }

  @Test
  void putsALetterAsideThatIsRefusedForGood() {
    post("one", "two");
    answers.add(NEVER);
    round.step();
    round.step();
    assertThat(tried).containsExactly("one", "two");
    assertThat(round.state().rejected()).isEqualTo(1);
    assertThat(round.state().waiting()).isZero();
  }

  @Test
  void remembersWhomAnAttemptReached() {
    post("one");
    answers.add(new Delivery.Deferred("452", Set.of("a@example.net")));
    round.step();
    round.step();
    round.step();
    assertThat(tried).containsExactly("one", "one but a@example.net");
  }

  @Test
  void doesNotSendAgainWhatTheDiskWouldNotLetGo() {
    post("one");
    disk.failAt(3, false);
    assertThat(round.step()).contains(Duration.ofSeconds(1));
    assertThat(outbox.waiting()).isEqualTo(1);
    assertThat(round.state().lastTrouble().orElseThrow().why()).contains("disk full");
    assertThat(round.step()).isEqualTo(AT_ONCE);
    assertThat(outbox.waiting()).isZero();
    assertThat(tried).containsExactly("one");
  }

  @Test
  void survivesALetterThatBreaksTheCourier() {
    post("one", "two");
    SendingRound broken =
        new SendingRound(
            outbox,
            (letter, reached) -> {
              if (letter.subject().equals("one")) {
                throw new IllegalStateException("boom");
              }
              return deliver(letter, reached);
            },
            () -> new Moment(Duration.ZERO, Duration.ZERO, Fixture.AT));
    broken.step();
    broken.step();
    assertThat(tried).containsExactly("two");
    assertThat(broken.state().lastTrouble().orElseThrow().why()).contains("boom");
    assertThat(broken.state().waiting()).isEqualTo(1);
  }

  private void post(String... names) {
    for (String name : names) {
      outbox.post(Fixture.letter(name, name, "text"));
    }
  }
}
