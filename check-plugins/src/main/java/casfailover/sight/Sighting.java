package casfailover.sight;

import java.time.Duration;

/** The answer of one look at one guard, with the times at which the look began and ended. */
public sealed interface Sighting {

  /** When the look began: its age counts from here. */
  Moment begun();

  /** When the answer was there. */
  Moment ended();

  /** What was found, or why it could not be asked, in a few words for a person. */
  String detail();

  /** The same, for a reader who needs to be told the address of the server that was asked. */
  default String detailOn(String address) {
    return this instanceof Seen seen && seen.finding() instanceof Ports ports
        ? ports.on(address)
        : detail() + " on " + address;
  }

  /** The word for the answer in JSON: {@code seen}, {@code silent} or {@code unknown}. */
  String word();

  /** How old the answer is, counted from the start of the look. */
  default Duration age(Moment now) {
    return now.since(begun());
  }

  /** Asked, and answered. */
  record Seen(Moment begun, Moment ended, Finding finding) implements Sighting {
    @Override
    public String detail() {
      return finding.detail();
    }

    @Override
    public String word() {
      return "seen";
    }
  }

  /** Asked, and nobody answered, or the answer was no. */
  record Silent(Moment begun, Moment ended, Finding finding) implements Sighting {
    @Override
    public String detail() {
      return finding.detail();
    }

    @Override
    public String word() {
      return "silent";
    }
  }

  /** Could not be asked: neither yes nor no. */
  record Unknown(Moment begun, Moment ended, String why) implements Sighting {
    @Override
    public String detail() {
      return why;
    }

    @Override
    public String word() {
      return "unknown";
    }
  }
}
