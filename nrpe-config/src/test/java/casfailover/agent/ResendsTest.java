package casfailover.agent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import casfailover.nrpe.Caller;
import casfailover.nrpe.PacketVersion;
import casfailover.nrpe.Query;
import casfailover.nrpe.Receipt;
import casfailover.nrpe.Reply;
import casfailover.sight.Moment;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which actions are carried out, and which only answered, by how check_nrpe sends them. */
class ResendsTest {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private Moment now = new Moment(Duration.ZERO, Duration.ZERO, Instant.EPOCH);
  private final Resends resends = new Resends(() -> PATIENCE, () -> now);
  private final List<CompletableFuture<Reply>> begun = new ArrayList<>();
  private final List<CompletableFuture<Reply>> answers = new ArrayList<>();

  private static Caller caller(String address, String name, PacketVersion version) {
    try {
      return new Caller(
          InetAddress.getByName(address),
          false,
          Optional.of(name).filter(n -> !n.isEmpty()),
          version,
          new Receipt());
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static Caller monitor(PacketVersion version) {
    return caller("192.0.2.10", "monitor", version);
  }

  private CompletableFuture<Reply> ask(Caller caller, String query) {
    return resends
        .once(
            caller,
            Query.parse(query),
            () -> {
              begun.add(new CompletableFuture<>());
              return begun.get(begun.size() - 1);
            })
        .toCompletableFuture();
  }

  /** The same, for whom the answer does not matter. */
  private void order(Caller caller, String query) {
    answers.add(ask(caller, query));
  }

  /** Asked in version 4, carried out, answered, and the answer taken. */
  private void done(String query) {
    Caller caller = monitor(PacketVersion.V4);
    order(caller, query);
    latest("DONE " + query);
    caller.receipt().take();
  }

  private void latest(String answer) {
    begun.get(begun.size() - 1).complete(new Reply(0, answer));
  }

  @BeforeEach
  void begin() {
    now = now.plus(Duration.ofHours(1));
  }

  @ParameterizedTest
  @EnumSource(
      value = PacketVersion.class,
      names = {"V3", "V4"})
  void whoAsksASecondTimeInVersionTwoWaitsForTheSameOutcome(PacketVersion first) {
    CompletableFuture<Reply> one = ask(monitor(first), "takeover!author=jane");
    CompletableFuture<Reply> two = ask(monitor(PacketVersion.V2), "takeover!author=jane");
    assertThat(one).isNotDone();
    assertThat(two).isNotDone();
    latest("DONE exch-b has it");

    assertThat(begun).hasSize(1);
    assertThat(one).isCompletedWithValue(new Reply(0, "DONE exch-b has it"));
    assertThat(two).isCompletedWithValue(new Reply(0, "DONE exch-b has it"));
  }

  @Test
  void anAnswerThatGotLostIsGivenAgain() {
    order(monitor(PacketVersion.V4), "pause");
    latest("DONE exch-b is paused");
    now = now.plus(Duration.ofSeconds(119));

    assertThat(ask(monitor(PacketVersion.V2), "pause"))
        .isCompletedWithValue(new Reply(0, "DONE exch-b is paused"));
    assertThat(begun).hasSize(1);
  }

  @Test
  void anAnswerThatWasLostLongAgoIsNot() {
    order(monitor(PacketVersion.V4), "pause");
    latest("DONE exch-b is paused");
    now = now.plus(PATIENCE);
    order(monitor(PacketVersion.V2), "pause");

    assertThat(begun).hasSize(2);
  }

  @Test
  void aSecondTimeIsFoundOnce() {
    order(monitor(PacketVersion.V4), "pause");
    order(monitor(PacketVersion.V2), "pause");
    order(monitor(PacketVersion.V2), "pause");

    assertThat(begun).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource(PacketVersion.class)
  void whoOrdersTheSameAgainInTheSameVersionGetsAFreshRun(PacketVersion version) {
    for (int i = 0; i < 3; i++) {
      order(monitor(version), "takeover");
      latest("HELD not now");
      now = now.plus(Duration.ofMillis(10));
    }

    assertThat(begun).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 10, 1999, 5000})
  void pauseResumePauseIsThreeOrdersWhateverVersionTheyComeIn(long millis) {
    for (String query : List.of("pause", "resume", "pause")) {
      Caller caller = monitor(begun.size() == 2 ? PacketVersion.V2 : PacketVersion.V4);
      order(caller, query);
      latest("DONE");
      caller.receipt().take();
      now = now.plus(Duration.ofMillis(millis));
    }
    order(monitor(PacketVersion.V2), "resume");
    order(monitor(PacketVersion.V4), "pause");

    assertThat(begun).hasSize(5);
  }

  @Test
  void anAnswerThatWasTakenIsGivenAgainOnlyAtOnce() {
    done("pause");
    now = now.plus(Duration.ofMillis(1500));
    assertThat(ask(monitor(PacketVersion.V2), "pause"))
        .isCompletedWithValue(new Reply(0, "DONE pause"));

    done("pause");
    now = now.plus(Duration.ofSeconds(2));
    order(monitor(PacketVersion.V2), "pause");
    assertThat(begun).hasSize(3);
  }

  @Test
  void whatOthersOrderMeanwhileHidesNoLostAnswer() {
    CompletableFuture<Reply> critical =
        ask(monitor(PacketVersion.V4), "handle_event!state=CRITICAL");
    order(monitor(PacketVersion.V4), "handle_event!state=OK");
    CompletableFuture<Reply> again = ask(monitor(PacketVersion.V2), "handle_event!state=CRITICAL");
    begun.get(0).complete(new Reply(0, "HELD"));

    assertThat(begun).hasSize(2);
    assertThat(critical).isCompletedWithValue(new Reply(0, "HELD"));
    assertThat(again).isCompletedWithValue(new Reply(0, "HELD"));
  }

  @Test
  void twoThatAreLostAreBothFoundTheLatestFirst() {
    order(monitor(PacketVersion.V4), "pause");
    latest("first");
    order(monitor(PacketVersion.V4), "pause");
    latest("second");

    assertThat(ask(monitor(PacketVersion.V2), "pause").join().text()).isEqualTo("second");
    assertThat(ask(monitor(PacketVersion.V2), "pause").join().text()).isEqualTo("first");
  }

  @Test
  void aFirstOneOnTheHeelsOfItsSecondFindsIt() {
    order(monitor(PacketVersion.V2), "takeover");
    CompletableFuture<Reply> late = ask(monitor(PacketVersion.V4), "takeover");
    latest("DONE");
    assertThat(late).isCompletedWithValue(new Reply(0, "DONE"));
    assertThat(begun).hasSize(1);

    order(monitor(PacketVersion.V2), "takeover");
    now = now.plus(Duration.ofSeconds(2));
    order(monitor(PacketVersion.V4), "takeover");
    assertThat(begun).hasSize(3);
  }

  @Test
  void otherCallersAndOtherWordsAreOtherActions() {
    order(monitor(PacketVersion.V4), "pause!author=jane");
    order(monitor(PacketVersion.V2), "pause!author=joe");
    order(monitor(PacketVersion.V2), "pause");
    order(monitor(PacketVersion.V2), "resume!author=jane");
    order(caller("192.0.2.11", "monitor", PacketVersion.V2), "pause!author=jane");
    order(caller("192.0.2.10", "desk", PacketVersion.V2), "pause!author=jane");
    order(caller("192.0.2.10", "", PacketVersion.V2), "pause!author=jane");

    assertThat(begun).hasSize(7);
  }

  @Test
  void wordsThatVersionTwoCutsAreTheSameWords() {
    String comment = "pause!comment=" + "ä".repeat(900);
    String sent = new String(comment.getBytes(UTF_8), 0, 1023, UTF_8);
    order(monitor(PacketVersion.V4), comment);
    order(monitor(PacketVersion.V2), sent);

    assertThat(begun).hasSize(1);
  }

  @Test
  void anActionThatBreaksBreaksForBoth() {
    CompletableFuture<Reply> one = ask(monitor(PacketVersion.V4), "pause");
    begun.get(0).completeExceptionally(new IllegalStateException("broken"));

    assertThat(one).isCompletedExceptionally();
    assertThat(ask(monitor(PacketVersion.V2), "pause")).isCompletedExceptionally();
    assertThat(begun).hasSize(1);
    assertThat(
            resends.once(
                monitor(PacketVersion.V4),
                Query.of("resume"),
                () -> {
                  throw new IllegalStateException("at once");
                }))
        .isCompletedExceptionally();
  }

  @Test
  void aFloodIsForgottenBeforeItFillsTheMemory() {
    order(monitor(PacketVersion.V4), "takeover");
    for (int i = 0; i < 255; i++) {
      order(monitor(PacketVersion.V4), "pause!author=" + i);
    }
    order(monitor(PacketVersion.V2), "takeover");
    assertThat(begun).hasSize(256);

    order(monitor(PacketVersion.V4), "takeover");
    for (int i = 0; i < 256; i++) {
      order(monitor(PacketVersion.V4), "pause!author=" + i);
    }
    order(monitor(PacketVersion.V2), "takeover");
    assertThat(begun).hasSize(256 + 1 + 256 + 1);
  }
}
