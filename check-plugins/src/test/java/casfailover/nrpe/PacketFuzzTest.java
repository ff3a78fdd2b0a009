package casfailover.nrpe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Mutated packets and TLS records against living servers: 50,000 of them, or as many as {@code
 * casfailover.fuzz.packets} says. A failure names its seed, and {@code fuzz.seed} plays that again.
 */
@ExtendWith(NoLeaks.class)
class PacketFuzzTest {

  private static final long PACKETS = Long.getLong("casfailover.fuzz.packets", 50_000);
  private static final long SEED = Long.getLong("fuzz.seed", System.nanoTime() % 1_000_000);
  private static final Duration GENEROUS = Duration.ofSeconds(60);

  /** What is warm after the first part of the packets may not grow by more in all the others. */
  private static final long HEAP_SLACK = 4L << 20;

  /** Netty takes its memory in chunks of 4 MiB; which thread needs one more is chance. */
  private static final long POOL_SLACK = 16L << 20;

  /** Threads that the JVM starts when it first needs them, and that are nobody's. */
  private static final Pattern OF_THE_JVM =
      Pattern.compile(
          "process reaper.*|CompletableFutureDelayScheduler|ForkJoinPool.commonPool-.*");

  @Test
  void nothingThatIsSentDisturbsTheServer(@TempDir Path folder, TestReporter report)
      throws Exception {
    TestAuthority authority = new TestAuthority(folder, "ca");
    Set<Thread> before = threads();
    try (Alarms alarms = new Alarms()) {
      try (FuzzTarget target =
          new FuzzTarget(authority.sign("exch-a"), authority.sign("monitor"))) {
        play(target, 0, PACKETS / 5);
        Footprint warm = footprint(target);
        play(target, PACKETS / 5, PACKETS);
        Footprint end = footprint(target);
        report.publishEntry(
            seed("fuzzed"),
            "%s when warm, %s at the end, %d connections ended by the server"
                .formatted(warm, end, target.hungUps()));
        assertThat(end.pinned()).as(seed("buffers in use")).isZero();
        assertThat(end.heap()).as(seed("heap")).isLessThan(warm.heap() + HEAP_SLACK);
        assertThat(end.pools()).as(seed("pools")).isLessThan(warm.pools() + POOL_SLACK);
        assertThat(target.ledger().faults()).as(seed("commands")).isEmpty();
      }
      await()
          .pollInSameThread()
          .atMost(GENEROUS)
          .untilAsserted(() -> assertThat(before).as(seed("threads")).containsAll(threads()));
      assertThat(alarms.all()).as(seed("log")).isEmpty();
    }
  }

  /** Runs some of the attempts, with a valid client beside that must get each of its answers. */
  private static void play(FuzzTarget target, long from, long to) throws InterruptedException {
    try (SteadyClient steady = new SteadyClient(target)) {
      assertThat(new Storm(target, SEED, from, to).await()).as(seed("answers")).isEmpty();
      assertThat(steady.faults()).as(seed("answers to the steady client")).isEmpty();
      assertThat(steady.answered()).as(seed("answers to the steady client")).isPositive();
    }
  }

  /** What is held once the servers have nobody left. */
  private static Footprint footprint(FuzzTarget target) throws InterruptedException {
    await()
        .pollInSameThread()
        .atMost(GENEROUS)
        .untilAsserted(() -> assertThat(Footprint.pinnedNow()).isZero());
    target.ledger().forget();
    return Footprint.now();
  }

  private static Set<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.isAlive() && !OF_THE_JVM.matcher(thread.getName()).matches())
        .collect(Collectors.toSet());
  }

  private static String seed(String what) {
    return "%s, with -Dcasfailover.fuzz.packets=%d -Dfuzz.seed=%d".formatted(what, PACKETS, SEED);
  }
}
