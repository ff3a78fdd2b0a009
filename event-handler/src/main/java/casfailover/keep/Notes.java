package casfailover.keep;

import casfailover.journal.Entry;
import casfailover.sight.Moment;
import java.util.Optional;

/** Entries that come up again by themselves if they cannot be written; one at a time. */
final class Notes {

  private final Mind mind;
  private final Pause pause = new Pause();
  private Optional<Entry> noting = Optional.empty();

  Notes(Mind mind) {
    this.mind = mind;
  }

  void note(Moment now, Entry entry) {
    if (noting.isEmpty() && pause.isOver(now)) {
      noting = Optional.of(mind.write(entry));
    }
  }

  void written(Entry entry) {
    if (isNoting(entry)) {
      noting = Optional.empty();
    }
  }

  void notWritten(Moment now, Entry entry) {
    if (isNoting(entry)) {
      noting = Optional.empty();
      pause.until(now.plus(Mind.RETRY));
    }
  }

  /** Whether it is this very one: the same may have been written at somebody's order. */
  private boolean isNoting(Entry entry) {
    return noting.filter(n -> n == entry).isPresent();
  }
}
