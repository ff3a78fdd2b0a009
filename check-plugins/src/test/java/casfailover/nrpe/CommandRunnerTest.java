package casfailover.nrpe;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CommandRunnerTest {

  private static final Duration GENEROUS = Duration.ofSeconds(60);
  private static final Caller CALLER =
      new Caller(InetAddress.getLoopbackAddress(), Optional.empty());

  private final FakeService service = new FakeService();
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final RecordingLogger logger = new RecordingLogger();
  private final CommandRunner runner =
      new CommandRunner(
          service, "NRPE v4 cas-agent 1.0.0", new RateLimitedLog(logger, System::nanoTime));
  private final CountDownLatch gate = new CountDownLatch(1);

  @AfterEach
  void end() {
    gate.countDown();
    service.close();
    timer.shutdownNow();
  }

  @Test
  void helloIsAnsweredWithoutAnyWorker() {
    assertThat(ask("_NRPE_CHECK")).isCompletedWithValue(new Reply(0, "NRPE v4 cas-agent 1.0.0"));
  }

  @Test
  void anUnknownCommandGetsTheTextOfTheDaemon() {
    assertThat(ask("no_such!x"))
        .isCompletedWithValue(new Reply(3, "NRPE: Command 'no_such' not defined"));
  }

  @Test
  void anUnknownCommandCannotForgeOutput() {
    assertThat(ask("a\nb|c=1").join().text()).isEqualTo("NRPE: Command 'a?b?c=1' not defined");
  }

  @Test
  void aCommandIsAnsweredByItsService() {
    assertThat(ask("echo!a!b")).succeedsWithin(GENEROUS).isEqualTo(new Reply(0, "OK - a,b"));
  }

  @Test
  void aCommandThatTakesTooLongGetsTheTextOfTheDaemon() {
    service.define(
        "slow",
        new Lane(service.checks, Duration.ofMillis(900)),
        (caller, query) -> new CompletableFuture<>());
    assertThat(ask("slow"))
        .succeedsWithin(GENEROUS)
        .isEqualTo(new Reply(3, "NRPE: Command timed out after 1 seconds"));
  }

  @Test
  void whatIsStartedIsNotInterruptedByItsTimeout() throws InterruptedException {
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    service.define(
        "slow",
        new Lane(service.actions, Duration.ofSeconds(2)),
        (caller, query) -> {
          block();
          interrupted.complete(Thread.currentThread().isInterrupted());
          return CompletableFuture.completedFuture(new Reply(0, "late"));
        });
    assertThat(ask("slow")).succeedsWithin(GENEROUS);
    gate.countDown();
    assertThat(interrupted).succeedsWithin(GENEROUS).isEqualTo(false);
  }

  @Test
  void whatWaitedTooLongIsNotStartedAnyMore() {
    List<String> begun = new ArrayList<>();
    service.define("block", new Lane(service.actions, FakeService.AMPLE), (c, q) -> blocked());
    service.define(
        "late",
        new Lane(service.actions, Duration.ofMillis(10)),
        (caller, query) -> {
          begun.add("late");
          return CompletableFuture.completedFuture(new Reply(0, "done"));
        });
    CompletableFuture<Reply> first = ask("block");
    assertThat(ask("late"))
        .succeedsWithin(GENEROUS)
        .isEqualTo(
            new Reply(
                3,
                "UNKNOWN - not started: every worker of the lane 'actions' was busy for 1 seconds;"
                    + " ask again"));
    gate.countDown();
    assertThat(first).succeedsWithin(GENEROUS).isEqualTo(new Reply(0, "unblocked"));
    service.actions.close();
    assertThat(begun).isEmpty();
  }

  @Test
  void waitingForAnOutcomeHoldsNoThread() {
    CompletableFuture<Reply> outcome = new CompletableFuture<>();
    service.define("act", new Lane(service.actions, FakeService.AMPLE), (c, q) -> outcome);
    CompletableFuture<Reply> waiting = ask("act");
    service.define(
        "quick",
        new Lane(service.actions, FakeService.AMPLE),
        (c, q) -> CompletableFuture.completedFuture(new Reply(0, "quick")));
    assertThat(ask("quick")).succeedsWithin(GENEROUS);
    assertThat(waiting).isNotDone();
    outcome.complete(new Reply(0, "DONE"));
    assertThat(waiting).succeedsWithin(GENEROUS).isEqualTo(new Reply(0, "DONE"));
  }

  @Test
  void anOverloadedLaneSaysSoAndRecovers() {
    List<CompletableFuture<Reply>> outcomes = new ArrayList<>();
    service.define(
        "act",
        new Lane(service.actions, FakeService.AMPLE),
        (caller, query) -> {
          CompletableFuture<Reply> outcome = new CompletableFuture<>();
          outcomes.add(outcome);
          gate.countDown();
          return outcome;
        });
    CompletableFuture<Reply> first = ask("act");
    CompletableFuture<Reply> second = ask("act");
    assertThat(ask("act"))
        .isCompletedWithValue(
            new Reply(
                3,
                "UNKNOWN - not started: 2 commands of the lane 'actions' are unanswered already;"
                    + " ask again"));
    service.actions.close();
    outcomes.forEach(outcome -> outcome.complete(new Reply(0, "DONE")));
    assertThat(first).succeedsWithin(GENEROUS).isEqualTo(new Reply(0, "DONE"));
    assertThat(second).succeedsWithin(GENEROUS).isEqualTo(new Reply(0, "DONE"));
    assertThat(service.actions.enter()).isPresent();
  }

  @Test
  void aTimeoutGivesThePlaceBack() {
    service.define(
        "never",
        new Lane(service.actions, Duration.ofMillis(5)),
        (caller, query) -> new CompletableFuture<>());
    for (int i = 0; i < 5; i++) {
      assertThat(ask("never"))
          .succeedsWithin(GENEROUS)
          .extracting(Reply::text)
          .asString()
          .doesNotContain("unanswered already"); // a busy worker may not even reach it in time
    }
  }

  @Test
  void aCommandThatFailsIsAnsweredAndLogged() {
    service.check(
        "broken",
        (caller, query) -> {
          throw new IllegalStateException("no | such\nthing");
        });
    Reply reply =
        new Reply(
            3,
            "UNKNOWN - broken failed inside the agent, which is a defect:"
                + " java.lang.IllegalStateException: no ? such?thing. Its log says more.");
    assertThat(ask("broken")).succeedsWithin(GENEROUS).isEqualTo(reply);
    assertThat(logger.lines).containsExactly("command 'broken' failed");
  }

  @Test
  void aStageThatFailsIsAnswered() {
    service.define(
        "broken",
        new Lane(service.checks, FakeService.AMPLE),
        (caller, query) -> CompletableFuture.failedFuture(new StackOverflowError()));
    assertThat(ask("broken"))
        .succeedsWithin(GENEROUS)
        .extracting(Reply::text)
        .asString()
        .contains("StackOverflowError");
  }

  @Test
  void aClosedLaneIsAnswered() {
    service.checks.close();
    assertThat(ask("echo"))
        .isCompletedWithValue(
            new Reply(
                3, "UNKNOWN - not started: the lane 'checks' is closed, the agent is stopping"));
  }

  private CompletableFuture<Reply> blocked() {
    block();
    return CompletableFuture.completedFuture(new Reply(0, "unblocked"));
  }

  private void block() {
    try {
      gate.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private CompletableFuture<Reply> ask(String text) {
    return runner.run(CALLER, Query.parse(text), timer).toCompletableFuture();
  }
}
