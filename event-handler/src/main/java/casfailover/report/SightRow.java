package casfailover.report;

import casfailover.sight.Moment;
import casfailover.sight.PeerReport.Answer;
import casfailover.sight.Sighting;
import java.time.Duration;
import java.util.Locale;

/**
 * One thing that was looked at.
 *
 * @param guard what it is, as in {@code gateway}
 * @param answer what a program reads: seen, silent or unknown
 * @param word what a person reads: the same, or a word that says more, as {@code ours}
 * @param detail what was found
 * @param age how long ago the look began
 */
public record SightRow(String guard, Answer answer, String word, String detail, Duration age) {

  /** A look whose answer says enough. */
  public static SightRow of(String guard, Sighting sighting, Moment now) {
    Answer answer = Answer.of(sighting);
    return new SightRow(guard, answer, word(answer), sighting.detail(), sighting.age(now));
  }

  static String word(Answer answer) {
    return answer.name().toLowerCase(Locale.ROOT);
  }
}
