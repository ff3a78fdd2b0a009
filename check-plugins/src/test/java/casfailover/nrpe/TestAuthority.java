package casfailover.nrpe;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A private authority in a folder, and what it signed, as PEM files. */
public final class TestAuthority {

  private static final String PASSWORD = "changeit";

  private final Path folder;
  private final String name;
  private final Path store;

  public TestAuthority(Path folder, String name) throws Exception {
    this.folder = folder;
    this.name = name;
    this.store = folder.resolve(name + ".p12");
    keytool("-alias", name, "-dname", "CN=" + name, "-ext", "bc:c");
    write(name + ".pem", "CERTIFICATE", load().getCertificate(name).getEncoded());
  }

  /**
   * A new key and its certificate, with the authority's own beside; keytool's options as wanted.
   */
  public TlsFiles sign(String node, String... wanted) throws Exception {
    List<String> options =
        new ArrayList<>(
            List.of("-alias", node, "-dname", "CN=" + node + ", O=Pair", "-signer", name));
    options.addAll(List.of(wanted));
    keytool(options.toArray(String[]::new));
    KeyStore keys = load();
    return new TlsFiles(
        write(node + ".pem", "CERTIFICATE", keys.getCertificate(node).getEncoded()),
        write(node + ".key", "PRIVATE KEY", keys.getKey(node, PASSWORD.toCharArray()).getEncoded()),
        folder.resolve(name + ".pem"));
  }

  private void keytool(String... options) throws IOException, InterruptedException {
    List<String> line =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD));
    line.addAll(List.of(options));
    if (!line.contains("-validity")) {
      line.addAll(List.of("-validity", "30"));
    }
    if (!line.contains("-keyalg")) {
      line.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1"));
    }
    Path output = folder.resolve("keytool.txt");
    Process keytool =
        new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(output.toFile()).start();
    assertThat(keytool.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(keytool.exitValue()).as(Files.readString(output)).isZero();
  }

  private KeyStore load() throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    return keys;
  }

  private Path write(String file, String kind, byte[] der) throws IOException {
    String body = Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(der);
    return Files.writeString(
        folder.resolve(file),
        "-----BEGIN %s-----%n%s%n-----END %s-----%n".formatted(kind, body, kind));
  }
}
