package casfailover.nrpe;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class HostNamesTest {

  private static final InetAddress OLD = AllowedHostsTest.address("192.0.2.10");
  private static final InetAddress NEW = AllowedHostsTest.address("192.0.2.20");
  private static final Set<String> MONITOR = Set.of("monitor.corp.example");

  private final Map<String, InetAddress> zone = new HashMap<>();
  private final Queue<Runnable> lookups = new ArrayDeque<>();
  private long nanos = 0;

  private final HostNames names = withDeadline(Duration.ofHours(1));

  private HostNames withDeadline(Duration deadline) {
    return new HostNames(this::find, lookups::add, () -> nanos, deadline);
  }

  private InetAddress[] find(String name) throws UnknownHostException {
    InetAddress address = zone.get(name);
    if (address == null) {
      throw new UnknownHostException(name);
    }
    return new InetAddress[] {address, address};
  }

  @Test
  void theFirstToConnectWaitsForTheLookup() {
    zone.put("monitor.corp.example", OLD);
    CompletionStage<Verdict> verdict = names.ask(MONITOR, OLD);
    assertThat(verdict.toCompletableFuture()).isNotDone();
    answerLookups();
    assertThat(verdict.toCompletableFuture()).isCompletedWithValue(Verdict.ADMITTED);
  }

  @Test
  void aFreshAnswerIsNotAskedAgain() {
    know(OLD);
    assertIs(Verdict.ADMITTED, OLD);
    assertIs(Verdict.REFUSED, NEW);
    assertThat(lookups).isEmpty();
  }

  @Test
  void manyWhoConnectAtOnceCauseOneLookup() {
    names.ask(MONITOR, OLD);
    names.ask(MONITOR, NEW);
    assertThat(lookups).hasSize(1);
  }

  @Test
  void anOlderAnswerAdmitsAtOnceAndIsAskedAgainBeside() {
    know(OLD);
    pass(Duration.ofMinutes(2));
    zone.put("monitor.corp.example", NEW);
    assertIs(Verdict.ADMITTED, OLD);
    answerLookups();
    assertIs(Verdict.REFUSED, OLD);
    assertIs(Verdict.ADMITTED, NEW);
  }

  @Test
  void aVeryOldAnswerAdmitsNobodyBeforeItIsAskedAgain() {
    know(OLD);
    pass(Duration.ofHours(2));
    zone.put("monitor.corp.example", NEW);
    CompletionStage<Verdict> verdict = names.ask(MONITOR, OLD);
    assertThat(verdict.toCompletableFuture()).isNotDone();
    answerLookups();
    assertThat(verdict.toCompletableFuture()).isCompletedWithValue(Verdict.REFUSED);
  }

  @Test
  void theLastAnswerStandsWhileTheNameServiceFails() {
    know(OLD);
    pass(Duration.ofHours(2));
    zone.clear();
    CompletionStage<Verdict> verdict = names.ask(MONITOR, OLD);
    answerLookups();
    assertThat(verdict.toCompletableFuture()).isCompletedWithValue(Verdict.ADMITTED);
    assertThat(names.ask(MONITOR, OLD).toCompletableFuture())
        .isCompletedWithValue(Verdict.ADMITTED);
    assertThat(lookups).isEmpty();
  }

  @Test
  void aLookupThatHangsKeepsNobodyWaitingBeyondTheDeadline() {
    HostNames impatient = withDeadline(Duration.ofMillis(20));
    CompletionStage<Verdict> verdict = impatient.ask(MONITOR, OLD);
    assertThat(verdict.toCompletableFuture()).succeedsWithin(Duration.ofSeconds(30));
    assertThat(verdict.toCompletableFuture()).isCompletedWithValue(Verdict.REFUSED);
  }

  private void know(InetAddress address) {
    zone.put("monitor.corp.example", address);
    names.ask(MONITOR, address);
    answerLookups();
  }

  private void assertIs(Verdict verdict, InetAddress address) {
    assertThat(names.ask(MONITOR, address).toCompletableFuture()).isCompletedWithValue(verdict);
  }

  private void answerLookups() {
    while (!lookups.isEmpty()) {
      lookups.remove().run();
    }
  }

  private void pass(Duration time) {
    nanos += time.toNanos();
  }
}
