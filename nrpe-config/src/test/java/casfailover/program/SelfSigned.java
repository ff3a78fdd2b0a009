package casfailover.program;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;

/**
 * A certificate that vouches for itself, with its key, both in PEM.
 *
 * @param certificate for ca.pem as well
 */
record SelfSigned(String certificate, String key) {

  private static final String PASSWORD = "changeit";

  /** Makes one with the Java that runs this. */
  static SelfSigned of(String name, Path folder)
      throws IOException, InterruptedException, GeneralSecurityException {
    return of(name, folder, "-1H", 90);
  }

  /** One whose time has been over for days. */
  static SelfSigned expired(String name, Path folder)
      throws IOException, InterruptedException, GeneralSecurityException {
    return of(name, folder, "-20d", 10);
  }

  private static SelfSigned of(String name, Path folder, String from, int days)
      throws IOException, InterruptedException, GeneralSecurityException {
    Path store = Files.createTempDirectory(folder, "keys").resolve("store.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-alias",
                name,
                "-dname",
                "CN=" + name,
                "-startdate",
                from,
                "-validity",
                Integer.toString(days),
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD)
            .redirectErrorStream(true)
            .redirectOutput(store.resolveSibling("keytool.txt").toFile())
            .start();
    if (keytool.waitFor() != 0) {
      throw new IOException(Files.readString(store.resolveSibling("keytool.txt")));
    }
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    return new SelfSigned(
        pem("CERTIFICATE", keys.getCertificate(name).getEncoded()),
        pem("PRIVATE KEY", keys.getKey(name, PASSWORD.toCharArray()).getEncoded()));
  }

  private static String pem(String kind, byte[] der) {
    String body = Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(der);
    return "-----BEGIN %s-----%n%s%n-----END %s-----%n".formatted(kind, body, kind);
  }

  /** Lays both where the agent of a server looks for them. */
  void layInto(Path folder, String name) throws IOException {
    Files.writeString(folder.resolve(name + ".pem"), certificate);
    Path file = folder.resolve(name + ".key");
    Files.writeString(file, key);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }
}
