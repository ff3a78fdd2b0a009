package casfailover.keep;

import casfailover.journal.Entry;
import casfailover.sight.BackSoon.Announcement;
import casfailover.sight.Moment;
import casfailover.sight.PeerReport;
import casfailover.sight.Sighting;
import java.time.Duration;
import java.util.Optional;

/**
 * The restart of the peer, for which we wait as long as its address may live without its agent. It
 * counts on that once we say so, and we say so once it is written.
 */
final class PeerRestart {

  private final Mind mind;
  private final Notes notes;
  private Moment heard;

  /** What was promised before our own restart is waited for anew: no clock tells what is left. */
  PeerRestart(Mind mind, Notes notes, Moment start) {
    this.mind = mind;
    this.notes = notes;
    this.heard = start;
    promised().ifPresent(entry -> mind.pledge().peerBackBy(start.plus(entry.time())));
  }

  private Optional<Entry.PeerBackSoon> promised() {
    return mind.memory().restarts().peers();
  }

  /** The peer said whether it restarts; what it said before we heard of it is overtaken. */
  void heard(Moment now, Sighting look, PeerReport report) {
    Optional<Announcement> told = report.backSoon().told();
    if (told.isPresent()) {
      long number = told.get().number();
      if (promised().filter(entry -> entry.number() == number).isEmpty()) {
        notes.note(now, new Entry.PeerBackSoon(number, told.get().time()));
      }
    } else if (promised().isPresent() && !look.begun().since(heard).isNegative()) {
      notes.note(now, new Entry.PeerBack());
    }
  }

  /** A restart that takes longer than it may has failed. */
  void look(Moment now) {
    Duration wait = mind.pledge().takeWait();
    if (promised().isPresent()
        && mind.pledge().peerBackBy().filter(by -> !now.within(wait, by)).isPresent()) {
      notes.note(now, new Entry.PeerBack());
    }
  }

  void written(Moment now, Entry entry) {
    if (entry instanceof Entry.PeerBackSoon soon) {
      heard = now;
      mind.pledge().peerBackBy(now.plus(soon.time()));
    } else if (entry instanceof Entry.PeerBack) {
      mind.pledge().peerIsBack();
    }
  }
}
