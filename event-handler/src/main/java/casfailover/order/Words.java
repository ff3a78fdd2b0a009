package casfailover.order;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The {@code key=value} words of one action. {@code comment=} comes last and takes the rest. */
final class Words {

  /** What ends a line or steers a terminal, in ASCII and beyond. */
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\u2028\\u2029]");

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
   * @throws IllegalArgumentException naming the word that is not, and those that are
   */
  static Words read(String command, List<String> arguments, Set<String> allowed) {
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < arguments.size(); i++) {
      String word = arguments.get(i);
      int equals = word.indexOf('=');
      String key = equals < 0 ? word : word.substring(0, equals);
      if (equals < 0 || !allowed.contains(key)) {
        throw new IllegalArgumentException(
            command
                + " does not know '"
                + shown(key)
                + "'; it knows "
                + String.join(" ", new TreeSet<>(allowed))
                + ", each with = and a value");
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
    if (CONTROL.matcher(value).find()) {
      throw new IllegalArgumentException(command + ": " + key + "= holds a control character");
    }
    Matcher macro = MACRO.matcher(value);
    if (macro.find()) {
      throw new IllegalArgumentException(
          command
              + ": "
              + key
              + "= still holds the macro "
              + shown(macro.group())
              + ", which the monitoring system did not fill in: mend its name in the command");
    }
  }

  boolean has(String key) {
    return values.containsKey(key);
  }

  String get(String key, String otherwise) {
    return values.getOrDefault(key, otherwise);
  }

  String need(String key) {
    String value = values.get(key);
    if (value == null || value.isEmpty()) {
      throw new IllegalArgumentException(command + " needs " + key + "=");
    }
    return value;
  }

  /** One of some constants of an enum, in capitals or not. */
  <E extends Enum<E>> E one(String key, Set<E> allowed) {
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
            + shown(value)
            + " is none of "
            + String.join(" ", allowed.stream().map(Enum::name).toList()));
  }

  static String shown(String text) {
    String plain = CONTROL.matcher(text).replaceAll("?");
    return plain.length() <= 60 ? plain : plain.substring(0, 60) + "...";
  }
}
