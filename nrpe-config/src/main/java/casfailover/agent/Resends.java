package casfailover.agent;

import static java.nio.charset.StandardCharsets.UTF_8;

import casfailover.nrpe.Caller;
import casfailover.nrpe.PacketVersion;
import casfailover.nrpe.Query;
import casfailover.nrpe.Reply;
import casfailover.sight.Moment;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Tells an action that check_nrpe sends a second time from one that somebody orders again, so that
 * the first acts once and is answered twice, and the second is carried out.
 *
 * <p>After a failed read check_nrpe connects again at once and sends the same words, once, in
 * version 2; what it sends first is never version 2, unless it is told so. So an action in version
 * 2 is the second one of an earlier in another version by the same caller with the same words, if
 * that was not answered yet, or its answer may have been lost. An answer whose {@link
 * casfailover.nrpe.Receipt} came is lost only where something between the two closed both ends:
 * then the second one comes at once, before that caller orders anything else. Each is found once.
 *
 * <p>Two workers may get the two in the wrong order; a first one that comes on the heels of its
 * second finds it in the same way.
 */
final class Resends {

  /** From the end of one connection of check_nrpe to the query on its next, and ample. */
  private static final Duration AT_ONCE = Duration.ofSeconds(2);

  /** So much text of a query is left in version 2, in bytes. */
  private static final int TEXT = 1023;

  private static final int MOST = 256;

  private final Supplier<Duration> patience;
  private final Supplier<Moment> clock;
  private final Deque<Action> latestFirst = new ArrayDeque<>();

  /**
   * Remembers nothing yet.
   *
   * @param patience how long after its first query check_nrpe may send the second
   */
  Resends(Supplier<Duration> patience, Supplier<Moment> clock) {
    this.patience = patience;
    this.clock = clock;
  }

  private record Who(Optional<String> name, InetAddress address) {
    static Who of(Caller caller) {
      return new Who(caller.commonName(), caller.address());
    }
  }

  /** An action that was begun, with an outcome that may be still to come. */
  private static final class Action {
    final Who who;
    final String text;
    final PacketVersion version;
    final Moment begun;
    final CompletableFuture<Reply> outcome = new CompletableFuture<>();
    Optional<Moment> taken = Optional.empty();

    Action(Caller caller, Query query, Moment begun) {
      this.who = Who.of(caller);
      this.text = text(query);
      this.version = caller.version();
      this.begun = begun;
    }

    private static String text(Query query) {
      byte[] bytes = query.text().getBytes(UTF_8);
      return new String(bytes, 0, Math.min(bytes.length, TEXT), UTF_8);
    }

    boolean isSecond() {
      return version == PacketVersion.V2;
    }

    boolean pairsWith(Action other) {
      return who.equals(other.who) && text.equals(other.text) && isSecond() != other.isSecond();
    }

    /** Whether nothing but an accident could make its other half come after something else. */
    boolean isSettled() {
      return isSecond() || taken.isPresent();
    }
  }

  /** Carries an action out, or waits for the outcome of the one that it is sent again for. */
  CompletionStage<Reply> once(
      Caller caller, Query query, Supplier<CompletionStage<Reply>> carryOut) {
    Action action = new Action(caller, query, clock.get());
    Optional<Action> before = meet(action);
    if (before.isPresent()) {
      return before.get().outcome.copy();
    }
    if (!action.isSecond()) {
      caller.receipt().whenTaken(() -> take(action));
    }
    try {
      CompletionStage<Void> unused =
          carryOut
              .get()
              .handle(
                  (reply, failure) ->
                      failure == null
                          ? action.outcome.complete(reply)
                          : action.outcome.completeExceptionally(failure))
              .thenAccept(first -> {});
    } catch (RuntimeException e) {
      action.outcome.completeExceptionally(e);
    }
    return action.outcome.copy();
  }

  /** The other half of an action, which is forgotten with that; else the action is remembered. */
  private synchronized Optional<Action> meet(Action action) {
    latestFirst.removeIf(a -> isOver(a, action.begun));
    for (Iterator<Action> all = latestFirst.iterator(); all.hasNext(); ) {
      Action other = all.next();
      if (other.pairsWith(action)) {
        all.remove();
        return Optional.of(other);
      }
    }
    latestFirst.removeIf(a -> a.who.equals(action.who) && a.isSettled());
    latestFirst.addFirst(action);
    if (latestFirst.size() > MOST) {
      latestFirst.removeLast();
    }
    return Optional.empty();
  }

  private boolean isOver(Action action, Moment now) {
    return action.isSecond()
        ? !now.within(AT_ONCE, action.begun)
        : !now.within(patience.get(), action.begun)
            || action.taken.filter(at -> !now.within(AT_ONCE, at)).isPresent();
  }

  private void take(Action action) {
    Moment now = clock.get();
    synchronized (this) {
      action.taken = Optional.of(now);
    }
  }
}
