package casfailover.lab;

import java.time.Duration;
import java.time.Instant;

/**
 * Something that was seen in a lab.
 *
 * @param at when it happened, or was seen where the thing itself carries no time
 * @param kind what it is, in one word; stories wait for it
 * @param text what a person reads
 */
record Step(Instant at, Kind kind, String text) {
  /** What can be seen in a lab. */
  enum Kind {
    READY,
    CHECK,
    ORDER,
    CUT,
    HEAL,
    SILENT,
    SOFT,
    HARD,
    HANDLER,
    RECOVERED,
    EVIDENCE,
    DECISION,
    JOURNAL,
    AGENT,
    ADDRESS_UP,
    ADDRESS_GONE,
    CLIENT,
    MAIL,
    KEPT,
    FAULT;

    String word() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
  }

  boolean says(String words) {
    return text.contains(words);
  }

  long millisAfter(Instant zero) {
    return Duration.between(zero, at).toMillis();
  }
}
