package casfailover.order;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The {@code key=value} words of one action. {@code comment=} comes last and takes the rest. */
final class Words {

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
      } else if (value.matches("(?s).*[\\p{Cntrl}].*")) {
        throw new IllegalArgumentException(command + ": " + key + "= holds a control character");
      }
      if (values.put(key, value) != null) {
        throw new IllegalArgumentException(command + ": " + key + "= stands there twice");
      }
    }
    return new Words(command, values);
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

  /** One of the constants of an enum, in capitals or not. */
  <E extends Enum<E>> E one(String key, Class<E> of) {
    String value = need(key);
    for (E constant : of.getEnumConstants()) {
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
            + String.join(" ", Arrays.stream(of.getEnumConstants()).map(Enum::name).toList()));
  }

  static String shown(String text) {
    String plain = text.replaceAll("\\p{Cntrl}", "?");
    return plain.length() <= 60 ? plain : plain.substring(0, 60) + "...";
  }
}
