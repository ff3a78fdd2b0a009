package casfailover.mail;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The two forms in which a letter goes out, plain text and HTML. In each {@code {subject}}, {@code
 * {body}}, {@code {incident}} and {@code {node}} stand for those of the letter; all else is as it
 * is written there.
 *
 * @param text the plain text
 * @param html the HTML page; what is filled in is escaped
 */
record LetterTemplates(String text, String html) {

  private static final Logger LOG = LoggerFactory.getLogger(LetterTemplates.class);
  private static final String TEXT = "letter.txt";
  private static final String HTML = "letter.html";

  /** Those that come with the program. */
  static final LetterTemplates SHIPPED = new LetterTemplates(resource(TEXT), resource(HTML));

  /**
   * Those in a folder, read anew at each use. One that is not there, or cannot be read, is the
   * shipped one: no letter waits for that.
   */
  static LetterTemplates in(Optional<Path> folder) {
    return folder
        .map(
            place ->
                new LetterTemplates(
                    read(place.resolve(TEXT), SHIPPED.text()),
                    read(place.resolve(HTML), SHIPPED.html())))
        .orElse(SHIPPED);
  }

  private static String read(Path file, String otherwise) {
    try {
      return Files.exists(file) ? Files.readString(file) : otherwise;
    } catch (IOException e) {
      LOG.warn("cannot read {}, the mail goes out as shipped: {}", file, e.toString());
      return otherwise;
    }
  }

  private static String resource(String name) {
    try (InputStream in = LetterTemplates.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("there is no " + name + " in the program");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A letter as plain text. */
  String textOf(Letter letter) {
    return filled(text, values(letter));
  }

  /** A letter as an HTML page. */
  String htmlOf(Letter letter) {
    Map<String, String> escaped = values(letter);
    escaped.replaceAll((name, value) -> escaped(value));
    return filled(html, escaped);
  }

  private static Map<String, String> values(Letter letter) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("{subject}", letter.subject());
    values.put("{incident}", letter.incident());
    values.put("{node}", letter.id().substring(letter.id().indexOf('@') + 1));
    values.put("{body}", letter.body());
    return values;
  }

  /** Each place is filled once: what a value holds is never taken for a place. */
  private static String filled(String template, Map<String, String> values) {
    StringBuilder page = new StringBuilder();
    int at = 0;
    while (at < template.length()) {
      int here = at;
      Optional<Map.Entry<String, String>> place =
          values.entrySet().stream()
              .filter(value -> template.startsWith(value.getKey(), here))
              .findFirst();
      page.append(place.map(Map.Entry::getValue).orElse(template.substring(at, at + 1)));
      at += place.map(value -> value.getKey().length()).orElse(1);
    }
    return page.toString();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
