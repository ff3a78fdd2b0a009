package casfailover.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Reads a settings file and what it includes, line by line, in the dialect of nrpe.cfg: {@code
 * name=value}, lines that begin with {@code #}, and the directives {@code include}, {@code
 * include_file} and {@code include_dir}. The daemon reads a folder's {@code *.cfg} files and its
 * subfolders, and so do we, in the order of their names.
 */
final class SettingsFiles {

  /** More than any settings, less than what somebody named by mistake: a log, a device. */
  private static final int MAX_BYTES = 1 << 20;

  private final Findings findings;
  private final List<Entry> entries = new ArrayList<>();
  private final Deque<Path> open = new ArrayDeque<>();

  private SettingsFiles(Findings findings) {
    this.findings = findings;
  }

  /** All entries in the order in which they are met; what cannot be read becomes a problem. */
  static List<Entry> read(Path file, Findings findings) {
    SettingsFiles files = new SettingsFiles(findings);
    files.file(file, new Place(file, 0));
    return files.entries;
  }

  private void file(Path file, Place named) {
    Path key = file.toAbsolutePath().normalize();
    if (open.contains(key)) {
      findings.problem(named, file + " includes itself in the end: take this line out");
      return;
    }
    open.push(key);
    try {
      lines(file, bytes(file));
    } catch (NoSuchFileException e) {
      findings.problem(named, file + " does not exist: create it, or name another file");
    } catch (IOException e) {
      findings.problem(
          named, file + " cannot be read (" + e + "): check what it is and its rights");
    } finally {
      open.pop();
    }
  }

  private static byte[] bytes(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException("it is a folder");
    }
    try (var in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new IOException("it is larger than 1 MiB");
      }
      return bytes;
    }
  }

  private void lines(Path file, byte[] bytes) {
    if (bytes.length >= 2 && (bytes[0] & bytes[1] & 0xfe) == 0xfe) {
      findings.problem(new Place(file, 1), "this is UTF-16 text: save the file as UTF-8");
      return;
    }
    boolean mark = bytes.length >= 3 && bytes[0] == -17 && bytes[1] == -69 && bytes[2] == -65;
    int from = mark ? 3 : 0;
    for (int number = 1; from < bytes.length; number++) {
      int end = from;
      while (end < bytes.length && bytes[end] != '\n') {
        end++;
      }
      line(new Place(file, number), ByteBuffer.wrap(bytes, from, end - from));
      from = end + 1;
    }
  }

  private void line(Place place, ByteBuffer bytes) {
    String line;
    try {
      line = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString().strip();
    } catch (CharacterCodingException e) {
      findings.problem(place, "this line is not UTF-8 text: save the file as UTF-8");
      return;
    }
    if (line.isEmpty() || line.startsWith("#")) {
      return;
    }
    int strange = firstInvisible(line);
    if (strange >= 0) {
      int found = line.codePointAt(strange);
      findings.problem(
          place,
          String.format(
              Locale.ROOT,
              "character %d of this line is U+%04X, which cannot be seen: type the line anew",
              strange + 1,
              found));
      return;
    }
    // What stands in a broken line is not repeated: it may be a password.
    int equals = line.indexOf('=');
    if (equals <= 0) {
      findings.problem(
          place,
          equals == 0
              ? "there is no name before the '=': write name=value"
              : "this line has no '=': write name=value, or begin it with #");
      return;
    }
    String name = line.substring(0, equals).strip();
    entry(new Entry(place, name, line.substring(equals + 1).strip()));
  }

  /** The index of the first control or invisible character, or -1; a tab is as good as a blank. */
  private static int firstInvisible(String line) {
    for (int i = 0; i < line.length(); i += Character.charCount(line.codePointAt(i))) {
      int c = line.codePointAt(i);
      boolean blank = c == ' ' || c == '\t';
      boolean odd = Character.isSpaceChar(c) || Character.getType(c) == Character.FORMAT;
      if (!blank && (odd || Character.isISOControl(c))) {
        return i;
      }
    }
    return -1;
  }

  private void entry(Entry entry) {
    boolean folder = entry.name().equals("include_dir");
    if (!folder && !entry.name().equals("include") && !entry.name().equals("include_file")) {
      entries.add(entry);
      return;
    }
    if (entry.value().isEmpty()) {
      findings.problem(entry.place(), entry.name() + ": no file is named: name one");
      return;
    }
    Path target = entry.place().file().resolveSibling(entry.value());
    if (folder) {
      folder(target, entry.place());
    } else {
      file(target, entry.place());
    }
  }

  private void folder(Path folder, Place named) {
    if (!Files.isDirectory(folder)) {
      findings.problem(named, folder + " is not a folder: create it, or take this line out");
      return;
    }
    List<Path> found;
    try (Stream<Path> inside = Files.list(folder)) {
      found = inside.sorted().toList();
    } catch (IOException e) {
      findings.problem(
          named, "the folder " + folder + " cannot be read (" + e + "): check its rights");
      return;
    }
    for (Path path : found) {
      String name = String.valueOf(path.getFileName());
      if (Files.isDirectory(path) && !name.startsWith(".")) {
        folder(path, named);
      } else if (name.endsWith(".cfg") && !name.startsWith(".")) {
        file(path, named);
      }
    }
  }
}
