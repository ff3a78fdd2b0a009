package casfailover.order;

import casfailover.pair.FreeText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The {@code key=value} words of one command, all of them known, none there twice, and none longer
 * than it may be. {@code comment=} comes last and takes the rest.
 */
public final class Words {

  /** The words that people write, which are kept as {@link Order.Who} says. */
  private static final Set<String> FREE = Set.of("author", "comment");

  /** No name of a host or of an address is longer. */
  private static final int LONGEST = 255;

  /** A macro that the monitoring system does not know and therefore left as it was. */
  private static final Pattern MACRO = Pattern.compile("\\$[A-Za-z_][^$]*\\$");

  private final String command;
  private final Map<String, String> values;

  private Words(String command, Map<String, String> values) {
    this.command = command;
    this.values = values;
  }

  /**
   * Reads words of which only some are allowed.
   *
   * @param allowed the keys that may stand there
   * @throws IllegalArgumentException naming the word that is not, and those that are
   */
  public static Words read(String command, List<String> arguments, Set<String> allowed) {
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < arguments.size(); i++) {
      String word = arguments.get(i);
      int equals = word.indexOf('=');
      String key = equals < 0 ? word : word.substring(0, equals);
      if (equals < 0 || !allowed.contains(key)) {
        throw new IllegalArgumentException(
            command
                + " does not know '"
                + FreeText.shown(key)
                + "'; it "
                + (allowed.isEmpty()
                    ? "takes no words"
                    : "knows "
                        + String.join(" ", new TreeSet<>(allowed))
                        + ", each with = and a value"));
      }
      String value = word.substring(equals + 1);
      if (key.equals("comment")) {
        // What check_nrpe joins with ! was one text before.
        value = String.join("!", arguments.subList(i, arguments.size())).substring(equals + 1);
        i = arguments.size();
      } else {
        requirePlain(command, key, value);
      }
      if (values.put(key, value) != null) {
        throw new IllegalArgumentException(command + ": " + key + "= stands there twice");
      }
    }
    return new Words(command, values);
  }

  private static void requirePlain(String command, String key, String value) {
    if (!FREE.contains(key) && !FreeText.isInert(value)) {
      throw new IllegalArgumentException(command + ": " + key + "= holds a control character");
    }
    if (!FREE.contains(key) && value.length() > LONGEST) {
      throw new IllegalArgumentException(
          command + ": " + key + "= is longer than " + LONGEST + " characters");
    }
    Matcher macro = MACRO.matcher(value);
    if (macro.find()) {
      throw new IllegalArgumentException(
          command
              + ": "
              + key
              + "= still holds the macro "
              + FreeText.shown(macro.group())
              + ", which the monitoring system did not fill in: mend its name in the command");
    }
  }

  /** Whether a key was given. */
  public boolean has(String key) {
    return values.containsKey(key);
  }

  /** The value of a key, or another where it was not given. */
  public String get(String key, String otherwise) {
    return values.getOrDefault(key, otherwise);
  }

  /** The value of a key that must be there. */
  public String need(String key) {
    String value = values.get(key);
    if (value == null || value.isEmpty()) {
      throw new IllegalArgumentException(command + " needs " + key + "=");
    }
    return value;
  }

  /** Whether a key says yes; it need not be given. */
  public boolean flag(String key) {
    return switch (get(key, "no")) {
      case "yes" -> true;
      case "no" -> false;
      default ->
          throw new IllegalArgumentException(
              command
                  + ": "
                  + key
                  + "="
                  + FreeText.shown(values.getOrDefault(key, ""))
                  + " is neither yes nor no");
    };
  }

  /** One of some constants of an enum, in capitals or not. */
  public <E extends Enum<E>> E one(String key, Set<E> allowed) {
    String value = need(key);
    for (E constant : allowed) {
      if (constant.name().equalsIgnoreCase(value)) {
        return constant;
      }
    }
    throw new IllegalArgumentException(
        command
            + ": "
            + key
            + "="
            + FreeText.shown(value)
            + " is none of "
            + String.join(" ", allowed.stream().map(Enum::name).toList()));
  }
}
