package casfailover.process;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/**
 * How the bytes that programs print are read: as UTF-8, and where they are none, in the code page
 * that the consoles of this system have.
 */
record Encoding(Charset otherwise) {

  /** Broken bytes become question marks, which no program looks for. */
  static final Encoding UTF_8 = new Encoding(StandardCharsets.UTF_8);

  /**
   * The OEM code pages of Windows by language, as far as Java has them; Windows itself tells its
   * own to nobody but its consoles.
   */
  private static final Map<String, String> CODE_PAGES =
      Map.ofEntries(
          Map.entry("en", "IBM437"),
          Map.entry("ru", "IBM866"),
          Map.entry("uk", "IBM866"),
          Map.entry("be", "IBM866"),
          Map.entry("bg", "IBM866"),
          Map.entry("cs", "IBM852"),
          Map.entry("hu", "IBM852"),
          Map.entry("pl", "IBM852"),
          Map.entry("sk", "IBM852"),
          Map.entry("sl", "IBM852"),
          Map.entry("hr", "IBM852"),
          Map.entry("ro", "IBM852"),
          Map.entry("tr", "IBM857"),
          Map.entry("el", "IBM737"),
          Map.entry("ja", "windows-31j"),
          Map.entry("ko", "x-windows-949"),
          Map.entry("zh", "GBK"));

  private static final String WESTERN_EUROPE = "IBM850";

  /** The encoding of Windows in a language. */
  static Encoding ofWindows(Locale locale) {
    String name = CODE_PAGES.getOrDefault(locale.getLanguage(), WESTERN_EUROPE);
    return Charset.isSupported(name) ? new Encoding(Charset.forName(name)) : UTF_8;
  }

  String text(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return new String(bytes, otherwise);
    }
  }
}
