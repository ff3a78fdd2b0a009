package casfailover.takeover;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.pair.Cidr;
import casfailover.process.Child;
import casfailover.process.Command;
import casfailover.process.CommandRunner;
import casfailover.process.Ended;
import casfailover.process.LineListener;
import casfailover.sight.Moment;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

class GuardLifetimesTest {

  private static final Cidr CAS = Cidr.parse("192.0.2.100/24");
  private static final Command COMMAND =
      Command.of(Path.of("/java"), Duration.ofDays(1), "CasAgent", "--guard");

  private final List<Guard> guards = new ArrayList<>();
  private BiConsumer<Guard, String> answer = Guard::obeys;
  private Moment now =
      new Moment(
          Duration.ofSeconds(1), Duration.ofSeconds(1), Instant.parse("2026-01-01T00:00:00Z"));

  private final GuardLifetimes lifetimes = lifetimes(Duration.ofSeconds(30));

  private GuardLifetimes lifetimes(Duration patience) {
    return new GuardLifetimes(COMMAND, new Guards(), () -> now, patience);
  }

  @Test
  void oneGuardIsFedForAll() {
    lifetimes.begin();
    assertThat(lifetimes.give(CAS, Duration.ofSeconds(8))).isInstanceOf(AddressTable.Done.class);
    assertThat(lifetimes.give(CAS, Duration.ofSeconds(30))).isInstanceOf(AddressTable.Done.class);
    lifetimes.end(CAS);
    assertThat(guards).hasSize(1);
    assertThat(guards.get(0).heard)
        .containsExactly(
            "KEEP 1 192.0.2.100/24 8000", "KEEP 2 192.0.2.100/24 30000", "FREE 3 192.0.2.100/24");
    assertThat(lifetimes.trouble()).isEmpty();
  }

  @Test
  void tellsWhatIsLeftOfALifetime() {
    assertThat(lifetimes.left(CAS)).isEmpty();
    lifetimes.give(CAS, Duration.ofSeconds(8));
    now = now.plus(Duration.ofSeconds(5));
    assertThat(lifetimes.left(CAS)).hasValue(Duration.ofSeconds(3));
    now = now.plus(Duration.ofSeconds(4));
    assertThat(lifetimes.left(CAS)).isEmpty();
  }

  @Test
  void aGuardThatDiedIsReplacedAtOnceAndAPersonHears() {
    lifetimes.give(CAS, Duration.ofSeconds(8));
    guards.get(0).dies(137);
    assertThat(lifetimes.give(CAS, Duration.ofSeconds(8))).isInstanceOf(AddressTable.Done.class);
    assertThat(guards).hasSize(2);
    assertThat(lifetimes.trouble())
        .hasValueSatisfying(
            why ->
                assertThat(why)
                    .startsWith("another guard process was started: /java CasAgent --guard ended")
                    .contains("exit code 137"));
    now = now.plus(Duration.ofMinutes(10));
    assertThat(lifetimes.trouble()).isEmpty();
  }

  @Test
  void aGuardThatDiesEachTimeGivesNothing() {
    answer = (guard, line) -> guard.dies(1);
    assertThat(lifetimes.give(CAS, Duration.ofSeconds(8)))
        .isInstanceOfSatisfying(
            AddressTable.Failed.class,
            failed ->
                assertThat(failed.why())
                    .startsWith("nobody guards 192.0.2.100/24: ")
                    .contains("exit code 1"));
    assertThat(guards).hasSize(2);
    assertThat(lifetimes.left(CAS)).isEmpty();
    assertThat(lifetimes.trouble()).hasValueSatisfying(w -> assertThat(w).startsWith("no guard"));
  }

  @Test
  void aGuardThatHangsIsEndedAndReplaced() {
    GuardLifetimes hasty = lifetimes(Duration.ofMillis(50));
    answer = (guard, line) -> {};
    assertThat(hasty.give(CAS, Duration.ofSeconds(8))).isInstanceOf(AddressTable.Failed.class);
    assertThat(guards).hasSize(2).allMatch(guard -> guard.ended);
  }

  @Test
  void aGuardThatDoesNotUnderstandGivesNothing() {
    answer = (guard, line) -> guard.listener.line("NO that is no food");
    assertThat(lifetimes.give(CAS, Duration.ofSeconds(8)))
        .isEqualTo(new AddressTable.Failed("nobody guards 192.0.2.100/24: NO that is no food"));
  }

  @Test
  void aGuardThatCannotBeStartedGivesNothing() {
    GuardLifetimes nowhere =
        new GuardLifetimes(
            COMMAND,
            new CommandRunner() {
              @Override
              public Ended run(Command command) {
                throw new AssertionError("a guard is started, not run");
              }

              @Override
              public Child start(Command command, LineListener listener) {
                listener.ended(new Ended.NotStarted("no such file"));
                return new Child() {
                  @Override
                  public void say(String line) throws IOException {
                    throw new IOException("never started");
                  }

                  @Override
                  public void fallSilent() {
                    throw new AssertionError("its input does not end");
                  }

                  @Override
                  public void end() {}
                };
              }
            },
            () -> now,
            Duration.ofSeconds(30));
    assertThat(nowhere.give(CAS, Duration.ofSeconds(8)))
        .isInstanceOfSatisfying(
            AddressTable.Failed.class,
            failed -> assertThat(failed.why()).contains("could not be started: no such file"));
  }

  private final class Guards implements CommandRunner {
    @Override
    public Ended run(Command command) {
      throw new AssertionError("a guard is started, not run");
    }

    @Override
    public Child start(Command command, LineListener listener) {
      Guard guard = new Guard(listener);
      guards.add(guard);
      return guard;
    }
  }

  private final class Guard implements Child {
    final LineListener listener;
    final List<String> heard = new ArrayList<>();
    boolean ended;
    private Optional<Integer> code = Optional.empty();

    Guard(LineListener listener) {
      this.listener = listener;
    }

    void obeys(String line) {
      String[] words = line.split(" ", 3);
      listener.line((words[0].equals("KEEP") ? "KEPT " : "FREED ") + words[1]);
    }

    void dies(int exitCode) {
      code = Optional.of(exitCode);
      listener.ended(new Ended.Exited(exitCode, "", "", Duration.ofSeconds(1)));
    }

    @Override
    public void say(String line) throws IOException {
      if (code.isPresent()) {
        throw new IOException("Stream closed");
      }
      heard.add(line);
      answer.accept(this, line);
    }

    @Override
    public void fallSilent() {
      throw new AssertionError("its input does not end");
    }

    @Override
    public void end() {
      ended = true;
    }
  }
}
