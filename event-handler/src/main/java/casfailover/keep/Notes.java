package casfailover.keep;

import casfailover.journal.Entry;
import casfailover.sight.Moment;

/** Entries that come up again by themselves if they cannot be written; one at a time. */
final class Notes {

  private final Mind mind;
  private final Pause pause = new Pause();
  private boolean noting;

  Notes(Mind mind) {
    this.mind = mind;
  }

  void note(Moment now, Entry entry) {
    if (!noting && pause.isOver(now)) {
      noting = true;
      mind.write(entry);
    }
  }

  static boolean isNote(Entry entry) {
    return entry instanceof Entry.Learned
        || entry instanceof Entry.RightRegained
        || entry instanceof Entry.Ended
        || entry instanceof Entry.BackSoonOver
        || entry instanceof Entry.PeerBackSoon
        || entry instanceof Entry.PeerBack;
  }

  void written() {
    noting = false;
  }

  void notWritten(Moment now) {
    noting = false;
    pause.until(now.plus(Mind.RETRY));
  }
}
