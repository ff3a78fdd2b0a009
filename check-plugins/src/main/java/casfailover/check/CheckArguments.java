package casfailover.check;

import casfailover.pair.FreeText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The {@code key=value} words that came with a check: all taken, or refused as a whole. A word that
 * nobody knows is never passed over, since it may be a misspelt threshold.
 */
public sealed interface CheckArguments {

  /**
   * Known words with values that read.
   *
   * @param thresholds the ranges among them
   * @param level what the monitor told of its own view, by key
   */
  record Accepted(Thresholds thresholds, Map<String, String> level) implements CheckArguments {
    public Accepted {
      level = Map.copyOf(level);
    }
  }

  /**
   * A word that is not known, twice there, or does not read.
   *
   * @param sentence which one, and what would have been right
   */
  record Refused(String sentence) implements CheckArguments {}

  /**
   * What a level word may hold: a state's name, a count, a time in seconds; nothing if not known.
   */
  Pattern LEVEL = Pattern.compile("[A-Za-z0-9_./-]{0,64}");

  /** What comes of no words. */
  Accepted NOTHING = new Accepted(Thresholds.NONE, Map.of());

  /** Reads the words for a check. */
  static CheckArguments parse(Check check, List<String> words) {
    return words.isEmpty() ? NOTHING : some(check, words);
  }

  private static CheckArguments some(Check check, List<String> words) {
    Map<String, Range> ranges = new LinkedHashMap<>();
    Map<String, String> level = new LinkedHashMap<>();
    for (String word : words) {
      int equals = word.indexOf('=');
      if (equals < 0) {
        return refused(check, "'" + FreeText.shown(word) + "' is no key=value word");
      }
      String key = word.substring(0, equals);
      String value = word.substring(equals + 1);
      if (ranges.containsKey(key) || level.containsKey(key)) {
        return refused(check, "'" + FreeText.shown(key) + "' came twice");
      }
      if (check.thresholds().contains(key)) {
        try {
          ranges.put(key, Range.parse(value));
        } catch (IllegalArgumentException e) {
          return refused(
              check, "'" + key + "' got '" + FreeText.shown(value) + "': " + e.getMessage());
        }
      } else if (check.levelWords().contains(key)) {
        if (!LEVEL.matcher(value).matches()) {
          return refused(
              check,
              "'"
                  + key
                  + "' got '"
                  + FreeText.shown(value)
                  + "': it takes letters, digits and any of . / - _");
        }
        level.put(key, value);
      } else {
        return refused(check, "'" + FreeText.shown(key) + "' is not known");
      }
    }
    return new Accepted(new Thresholds(ranges), level);
  }

  private static Refused refused(Check check, String what) {
    TreeSet<String> known = new TreeSet<>(check.thresholds());
    known.addAll(check.levelWords());
    return new Refused(
        "argument "
            + what
            + "; "
            + check.command()
            + (known.isEmpty() ? " takes no arguments" : " takes " + String.join(" ", known)));
  }
}
