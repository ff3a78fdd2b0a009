package casfailover.keep;

import casfailover.handover.Question;
import casfailover.journal.Entry;
import casfailover.sight.Guard;
import casfailover.sight.Moment;
import java.time.Duration;

/** What a keeper wants done. */
public sealed interface Effect {

  /** Look at something once, and say what was seen. */
  record LookAt(Guard guard) implements Effect {}

  /** Look whether the address is on one of our own interfaces. */
  record Inspect() implements Effect {}

  /** Write an entry to the journal and force it to the disk; entries are written in order. */
  record Write(Entry entry) implements Effect {}

  /**
   * Change the address on our own interface, and read back what it became. Changes and inspections
   * are carried out one at a time, in order.
   */
  sealed interface Apply extends Effect {}

  /**
   * Add the address.
   *
   * @param notAfter after this moment the evidence is too old to begin
   */
  record Add(Duration lifetime, Moment notAfter) implements Apply {}

  /**
   * Give an address that is there a new lifetime.
   *
   * @param begun when the lifetime was asked for: it counts from here
   * @param notAfter after this moment the address may have expired, and a renewal would add it anew
   */
  record Renew(Duration lifetime, Moment begun, Moment notAfter) implements Apply {}

  /** Silence all announcers, and remove the address. */
  record Delete() implements Apply {}

  /** Tell the network once where the address is. */
  record Announce() implements Effect {}

  /** Bring a tick at this moment, if none comes before. */
  record WakeAt(Moment at) implements Effect {}

  /** Put a letter about what happened into the outbox, unless it is there already. */
  record Post(News news) implements Effect {}

  /**
   * Ask the other agent something about moving the address, and say what it answered.
   *
   * @param patience how long an answer is worth waiting for
   */
  record AskPeer(Question question, Duration patience) implements Effect {}

  /** Answer a caller, who sees what it was told if it looks then. */
  record Tell(Ticket ticket, Reply reply) implements Effect {}

  /** Everything that had to be done before the end is done. */
  record Rest() implements Effect {}
}
