package casfailover.nrpe;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.Objects;

/** Bytes as they stand in tests and their resources. */
final class Hex {

  private Hex() {}

  static ByteBuf bytes(String hex) {
    return Unpooled.wrappedBuffer(HexFormat.of().parseHex(hex.replaceAll("\\s", "")));
  }

  static ByteBuf resource(String name) {
    try (InputStream in = Objects.requireNonNull(Hex.class.getResourceAsStream(name), name)) {
      return bytes(new String(in.readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String of(ByteBuf buffer) {
    byte[] bytes = new byte[buffer.readableBytes()];
    buffer.getBytes(buffer.readerIndex(), bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
