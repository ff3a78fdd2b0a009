package casfailover.journal;

import casfailover.decide.Event;
import casfailover.pair.Epoch;
import java.time.Duration;
import java.time.Instant;

/** One thing that must not be forgotten; each becomes one line of the journal. */
public sealed interface Entry {

  /** How an address came to a server. */
  enum How {
    /** The other server failed. */
    FAILOVER,
    /** It was vacant, and this server had it last. */
    HOME,
    /** A person ordered it. */
    ORDERED,
    /** It was there already. */
    ADOPTED,
    /** The other server, which had it, let it go for this one. */
    HANDOVER
  }

  /** The program was started on an empty state folder: nothing is done until a person says so. */
  record Installed() implements Entry {}

  /** What was written before is gone. */
  record Lost(String why) implements Entry {}

  /**
   * An event that changed what is wanted.
   *
   * @param incident what all that follows from it is filed under
   */
  record Heard(Event event, String incident) implements Entry {}

  /** Nothing is wanted any more, for another reason than an event. */
  record Ended(String why) implements Entry {}

  /** A higher term than any before was heard of. */
  record Learned(Epoch known) implements Entry {}

  /**
   * A take begins: written before the address is touched.
   *
   * @param epoch the term that begins
   * @param evenIfDatabases whether a person ordered it in spite of the databases
   * @param why the sentence of the decision
   * @param guards what it was taken on: {@code guard:answer:age in ms}, separated by commas
   */
  record Begun(
      Epoch epoch, How how, String incident, boolean evenIfDatabases, String why, String guards)
      implements Entry {

    /** One that was not decided by guards. */
    public Begun(Epoch epoch, How how, String incident, boolean evenIfDatabases, String why) {
      this(epoch, how, incident, evenIfDatabases, why, "");
    }
  }

  /** A take was given up before, or undone after the address was added. */
  record GaveUp(Epoch epoch, String why) implements Entry {}

  /** The address is here, added and read back. */
  record Taken(Epoch epoch, How how, String incident) implements Entry {}

  /** The address is about to be removed. */
  record Releasing(Epoch epoch, boolean byPerson, String why) implements Entry {}

  /** The address is gone from here. */
  record Released(Epoch epoch, boolean byPerson, String why) implements Entry {}

  /**
   * The address is about to be removed, so that the other server can have it.
   *
   * @param epoch the term that ends
   * @param attempt the number that the other server gave its question
   */
  record HandingOver(Epoch epoch, long attempt, String why) implements Entry {}

  /**
   * The address is gone from here, and the other server may add it. Unless that is heard of, it
   * comes back after a while.
   */
  record HandedOver(Epoch epoch, long attempt, String why) implements Entry {}

  /** A person keeps this server from taking and moving the address. */
  record Paused(String author, String comment) implements Entry {}

  /** A person lets this server take and move the address. */
  record Resumed(String author, String comment) implements Entry {}

  /** The databases are mounted here, so that an ordered take stands by the ordinary right. */
  record RightRegained() implements Entry {}

  /**
   * The settings were read again, and others are gone by.
   *
   * @param settings the short hash of the new ones
   * @param changed the names of those that changed
   * @param lease the lifetime that each renewal gives from here on
   */
  record Reloaded(String settings, String changed, Duration lease) implements Entry {}

  /**
   * The peer waits for our restart, and the address is about to live longer than a lease.
   *
   * @param number the announcement that the peer acknowledged
   * @param boot before the renewal began, in time since the machine started
   * @param lifetime what the renewal gives
   */
  record BackSoon(long number, Duration boot, Duration lifetime, String author, String comment)
      implements Entry {}

  /** The address lives by the lease again. */
  record BackSoonOver() implements Entry {}

  /**
   * The peer restarts and keeps its address meanwhile.
   *
   * @param number its number of the announcement
   * @param time how long that may take, from here
   */
  record PeerBackSoon(long number, Duration time) implements Entry {}

  /** The peer's restart is over, or can no longer be what keeps it silent. */
  record PeerBack() implements Entry {}

  /**
   * A person said that the address is meant to be where it is.
   *
   * @param number counts such words on both servers
   * @param node the server that has the address
   */
  record Kept(long number, String node, String author, String comment) implements Entry {}

  /**
   * A person has seen what is wrong with the address.
   *
   * @param number counts such words on both servers
   * @param term the last term of the address at that time
   * @param at when it was said
   */
  record Acknowledged(long number, Epoch term, Instant at, String author, String comment)
      implements Entry {}

  /** A letter was handed to the outbox. */
  record Posted(String letter) implements Entry {}
}
