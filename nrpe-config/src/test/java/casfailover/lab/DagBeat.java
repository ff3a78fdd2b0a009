package casfailover.lab;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What one cluster node tells the other ten times a second.
 *
 * @param from who speaks
 * @param hearsYou whether it hears the one it speaks to
 * @param version counts the moves of databases; the higher one is right
 * @param holders which server each database is active on
 */
record DagBeat(String from, boolean hearsYou, long version, SortedMap<String, String> holders) {

  DagBeat {
    holders = new TreeMap<>(holders);
  }

  String text() {
    return holders.entrySet().stream()
        .map(e -> escaped(e.getKey()) + "=" + e.getValue())
        .collect(Collectors.joining(" ", from + " " + hearsYou + " " + version + " ", ""));
  }

  static DagBeat parse(String text) {
    String[] words = text.strip().split(" ", -1);
    SortedMap<String, String> holders = new TreeMap<>();
    for (int i = 3; i < words.length; i++) {
      String[] pair = words[i].split("=", 2);
      holders.put(URLDecoder.decode(pair[0], StandardCharsets.UTF_8), pair[1]);
    }
    return new DagBeat(words[0], Boolean.parseBoolean(words[1]), Long.parseLong(words[2]), holders);
  }

  private static String escaped(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8);
  }

  @Override
  public SortedMap<String, String> holders() {
    return new TreeMap<>(holders);
  }
}
