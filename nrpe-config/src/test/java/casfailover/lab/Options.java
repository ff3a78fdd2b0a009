package casfailover.lab;

import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The options of one of the lab's programs: {@code --name value}, each at most once. */
final class Options {
  private final Map<String, String> values = new HashMap<>();

  Options(List<String> words) {
    if (words.size() % 2 != 0) {
      throw new IllegalArgumentException("an option without a value: " + words);
    }
    for (int i = 0; i < words.size(); i += 2) {
      if (!words.get(i).startsWith("--")) {
        throw new IllegalArgumentException(words.get(i) + " is not an option");
      }
      values.put(words.get(i).substring(2), words.get(i + 1));
    }
  }

  String text(String name, String otherwise) {
    return values.getOrDefault(name, otherwise);
  }

  String needed(String name) {
    if (!values.containsKey(name)) {
      throw new IllegalArgumentException("--" + name + " is missing");
    }
    return text(name, "");
  }

  int number(String name, int otherwise) {
    return Integer.parseInt(text(name, Integer.toString(otherwise)));
  }

  /** {@code ADDRESS} or {@code ADDRESS:PORT}. */
  InetSocketAddress place(String name, int port) {
    String[] parts = needed(name).split(":", 2);
    return new InetSocketAddress(parts[0], parts.length == 2 ? Integer.parseInt(parts[1]) : port);
  }
}
