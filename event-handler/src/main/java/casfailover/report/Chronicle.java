package casfailover.report;

import casfailover.decide.Event;
import casfailover.journal.Entry;
import casfailover.journal.EntryText;
import casfailover.journal.JournalLine;
import casfailover.pair.FreeText;
import java.util.Optional;

/** The sentence for each entry of the journal: the same in the log, the status and explanations. */
public final class Chronicle {

  private Chronicle() {}

  /** What an entry says, in one sentence without a full stop, inert whatever it was made of. */
  public static String sentence(Entry entry) {
    return FreeText.line(told(entry));
  }

  /**
   * What a line of the journal says; empty for one that only a newer program knows. One that does
   * not read hides no other, and says so.
   */
  public static Optional<String> sentence(JournalLine line) {
    try {
      return EntryText.parse(line.word(), line.values()).map(Chronicle::sentence);
    } catch (IllegalArgumentException e) {
      return Optional.of(
          FreeText.line("line " + line.seq() + " of the journal does not read: " + e.getMessage()));
    }
  }

  private static String told(Entry entry) {
    if (entry instanceof Entry.Installed) {
      return "installed and paused: nothing is done until cas-event-handler resume";
    }
    if (entry instanceof Entry.Lost e) {
      return "the journal before this line is lost: " + e.why();
    }
    if (entry instanceof Entry.Heard e) {
      return heard(e.event()) + (e.incident().isEmpty() ? "" : ", incident " + e.incident());
    }
    if (entry instanceof Entry.Ended e) {
      return "nothing is wanted any more: " + e.why();
    }
    if (entry instanceof Entry.Learned e) {
      return "heard of term " + e.known();
    }
    if (entry instanceof Entry.Begun e) {
      return move(e.how())
          + " begins, term "
          + e.epoch()
          + ", incident "
          + e.incident()
          + ": "
          + e.why();
    }
    if (entry instanceof Entry.GaveUp e) {
      return "takeover of term " + e.epoch() + " given up: " + e.why();
    }
    if (entry instanceof Entry.Taken e) {
      return move(e.how())
          + " done, term "
          + e.epoch()
          + ", incident "
          + e.incident()
          + ": address added, announced, verified";
    }
    if (entry instanceof Entry.Releasing e) {
      return "RELEASE begins: " + e.why();
    }
    if (entry instanceof Entry.Released e) {
      return "RELEASED: " + e.why();
    }
    if (entry instanceof Entry.HandingOver e) {
      return "HANDOVER begins, term " + e.epoch() + " ends: " + e.why();
    }
    if (entry instanceof Entry.HandedOver e) {
      return "HANDED OVER, address removed: " + e.why();
    }
    if (entry instanceof Entry.Paused e) {
      return "paused" + by(e.author(), e.comment());
    }
    if (entry instanceof Entry.Resumed e) {
      return "armed" + by(e.author(), e.comment());
    }
    if (entry instanceof Entry.RightRegained) {
      return "the databases are here: the address stands by the ordinary right again";
    }
    if (entry instanceof Entry.Reloaded e) {
      return "runs with settings "
          + e.settings()
          + ", changed: "
          + e.changed()
          + "; an address that is here lives "
          + e.lease().toSeconds()
          + " s from each renewal";
    }
    if (entry instanceof Entry.BackSoon e) {
      return "BACK SOON: the peer waits, and the address lives "
          + e.lifetime().toSeconds()
          + " s without its agent"
          + by(e.author(), e.comment());
    }
    if (entry instanceof Entry.BackSoonOver) {
      return "back: the address lives by the lease again";
    }
    if (entry instanceof Entry.PeerBackSoon e) {
      return "the peer restarts its agent and keeps the address: waits up to "
          + e.time().toSeconds()
          + " s more for it";
    }
    if (entry instanceof Entry.PeerBack) {
      return "the peer's restart is over";
    }
    if (entry instanceof Entry.Kept e) {
      return "KEEP " + e.node() + by(e.author(), e.comment());
    }
    if (entry instanceof Entry.Acknowledged e) {
      return (e.author().isEmpty() ? "somebody" : e.author())
          + " acknowledged"
          + (e.comment().isEmpty() ? "" : ": " + e.comment());
    }
    if (entry instanceof Entry.Posted e) {
      return "mail " + e.letter() + " is in the outbox";
    }
    throw new IllegalStateException("no sentence for " + entry);
  }

  private static String move(Entry.How how) {
    return how == Entry.How.HANDOVER ? "HANDOVER to this server" : "TAKEOVER";
  }

  /** What a monitor said, in the words of its own dashboards. */
  public static String heard(Event event) {
    String subject =
        switch (event.subject()) {
          case PEER -> "CAS peer";
          case CAS_IP -> "CAS IP";
          case HOST -> "host";
        };
    return event.monitor()
        + ": "
        + subject
        + " "
        + event.state()
        + " "
        + event.type()
        + (event.problem().isEmpty() ? "" : ", problem " + event.problem());
  }

  private static String by(String author, String comment) {
    return (author.isEmpty() ? "" : " by " + author) + (comment.isEmpty() ? "" : ": " + comment);
  }
}
