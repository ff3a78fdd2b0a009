package casfailover.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import casfailover.config.Settings;
import casfailover.handover.Question;
import casfailover.keep.Effect;
import casfailover.keep.Input;
import casfailover.keep.Ticket;
import casfailover.pair.Epoch;
import casfailover.sight.Moment;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who has the keeper hear what, and when; what comes of it, the agent's tests show. */
class LoopTest {

  /** So long that no test sees a second one. */
  private static final Duration TICK = Duration.ofHours(1);

  private static final Moment NOW =
      new Moment(Duration.ofSeconds(100), Duration.ofSeconds(100), Instant.EPOCH);
  private static final String KEEPER = "keeper";

  @TempDir Path folder;
  private final List<Throwable> broken = new CopyOnWriteArrayList<>();
  private final List<Told> told = new CopyOnWriteArrayList<>();
  private final AtomicInteger clockReadings = new AtomicInteger();
  private volatile Consumer<Effect> meanwhile = effect -> {};
  private Loop loop;

  /** An answer that the keeper gave, and the thread that handed it out. */
  private record Told(Ticket ticket, String by) {}

  @BeforeEach
  void begin() {
    Settings settings = Example.in(folder).withTick(TICK).settings();
    loop = new Loop(now -> Example.keeper(settings, now), this::read, broken::add);
    loop.start(this::handedOut);
    await().until(() -> clockReadings.get() > 1 && loop.isIdle()); // after its first tick
  }

  @AfterEach
  void end() {
    loop.close();
  }

  private Moment read() {
    clockReadings.incrementAndGet();
    return NOW;
  }

  private void handedOut(Effect effect) {
    if (effect instanceof Effect.Tell tell) {
      told.add(new Told(tell.ticket(), Thread.currentThread().getName()));
      meanwhile.accept(effect);
    }
  }

  /** What a keeper answers at once, whatever it knows: it has nothing to hand over. */
  private static Input question(int ticket) {
    return new Input.PeerAsked(
        new Ticket(ticket),
        new Question.Release(new Epoch(1, "exch-b"), ticket, Duration.ofSeconds(2), false));
  }

  private static Told told(int ticket, String by) {
    return new Told(new Ticket(ticket), by);
  }

  @Test
  void whatIsPutIsHeardByTheThreadOfTheKeeper() {
    long before = loop.heard();
    loop.put(question(1));
    await().until(loop::isIdle);
    assertThat(told).containsExactly(told(1, KEEPER));
    assertThat(loop.heard()).isGreaterThan(before);
  }

  @Test
  void whatIsBroughtToAKeeperAtRestIsHeardByWhoeverBringsIt() {
    loop.bring(question(1));
    loop.bring(question(2));
    String own = Thread.currentThread().getName();
    assertThat(told).containsExactly(told(1, own), told(2, own));
    assertThat(loop.isIdle()).isTrue();
  }

  @Test
  void whatIsBroughtWhileTheKeeperHearsWaitsForItsTurnAndHoldsNobodyUp() throws Exception {
    CountDownLatch goOn = new CountDownLatch(1);
    CountDownLatch hears = new CountDownLatch(1);
    meanwhile =
        effect -> {
          hears.countDown();
          waitFor(goOn);
        };
    Thread first = new Thread(() -> loop.bring(question(1)), "first");
    first.start();
    hears.await();
    loop.bring(question(2));
    loop.put(question(3));
    loop.bring(question(4));
    assertThat(told).containsExactly(told(1, "first"));
    assertThat(loop.isIdle()).isFalse();
    goOn.countDown();
    first.join();
    await().until(loop::isIdle);
    assertThat(told)
        .containsExactly(told(1, "first"), told(2, KEEPER), told(3, KEEPER), told(4, KEEPER));
  }

  @Test
  void whatIsBroughtByWhatTheKeeperWantsIsHeardAfterIt() {
    meanwhile =
        effect -> {
          meanwhile = none -> {};
          loop.bring(question(2));
          assertThat(told).hasSize(1);
        };
    loop.bring(question(1));
    await().until(loop::isIdle);
    assertThat(told).extracting(Told::ticket).containsExactly(new Ticket(1), new Ticket(2));
    assertThat(broken).isEmpty();
  }

  @Test
  void whoIsAnsweredAndLooksThenSeesWhatTheKeeperThinksNow() {
    int before = clockReadings.get();
    assertThat(loop.view().at()).isEqualTo(NOW);
    assertThat(clockReadings).as("it is worked out once").hasValue(before);
    CountDownLatch seen = new CountDownLatch(1);
    meanwhile =
        effect -> {
          new Thread(
                  () -> {
                    loop.view();
                    seen.countDown();
                  })
              .start();
          waitFor(seen); // others may look while what is wanted is still being handed out
        };
    loop.bring(question(1));
    assertThat(broken).isEmpty();
    assertThat(clockReadings).as("the input, and what is seen after it").hasValue(before + 2);
  }

  @Test
  void theKeeperWakesAsEarlyAsItWantsWhoeverHeardThat() {
    int before = clockReadings.get();
    loop.carryOut(new Effect.WakeAt(NOW.plus(Duration.ofMillis(20))), NOW);
    await().until(() -> clockReadings.get() > before);
  }

  @Test
  void aKeeperThatBreaksIsToldOfAndHearsNothingMore() {
    RuntimeException defect = new IllegalStateException("a defect");
    meanwhile =
        effect -> {
          throw defect;
        };
    loop.bring(question(1));
    assertThat(broken).containsExactly(defect);
    loop.bring(question(2));
    assertThat(told).hasSize(1);
  }

  @Test
  void afterTheEndNothingIsHeard() {
    loop.close();
    loop.bring(question(1));
    loop.put(question(2));
    assertThat(told).isEmpty();
    assertThat(broken).isEmpty();
  }

  private static void waitFor(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
