package casfailover.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The few things that the journal does to its file once it is there. */
interface AppendFile extends Closeable {

  byte[] readAll() throws IOException;

  /** Writes all bytes at a position, which may end with some of them written. */
  void write(long position, byte[] bytes) throws IOException;

  void truncate(long length) throws IOException;

  /** Returns once the disk has what was written. */
  void force() throws IOException;

  /** Opens such a file; it must exist. */
  @FunctionalInterface
  interface Opener {
    AppendFile open(Path path) throws IOException;
  }

  /** The file itself. */
  static AppendFile on(Path path) throws IOException {
    return new ChannelAppendFile(
        FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE));
  }

  /**
   * The adapter to a channel.
   *
   * @param channel open for reading and writing
   */
  record ChannelAppendFile(FileChannel channel) implements AppendFile {

    @Override
    public byte[] readAll() throws IOException {
      ByteBuffer buffer = ByteBuffer.allocate(Math.toIntExact(channel.size()));
      while (buffer.hasRemaining() && channel.read(buffer, buffer.position()) >= 0) {}
      byte[] bytes = new byte[buffer.position()];
      buffer.flip().get(bytes);
      return bytes;
    }

    @Override
    public void write(long position, byte[] bytes) throws IOException {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        channel.write(buffer, position + buffer.position());
      }
    }

    @Override
    public void truncate(long length) throws IOException {
      channel.truncate(length);
    }

    /** Content and length are forced; the time of the last change is nobody's concern. */
    @Override
    public void force() throws IOException {
      channel.force(false);
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
