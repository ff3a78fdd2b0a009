package casfailover.program;

import static java.nio.charset.StandardCharsets.US_ASCII;

import casfailover.process.Command;
import casfailover.process.CommandRunner;
import casfailover.process.Ended;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/** A certificate for one rehearsal, which nobody else trusts and which is good for a day. */
final class RehearsalCertificate {

  private static final Duration DEADLINE = Duration.ofMinutes(1);

  /** It protects nothing: the store lies in a folder of ours and goes with it. */
  private static final String PASSWORD = "rehearsal";

  private final Path javaHome;
  private final CommandRunner runner;

  /**
   * One that the keytool of a Java makes.
   *
   * @param javaHome the folder of that Java
   */
  RehearsalCertificate(Path javaHome, CommandRunner runner) {
    this.javaHome = javaHome;
    this.runner = runner;
  }

  /** Writes it, its key, and itself as the authority that vouches for it, as PEM files. */
  void write(String name, Path folder) throws IOException {
    Path store = folder.resolve("store");
    Command command =
        Command.of(
            keytool(),
            DEADLINE,
            "-genkeypair",
            "-keystore",
            store.toString(),
            "-storetype",
            "PKCS12",
            "-storepass",
            PASSWORD,
            "-keyalg",
            "EC",
            "-groupname",
            "secp256r1",
            "-dname",
            "CN=" + name,
            "-startdate",
            "-1d",
            "-validity",
            "2");
    Ended ended = runner.run(command);
    if (!(ended instanceof Ended.Exited exited && exited.wentWell())) {
      throw new IOException(ended.sentence(command) + ". The keytool of a Java 17 is needed");
    }
    try (InputStream in = Files.newInputStream(store)) {
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(in, PASSWORD.toCharArray());
      String alias = keys.aliases().nextElement();
      byte[] certificate = keys.getCertificate(alias).getEncoded();
      write(folder.resolve(name + ".pem"), "CERTIFICATE", certificate);
      write(folder.resolve("ca.pem"), "CERTIFICATE", certificate);
      byte[] key = keys.getKey(alias, PASSWORD.toCharArray()).getEncoded();
      write(folder.resolve(name + ".key"), "PRIVATE KEY", key);
    } catch (GeneralSecurityException e) {
      throw new IOException("what " + command + " made does not read: " + e.getMessage(), e);
    }
  }

  private Path keytool() {
    Path bin = javaHome.resolve("bin");
    return Optional.of(bin.resolve("keytool.exe"))
        .filter(Files::exists)
        .orElse(bin.resolve("keytool"));
  }

  private static void write(Path file, String kind, byte[] content) throws IOException {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    Files.writeString(
        file, "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(kind, body), US_ASCII);
  }
}
