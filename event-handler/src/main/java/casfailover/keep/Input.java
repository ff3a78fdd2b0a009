package casfailover.keep;

import casfailover.decide.Event;
import casfailover.handover.Answer;
import casfailover.handover.Question;
import casfailover.journal.Entry;
import casfailover.order.Order;
import casfailover.sight.Guard;
import casfailover.sight.Sighting;
import casfailover.takeover.Presence;
import java.util.Set;

/** What can happen to a keeper. */
public sealed interface Input {

  /** A monitor reported a change of state. */
  record Heard(Ticket ticket, Event event) implements Input {}

  /** A monitor polled, and said how things look from there. */
  record Polled(String monitor, Event.Level level) implements Input {}

  /** A monitor asked how the failover stands, and said nothing of its own. */
  record Watched() implements Input {}

  /** A person ordered something. */
  record Ordered(Ticket ticket, Order order) implements Input {}

  /** The other agent asks something about moving the address; it is answered as a caller is. */
  record PeerAsked(Ticket ticket, Question question) implements Input {}

  /** The other agent answered what it was asked about moving the address, or did not. */
  record PeerAnswered(Question question, Answer answer) implements Input {}

  /** A look brought an answer. */
  record Saw(Guard guard, Sighting sighting) implements Input {}

  /** An entry is in the journal, and will be there after a crash. */
  record Written(Entry entry) implements Input {}

  /** An entry could not be written. */
  record NotWritten(Entry entry, String why) implements Input {}

  /** A change of the address came to its end. */
  record Done(Effect.Apply change, Result result) implements Input {}

  /** A look at our own interfaces brought an answer. */
  record Found(Presence presence) implements Input {}

  /** The link of our interface came up again. */
  record LinkUp() implements Input {}

  /** A letter is in the outbox, and will be there after a crash. */
  record Posted(String letter) implements Input {}

  /** A letter could not be put into the outbox. */
  record NotPosted(News news, String why) implements Input {}

  /**
   * The settings were read again, and what looks and carries out goes by them already.
   *
   * @param ticket who waits to hear that the keeper goes by them, too
   * @param setup the same pair and address
   * @param anew what is asked something else from now on, so that no answer of before counts
   * @param changed the names of the settings that changed, for people
   */
  record Reloaded(Ticket ticket, Setup setup, Set<Guard> anew, String changed) implements Input {
    public Reloaded {
      anew = Set.copyOf(anew);
    }
  }

  /** Time passed. */
  record Tick() implements Input {}

  /** The service is told to end. */
  record Stopping() implements Input {}

  /** How a change of the address ended. */
  sealed interface Result {
    /** It is as it was to be; read back. */
    record Verified() implements Result {}

    /** It is not, or nobody can tell. */
    record Failed(String why) implements Result {}
  }
}
