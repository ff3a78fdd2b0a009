package casfailover.nrpe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The certificates of a pair and its monitor, and some that are wrong, as PEM files: made once for
 * all tests that ask for them, since keytool takes its time.
 */
final class Papers implements AutoCloseable {

  private final Path folder;

  private Papers(Path folder) throws Exception {
    this.folder = folder;
    TestAuthority ours = new TestAuthority(folder, "ca");
    ours.sign("exch-a");
    ours.sign("exch-b", "-keyalg", "RSA", "-keysize", "2048");
    ours.sign("monitor");
    ours.sign("expired", "-startdate", "-30d", "-validity", "10");
    new TestAuthority(folder, "other-ca").sign("stranger");
  }

  /** A file by its name: {@code monitor.key}. */
  Path file(String name) {
    Path file = folder.resolve(name);
    if (!Files.isReadable(file)) {
      throw new IllegalArgumentException("there is no " + file);
    }
    return file;
  }

  /** Certificate and key of somebody who trusts our authority. */
  TlsFiles of(String name) {
    return new TlsFiles(file(name + ".pem"), file(name + ".key"), file("ca.pem"));
  }

  /** The options by which check_nrpe shows a certificate. */
  String shown(String name) {
    return "-C %s -K %s".formatted(file(name + ".pem"), file(name + ".key"));
  }

  @Override
  public void close() throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }

  /** Hands the papers to test classes. */
  static final class Shared implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == Papers.class;
    }

    @Override
    public Papers resolveParameter(ParameterContext parameter, ExtensionContext context) {
      // The store closes them after the last test.
      return context
          .getRoot()
          .getStore(Namespace.create(Papers.class))
          .getOrComputeIfAbsent(Papers.class, papers -> make(), Papers.class);
    }

    private static Papers make() {
      try {
        return new Papers(Files.createTempDirectory("papers"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (Exception e) {
        throw new IllegalStateException("the certificates could not be made", e);
      }
    }
  }
}
