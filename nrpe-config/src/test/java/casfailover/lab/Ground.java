package casfailover.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The folder that one lab works in, prepared by {@code lab/ground.sh}: the distribution and the
 * lab's own classes lie in it as copies that every user can read.
 *
 * @param folder the folder, removed at the end
 * @param script the program {@code lab} that builds the hosts
 * @param prefix what keeps this lab apart from others
 */
record Ground(Path folder, Path script, String prefix) {
  static Ground ofEnvironment() {
    return new Ground(
        Path.of(needed("LAB_FOLDER")), Path.of(needed("LAB_SCRIPT")), needed("LAB_PREFIX"));
  }

  private static String needed(String name) {
    String value = System.getenv(name);
    if (value == null) {
      throw new CannotRun(name + " is not set: start the lab by lab/demo or lab/bench");
    }
    return value;
  }

  Path distribution() {
    return folder.resolve("cas-failover");
  }

  Path logs() {
    return made(folder.resolve("logs"));
  }

  /** A sub-folder, made if it is not there. */
  Path made(Path sub) {
    try {
      return Files.createDirectories(sub);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The command that runs one of the lab's own programs; light, since ten of them share a machine.
   */
  String[] java(String program, String... arguments) {
    return java(List.of("-XX:TieredStopAtLevel=1", "-Xmx64m"), program, arguments);
  }

  /** The same for a program that must keep a server busy: fast once it is warm. */
  String[] fastJava(String program, String... arguments) {
    return java(List.of("-Xmx256m"), program, arguments);
  }

  /** The command that runs an agent which dies at a crash point. */
  String[] mortalAgent(CrashPoint point, Path config) {
    return java(
        List.of("-XX:TieredStopAtLevel=1", "-Xmx32m", "-Dcasfailover.home=" + distribution()),
        "casfailover.program.MortalAgent",
        point.toString(),
        "--config",
        config.toString());
  }

  private String[] java(List<String> options, String program, String... arguments) {
    List<String> all = new ArrayList<>();
    all.add(jvm().toString());
    all.add("-XX:+UseSerialGC");
    all.addAll(options);
    all.add("-cp");
    all.add(
        folder.resolve("classes")
            + ":"
            + folder.resolve("lib")
            + "/*:"
            + distribution()
            + "/lib/*");
    all.add(program.contains(".") ? program : "casfailover.lab." + program);
    all.addAll(Arrays.asList(arguments));
    return all.toArray(String[]::new);
  }

  /** The program {@code java} that runs this one. */
  static Path jvm() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }
}
