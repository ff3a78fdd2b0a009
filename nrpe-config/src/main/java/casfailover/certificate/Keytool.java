package casfailover.certificate;

import casfailover.process.Command;
import casfailover.process.CommandRunner;
import casfailover.process.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The JDK's {@code keytool}, as far as it makes a key and has its certificate signed. */
final class Keytool {

  /** A second or two on a machine with nothing else to do. */
  private static final Duration DEADLINE = Duration.ofMinutes(2);

  /** A clock that is a little slow finds the certificate valid all the same. */
  private static final String FROM = "-1d";

  /** Ten years from today on. */
  private static final int DAYS = 3653;

  private final Path program;
  private final CommandRunner runner;

  Keytool(Path program, CommandRunner runner) {
    this.program = program;
    this.runner = runner;
  }

  /** The one of a Java, which a system with a runtime alone has too. */
  static Path of(Path javaHome) {
    Path bin = javaHome.resolve("bin");
    Path onWindows = bin.resolve("keytool.exe");
    return Files.exists(onWindows) ? onWindows : bin.resolve("keytool");
  }

  /**
   * Makes an EC P-256 key and its certificate.
   *
   * @param store the PKCS#12 file that both go into
   * @param password a file with its password: arguments can be read by everybody
   * @param options whose it is, who signs it, and what it is good for
   */
  void generate(Path store, Path password, List<String> options) throws IOException {
    List<String> words =
        new ArrayList<>(
            List.of(
                "-genkeypair",
                "-keystore",
                store.toString(),
                "-storetype",
                "PKCS12",
                "-storepass:file",
                password.toString(),
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-sigalg",
                "SHA256withECDSA",
                "-startdate",
                FROM,
                "-validity",
                String.valueOf(DAYS)));
    words.addAll(options);
    Command command = new Command(program, words, DEADLINE, Command.FEW_LINES);
    Ended ended = runner.run(command);
    if (!(ended instanceof Ended.Exited exited && exited.wentWell())) {
      throw new IOException(
          ended.sentence(command)
              + ". The keytool of a Java 17 is needed, and a folder that this user may write to");
    }
  }
}
