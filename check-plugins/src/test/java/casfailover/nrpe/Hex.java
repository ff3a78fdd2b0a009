package casfailover.nrpe;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.Objects;

/** Bytes as they stand in tests and their resources. */
final class Hex {

  private Hex() {}

  static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
  }

  static byte[] resource(String name) {
    try (InputStream in = Objects.requireNonNull(Hex.class.getResourceAsStream(name), name)) {
      return bytes(new String(in.readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String of(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
