package casfailover.model;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The model checker TLC, in a process of its own: it keeps its state in static fields and ends the
 * process it runs in.
 */
final class Tlc {

  private static final Path MODEL = Path.of("src", "test", "model");
  private static final Pattern VIOLATED = Pattern.compile("Error: Invariant (\\w+) is violated");
  private static final Pattern STATES = Pattern.compile("(\\d+) distinct states found, 0 states");
  private static final int NO_ERROR = 0;
  private static final int INVARIANT_VIOLATED = 12;

  /** What a run came to. */
  sealed interface Verdict {

    /** No invariant is violated in any of the states. */
    record Clean(long states) implements Verdict {}

    record Violated(String invariant) implements Verdict {}

    /** It did not check the model. */
    record Broken(String output) implements Verdict {}
  }

  private final Path folder;

  /** Works in an empty folder. */
  Tlc(Path folder) {
    this.folder = folder;
  }

  Verdict check(String module, Configuration configuration)
      throws IOException, InterruptedException {
    try (Stream<Path> files = Files.list(MODEL)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".tla")).toList()) {
        Files.copy(file, folder.resolve(file.getFileName()));
      }
    }
    Files.writeString(folder.resolve("Run.cfg"), configuration.text());
    Path output = folder.resolve("output.txt");
    Process process =
        new ProcessBuilder(command(module))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      if (!process.waitFor(20, TimeUnit.MINUTES)) {
        return new Verdict.Broken("it did not end: " + Files.readString(output));
      }
      return verdict(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    } finally {
      process.destroyForcibly();
    }
  }

  private List<String> command(String module) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-Xmx768m",
        "-Djava.io.tmpdir=" + folder,
        "-cp",
        jar().toString(),
        tlc2.TLC.class.getName(),
        "-nowarning",
        "-workers",
        "1",
        "-metadir",
        folder.resolve("states").toString(),
        "-config",
        "Run.cfg",
        module);
  }

  private static Path jar() {
    try {
      return Path.of(tlc2.TLC.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("TLC comes from no file", e);
    }
  }

  private static Verdict verdict(int exitCode, String output) {
    Matcher states = STATES.matcher(output);
    if (exitCode == NO_ERROR && states.find()) {
      return new Verdict.Clean(Long.parseLong(states.group(1)));
    }
    Matcher violated = VIOLATED.matcher(output);
    if (exitCode == INVARIANT_VIOLATED && violated.find()) {
      return new Verdict.Violated(violated.group(1));
    }
    return new Verdict.Broken("exit code " + exitCode + ": " + output);
  }

  /**
   * What TLC is to check: a file of the model, some lines of it changed.
   *
   * @param text the lines in TLC's own form
   */
  record Configuration(String text) {

    static Configuration of(String file) throws IOException {
      return new Configuration(Files.readString(MODEL.resolve(file)));
    }

    /** The same, but for one constant. */
    Configuration with(String constant, String value) {
      Pattern line = Pattern.compile("(?m)^  " + constant + " = .*$");
      Matcher matcher = line.matcher(text);
      if (!matcher.find()) {
        throw new IllegalArgumentException("there is no constant " + constant + " in " + text);
      }
      String changed = "  " + constant + " = " + value;
      return new Configuration(matcher.replaceFirst(Matcher.quoteReplacement(changed)));
    }

    /** The same, but only one of the invariants is looked at. */
    Configuration asking(String invariant) {
      int list = text.indexOf("INVARIANTS");
      if (!Pattern.compile("\\b" + invariant + "\\b").matcher(text).find(list)) {
        throw new IllegalArgumentException("there is no invariant " + invariant + " in " + text);
      }
      return new Configuration(text.substring(0, list) + "INVARIANTS " + invariant + "\n");
    }
  }
}
