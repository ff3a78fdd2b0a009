package casfailover.journal;

import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A file that reads and writes three bytes at a time, as a system may. */
final class PiecemealChannel extends FileChannel {

  private static final int PIECE = 3;

  private byte[] content = new byte[0];
  private String forced = "";
  private int shrinkTo = Integer.MAX_VALUE;

  /** Somebody cuts it between the question for its size and the reading. */
  void shrinksAfterItsSizeWasAsked(int length) {
    shrinkTo = length;
  }

  String content() {
    return new String(content, StandardCharsets.US_ASCII);
  }

  /** What would be found after a loss of power. */
  String forced() {
    return forced;
  }

  @Override
  public int read(ByteBuffer target, long position) {
    int length = Math.min(content.length - (int) position, Math.min(PIECE, target.remaining()));
    if (length <= 0) {
      return -1;
    }
    target.put(content, (int) position, length);
    return length;
  }

  @Override
  public int write(ByteBuffer source, long position) {
    int length = Math.min(PIECE, source.remaining());
    content = Arrays.copyOf(content, Math.max(content.length, (int) position + length));
    source.get(content, (int) position, length);
    return length;
  }

  @Override
  public long size() {
    int size = content.length;
    content = Arrays.copyOf(content, Math.min(size, shrinkTo));
    return size;
  }

  @Override
  public FileChannel truncate(long size) {
    content = Arrays.copyOf(content, (int) size);
    return this;
  }

  @Override
  public void force(boolean metaData) {
    forced = content();
  }

  @Override
  protected void implCloseChannel() {}

  @Override
  public int read(ByteBuffer target) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long read(ByteBuffer[] targets, int offset, int length) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int write(ByteBuffer source) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long write(ByteBuffer[] sources, int offset, int length) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long position() {
    throw new UnsupportedOperationException();
  }

  @Override
  public FileChannel position(long newPosition) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long transferTo(long position, long count, WritableByteChannel target) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long transferFrom(ReadableByteChannel source, long position, long count) {
    throw new UnsupportedOperationException();
  }

  @Override
  public MappedByteBuffer map(MapMode mode, long position, long size) {
    throw new UnsupportedOperationException();
  }

  @Override
  public FileLock lock(long position, long size, boolean shared) {
    throw new UnsupportedOperationException();
  }

  @Override
  public FileLock tryLock(long position, long size, boolean shared) {
    throw new UnsupportedOperationException();
  }
}
