package casfailover.agent;

import casfailover.keep.Effect;
import casfailover.keep.Input;
import casfailover.keep.Keeper;
import casfailover.keep.View;
import casfailover.sight.Moment;
import casfailover.sight.PeerReport;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Brings the keeper every input, one at a time and in the order of arrival, hands out what it
 * wants, and shows others what it thinks. It has a thread of its own for that; but what its hands
 * bring is heard by the thread that brings it, if the keeper is at rest, since clients may wait and
 * another thread takes its time to wake up.
 */
final class Loop implements AutoCloseable {

  /** Far more than any input takes. */
  private static final Duration END = Duration.ofSeconds(2);

  private final Function<Moment, Keeper> from;
  private final Supplier<Moment> clock;
  private final Consumer<Throwable> broken;
  private final DecisionLog log = new DecisionLog();
  private final Queue<Input> inputs = new ConcurrentLinkedQueue<>();

  /** What waits, and what is being heard: 0 is a keeper at rest. */
  private final AtomicInteger unheard = new AtomicInteger();

  private final AtomicLong heard = new AtomicLong();

  /** Has whoever has the keeper hear something, until all is handed out that it wants. */
  private final ReentrantLock turn = new ReentrantLock();

  private final Thread thread = new Thread(this::run, "keeper");
  private Consumer<Effect> hands = effect -> {};
  private Keeper keeper;
  private @Nullable Shown shown;
  private volatile long nextTick;
  private volatile boolean running;

  /** What others may see after an input, worked out when it is first asked for. */
  private record Shown(View view, PeerReport report) {}

  /**
   * A loop that does not run yet.
   *
   * @param from a keeper that waits from a moment on; the one that was made before the start only
   *     shows what is remembered
   * @param broken is told of an error in the keeper itself; after that nothing is kept any more
   */
  Loop(Function<Moment, Keeper> from, Supplier<Moment> clock, Consumer<Throwable> broken) {
    this.from = from;
    this.clock = clock;
    this.broken = broken;
    this.keeper = from.apply(clock.get());
  }

  /** Begins; what the keeper wants goes to the hands. */
  void start(Consumer<Effect> to) {
    begin(to);
    nextTick = System.nanoTime();
    running = true;
    thread.start();
  }

  private synchronized void begin(Consumer<Effect> to) {
    hands = to;
    keeper = from.apply(clock.get());
    shown = null;
  }

  /** Has the keeper hear it when its turn comes. */
  void put(Input input) {
    unheard.incrementAndGet();
    inputs.add(input);
    LockSupport.unpark(thread);
  }

  /** Has the keeper hear it before this returns, if it is at rest, and else when its turn comes. */
  void bring(Input input) {
    if (running && unheard.compareAndSet(0, 1)) {
      hear(input);
    } else {
      put(input);
    }
  }

  /** Whether the keeper has heard all that it was told so far, and the log what came of it. */
  boolean isIdle() {
    if (unheard.get() > 0) {
      return false;
    }
    Shown unused = shown();
    return true;
  }

  /** How much it has heard since it began: what changes while others are at work. */
  long heard() {
    return heard.get();
  }

  View view() {
    return shown().view();
  }

  PeerReport report() {
    return shown().report();
  }

  private synchronized Shown shown() {
    Shown known = shown;
    if (known == null) {
      Moment now = clock.get();
      known = new Shown(keeper.view(now), keeper.report(now));
      shown = known;
      log.heed(known.view());
    }
    return known;
  }

  private void run() {
    while (running) {
      Input input = inputs.poll();
      long left = nextTick - System.nanoTime();
      if (input != null) {
        hear(input);
        guarded(this::shown);
      } else if (left > 0) {
        LockSupport.parkNanos(this, left);
      } else {
        put(new Input.Tick());
      }
    }
  }

  private void hear(Input input) {
    turn.lock();
    try {
      guarded(() -> step(input));
    } finally {
      turn.unlock();
      heard.incrementAndGet();
      unheard.decrementAndGet();
    }
  }

  /** A keeper that breaks keeps nothing any more. */
  private void guarded(Runnable part) {
    try {
      if (running) {
        part.run();
      }
    } catch (RuntimeException | Error e) {
      running = false;
      broken.accept(e);
    }
  }

  private void step(Input input) {
    Moment now = clock.get();
    if (input instanceof Input.Tick) {
      nextTick = System.nanoTime() + keeper.tick().toNanos();
    }
    think(now, input).forEach(effect -> carryOut(effect, now));
  }

  private synchronized List<Effect> think(Moment now, Input input) {
    shown = null;
    return keeper.on(now, input);
  }

  /** Hands out what the keeper wants. */
  void carryOut(Effect effect, Moment now) {
    if (effect instanceof Effect.WakeAt wake) {
      nextTick = Math.min(nextTick, System.nanoTime() + wake.at().since(now).toNanos());
      LockSupport.unpark(thread);
    } else {
      hands.accept(effect);
    }
  }

  /** Ends after the input that is at hand, and waits for that. */
  @Override
  public void close() {
    running = false;
    LockSupport.unpark(thread);
    try {
      if (turn.tryLock(END.toMillis(), TimeUnit.MILLISECONDS)) {
        turn.unlock();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
