package casfailover.mail;

import casfailover.pair.FreeText;
import casfailover.sight.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The sending of all that waits, oldest first, one letter a step, without a thread and without
 * waiting. A letter that a server defers keeps no other from being tried; where no server is there
 * at all, the round ends at once.
 */
final class SendingRound {

  private final Outbox outbox;
  private final Courier courier;
  private final Supplier<Moment> clock;

  /** Delivered letters that the disk would not let us take out: they must not go out again. */
  private final Set<String> delivered = new HashSet<>();

  private Optional<Waiting> last = Optional.empty();
  private boolean failed;
  private BackOff backOff = BackOff.NONE;
  private Optional<Instant> lastSuccess = Optional.empty();
  private Optional<MailState.Trouble> lastTrouble = Optional.empty();

  SendingRound(Outbox outbox, Courier courier, Supplier<Moment> clock) {
    this.outbox = outbox;
    this.courier = courier;
    this.clock = clock;
  }

  /**
   * Tries one letter.
   *
   * @return how long to wait for the next step; none where nothing waits to be sent
   */
  Optional<Duration> step() {
    try {
      Optional<Waiting> next = last.isPresent() ? outbox.nextAfter(last.get()) : outbox.next();
      if (next.isEmpty()) {
        return endRound();
      }
      last = next;
      return take(next.get()) ? Optional.of(Duration.ZERO) : endRound();
    } catch (OutboxException e) {
      trouble(String.valueOf(e.getMessage()));
      return endRound();
    }
  }

  MailState state() {
    return new MailState(
        outbox.waiting(), outbox.rejected(), backOff.failures(), lastSuccess, lastTrouble);
  }

  /** Whether the round goes on with the next letter. */
  private boolean take(Waiting waiting) {
    String id = waiting.letter().id();
    Delivery delivery = delivered.contains(id) ? new Delivery.Delivered("") : attempt(waiting);
    Instant now = clock.get().wall();
    if (delivery instanceof Delivery.Delivered) {
      if (delivered.add(id)) {
        lastSuccess = Optional.of(now);
      }
      outbox.sent(id);
      delivered.remove(id);
      return true;
    }
    if (delivery instanceof Delivery.Deferred deferred) {
      trouble(deferred.why());
      outbox.failed(id, waiting.tries().and(now, deferred.why(), deferred.reached()));
      return true;
    }
    if (delivery instanceof Delivery.Rejected rejected) {
      trouble(rejected.why());
      outbox.reject(id, waiting.tries().and(now, rejected.why(), rejected.reached()));
      return true;
    }
    String why = ((Delivery.NoServer) delivery).why();
    trouble(why);
    outbox.failed(id, waiting.tries().and(now, why, Set.of()));
    return false;
  }

  private Delivery attempt(Waiting waiting) {
    try {
      return courier.deliver(waiting.letter(), waiting.tries().reached());
    } catch (RuntimeException e) {
      // One letter that breaks the courier must not keep the others from being sent.
      return new Delivery.Deferred("the sender broke on this letter: " + e, Set.of());
    }
  }

  private Optional<Duration> endRound() {
    last = Optional.empty();
    if (failed) {
      failed = false;
      backOff = backOff.longer();
      return Optional.of(backOff.delay());
    }
    backOff = BackOff.NONE;
    return outbox.waiting() == 0 ? Optional.empty() : Optional.of(Duration.ZERO);
  }

  private void trouble(String why) {
    failed = true;
    lastTrouble = Optional.of(new MailState.Trouble(clock.get().wall(), FreeText.line(why)));
  }
}
