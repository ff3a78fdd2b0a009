package casfailover.program;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The PowerShell script of 2010, FailoverMon.ps1, read for the variables that it sets and never
 * run. Only what is written down as a value counts: what the script would have to work out is as
 * good as not there.
 */
final class OldScript {

  private static final Pattern SET =
      Pattern.compile(
          "^\\s*(?:\\[[\\w.\\[\\]]+\\]\\s*)?\\$(?:global:|script:)?(\\w+)\\s*=\\s*(.*)$",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"|'([^']*)'");
  private static final Pattern BARE = Pattern.compile("([\\w.-]+)\\s*;?\\s*(?:#.*)?");

  /** How a mask stands in a call of netsh: by its name, or by its place behind the address. */
  private static final Pattern MASK =
      Pattern.compile(
          "netsh\\b.*\\badd\\s+address\\b.*?(?:mask=|\\s)\"?(255\\.[0-9.]+)",
          Pattern.CASE_INSENSITIVE);

  private final Map<String, List<String>> values = new TreeMap<>();
  private Optional<String> mask = Optional.empty();

  private OldScript() {}

  /** Reads a script in whatever form an editor of Windows keeps it. */
  static OldScript read(byte[] bytes) {
    OldScript script = new OldScript();
    text(bytes).lines().forEach(script::line);
    return script;
  }

  private static String text(byte[] bytes) {
    if (bytes.length > 1 && bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE) {
      return new String(bytes, StandardCharsets.UTF_16);
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith("\ufeff") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      return new String(bytes, Charset.forName("windows-1252"));
    }
  }

  private void line(String line) {
    Matcher set = SET.matcher(line);
    if (set.matches()) {
      List<String> found = literals(set.group(2));
      if (!found.isEmpty()) {
        values.putIfAbsent(set.group(1).toLowerCase(Locale.ROOT), found);
      }
    }
    Matcher netsh = MASK.matcher(line);
    if (mask.isEmpty() && !line.stripLeading().startsWith("#") && netsh.find()) {
      mask = Optional.of(netsh.group(1));
    }
  }

  private static List<String> literals(String text) {
    Matcher bare = BARE.matcher(text);
    if (bare.matches()) {
      return List.of(bare.group(1));
    }
    List<String> found = new ArrayList<>();
    Matcher quoted = QUOTED.matcher(text);
    while (quoted.find()) {
      String value = quoted.group(1) == null ? quoted.group(2) : quoted.group(1);
      if (!value.isBlank() && !value.contains("$")) {
        found.add(value.strip());
      }
    }
    return found;
  }

  /** The first value that one of some variables is set to. */
  Optional<String> value(String... names) {
    return List.of(names).stream().flatMap(name -> list(name).stream()).findFirst();
  }

  /** All values that a variable is set to at once. */
  List<String> list(String name) {
    return values.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
  }

  /** The network mask, of a variable or of its call of netsh. */
  Optional<String> mask() {
    return value("Mask", "SubnetMask", "Netmask").or(() -> mask);
  }
}
