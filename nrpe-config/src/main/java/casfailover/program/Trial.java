package casfailover.program;

import casfailover.report.Json;
import casfailover.sight.Sighting;
import java.util.function.Supplier;

/**
 * One thing that is taken for granted of this server, and how to see whether it is true.
 *
 * @param group what it belongs to: {@code system}, {@code network}, {@code service}, {@code
 *     exchange}, {@code address}
 * @param expected what should be seen, in a few words
 * @param look sees what is
 */
record Trial(String group, String expected, Supplier<Seen> look) {

  /** How a trial ended. */
  enum Verdict {
    OK,
    FAILS,
    /** It could not be seen: neither true nor false. */
    UNKNOWN;

    /** The word at the beginning of a line. */
    String word() {
      return switch (this) {
        case OK -> "ok";
        case FAILS -> "FAILS";
        case UNKNOWN -> "unknown";
      };
    }
  }

  /**
   * What was seen.
   *
   * @param words in a few words
   */
  record Seen(Verdict verdict, String words) {

    static Seen of(boolean asExpected, String words) {
      return new Seen(asExpected ? Verdict.OK : Verdict.FAILS, words);
    }

    /** An answer that should be yes. */
    static Seen of(Sighting sighting) {
      Verdict verdict =
          sighting instanceof Sighting.Seen
              ? Verdict.OK
              : sighting instanceof Sighting.Silent ? Verdict.FAILS : Verdict.UNKNOWN;
      return new Seen(verdict, sighting.detail());
    }
  }

  /** A trial that was made. */
  record Made(Trial trial, Seen seen) {

    String line() {
      return "%-8s%-9s %s: %s"
          .formatted(seen.verdict().word(), trial.group(), trial.expected(), seen.words());
    }

    Json json() {
      return Json.object()
          .with("group", trial.group())
          .with("expected", trial.expected())
          .with("verdict", seen.verdict().word())
          .with("seen", seen.words())
          .end();
    }
  }

  /** Looks; what breaks is a trial that could not be made. */
  Made make() {
    try {
      return new Made(this, look.get());
    } catch (RuntimeException e) {
      return new Made(this, new Seen(Verdict.UNKNOWN, "looking broke: " + e));
    }
  }
}
