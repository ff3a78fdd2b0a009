package casfailover.check;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The output of a plugin: {@code SERVICE STATE - sentence | perfdata}, and the lines below.
 *
 * @param head all that comes before the perfdata
 * @param metrics the words of the perfdata
 * @param details the lines below the first
 */
public record PluginLine(String head, List<String> metrics, List<String> details) {

  /** How much text a v2 packet of NRPE carries, in bytes, without the zero that ends it. */
  public static final int V2_BYTES = 1023;

  private static final Pattern METRIC = Pattern.compile("'[^']*+(?:''[^']*+)*+'=\\S*|\\S+");
  private static final String MARK = " | ";
  private static final String DOTS = "...";

  public PluginLine {
    metrics = List.copyOf(metrics);
    details = List.copyOf(details);
  }

  public static PluginLine of(Outcome outcome) {
    return new PluginLine(
        outcome.service() + " " + outcome.status() + " - " + Inert.text(outcome.sentence()),
        outcome.metrics().stream().map(Metric::toString).toList(),
        outcome.details().stream().map(Detail::toString).toList());
  }

  /** Takes the text of a plugin apart again. */
  public static PluginLine parse(String text) {
    List<String> lines = List.of(text.split("\n", -1));
    String first = lines.get(0);
    int pipe = first.indexOf('|');
    List<String> details = lines.subList(1, lines.size());
    if (pipe < 0) {
      return new PluginLine(first, List.of(), details);
    }
    return new PluginLine(
        first.substring(0, pipe).stripTrailing(),
        METRIC.matcher(first.substring(pipe + 1)).results().map(MatchResult::group).toList(),
        details);
  }

  /** The whole text, lines parted by line feeds, none at the end. */
  public String text() {
    String perfdata = metrics.isEmpty() ? "" : MARK + String.join(" ", metrics);
    return head + perfdata + details.stream().map(d -> "\n" + d).collect(Collectors.joining());
  }

  /**
   * The text in at most so many bytes of UTF-8. Lines below the first go first, from the end, then
   * whole metrics from the end, then the end of the sentence; no metric and no character is cut.
   */
  public String fit(int bytes) {
    if (size(head) > bytes) {
      return shortened(head, bytes);
    }
    int left = bytes - size(head);
    List<String> keptMetrics = taken(metrics, left, MARK.length(), 1);
    if (keptMetrics.size() < metrics.size()) {
      return new PluginLine(head, keptMetrics, List.of()).text();
    }
    left = bytes - size(new PluginLine(head, metrics, List.of()).text());
    return new PluginLine(head, metrics, taken(details, left, 1, 1)).text();
  }

  /** A plugin's text in at most so many bytes, unchanged where it fits. */
  public static String fit(String text, int bytes) {
    return size(text) <= bytes ? text : parse(text).fit(bytes);
  }

  private static List<String> taken(List<String> words, int bytes, int before, int between) {
    List<String> taken = new ArrayList<>();
    int left = bytes;
    for (String word : words) {
      left -= (taken.isEmpty() ? before : between) + size(word);
      if (left < 0) {
        break;
      }
      taken.add(word);
    }
    return taken;
  }

  private static String shortened(String text, int bytes) {
    String dots = DOTS.substring(0, Math.min(DOTS.length(), bytes));
    int left = bytes - dots.length();
    int end = 0;
    while (end < text.length()) {
      int next = text.offsetByCodePoints(end, 1);
      left -= size(text.substring(end, next));
      if (left < 0) {
        break;
      }
      end = next;
    }
    return text.substring(0, end).stripTrailing() + dots;
  }

  private static int size(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
