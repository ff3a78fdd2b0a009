package casfailover.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

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
    String[] fixed = {
      Path.of(System.getProperty("java.home"), "bin", "java").toString(),
      "-XX:+UseSerialGC",
      "-XX:TieredStopAtLevel=1",
      "-Xmx64m",
      "-cp",
      folder.resolve("classes") + ":" + folder.resolve("lib") + "/*:" + distribution() + "/lib/*",
      "casfailover.lab." + program
    };
    String[] all = new String[fixed.length + arguments.length];
    System.arraycopy(fixed, 0, all, 0, fixed.length);
    System.arraycopy(arguments, 0, all, fixed.length, arguments.length);
    return all;
  }
}
