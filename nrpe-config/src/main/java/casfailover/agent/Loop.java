package casfailover.agent;

import casfailover.keep.Effect;
import casfailover.keep.Input;
import casfailover.keep.Keeper;
import casfailover.keep.View;
import casfailover.sight.Moment;
import casfailover.sight.PeerReport;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The keeper's one thread: brings it every input in the order of arrival, hands out what it wants,
 * and shows others what it thinks.
 */
final class Loop implements AutoCloseable {

  /** Far more than any input takes. */
  private static final Duration END = Duration.ofSeconds(2);

  private final Function<Moment, Keeper> from;
  private final Supplier<Moment> clock;
  private final Consumer<Throwable> broken;
  private final DecisionLog log = new DecisionLog();
  private final BlockingQueue<Input> inputs = new LinkedBlockingQueue<>();
  private final AtomicInteger unheard = new AtomicInteger();
  private final Thread thread = new Thread(this::run, "keeper");
  private Consumer<Effect> hands = effect -> {};
  private long nextTick;
  private Keeper keeper;
  private volatile Shown shown;
  private volatile boolean closed;

  /** What others may see; made anew after each input. */
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
    Moment now = clock.get();
    this.keeper = from.apply(now);
    this.shown = new Shown(keeper.view(now), keeper.report(now));
  }

  /** Begins; what the keeper wants goes to the hands. */
  void start(Consumer<Effect> to) {
    hands = to;
    keeper = from.apply(clock.get());
    thread.start();
  }

  void put(Input input) {
    unheard.incrementAndGet();
    inputs.add(input);
  }

  /** Whether the keeper has heard all that it was told so far. */
  boolean isIdle() {
    return unheard.get() == 0;
  }

  View view() {
    return shown.view();
  }

  PeerReport report() {
    return shown.report();
  }

  private void run() {
    nextTick = System.nanoTime();
    try {
      while (!closed) {
        Input input = inputs.poll(nextTick - System.nanoTime(), TimeUnit.NANOSECONDS);
        if (input == null) {
          nextTick = System.nanoTime() + keeper.tick().toNanos();
          hear(new Input.Tick());
        } else {
          hear(input);
          unheard.decrementAndGet();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      broken.accept(e);
    }
  }

  private void hear(Input input) {
    Moment now = clock.get();
    List<Effect> wanted = keeper.on(now, input);
    // First what changes something, since clients may wait for it.
    wanted.stream().filter(effect -> !canWait(effect)).forEach(effect -> carryOut(effect, now));
    // Before anybody else is answered: who was, and looks then, sees what it was told.
    shown = new Shown(keeper.view(now), keeper.report(now));
    wanted.stream().filter(Loop::canWait).forEach(hands);
    log.heed(shown.view());
  }

  /** Whether it may come after what others are shown. */
  static boolean canWait(Effect effect) {
    return effect instanceof Effect.Tell tell && !tell.urgent();
  }

  private void carryOut(Effect effect, Moment now) {
    if (effect instanceof Effect.WakeAt wake) {
      nextTick = Math.min(nextTick, System.nanoTime() + wake.at().since(now).toNanos());
    } else {
      hands.accept(effect);
    }
  }

  /** Ends after the input that is at hand, and waits for that. */
  @Override
  public void close() {
    closed = true;
    put(new Input.Tick());
    try {
      thread.join(END.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
