package casfailover.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.Consumer;

/** Takes the bytes of one output of a child as they come, and keeps no more than it may. */
interface Sink {

  /**
   * Takes the next bytes.
   *
   * @throws LineTooLong if this output is not one that we can go on reading
   */
  void take(byte[] bytes, int length) throws LineTooLong;

  /** No more bytes will come; later ones are passed over. */
  void close();

  /** What is kept, as text. */
  String text();

  /** Tells that an output that is read line by line has a line past all bounds. */
  final class LineTooLong extends IOException {
    private static final long serialVersionUID = 1;

    LineTooLong(int limit) {
      super("it printed a line of more than " + limit + " bytes");
    }
  }

  /** Keeps the first bytes of an output. */
  final class Head implements Sink {
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final int limit;
    private final Encoding encoding;

    Head(int limit, Encoding encoding) {
      this.limit = limit;
      this.encoding = encoding;
    }

    @Override
    public synchronized void take(byte[] bytes, int length) {
      kept.write(bytes, 0, Math.min(length, limit - kept.size()));
    }

    @Override
    public void close() {}

    @Override
    public synchronized String text() {
      return encoding.text(kept.toByteArray());
    }
  }

  /** Keeps the last bytes of an output. */
  final class Tail implements Sink {
    private final int limit;
    private final Encoding encoding;
    private byte[] kept = new byte[0];

    Tail(int limit, Encoding encoding) {
      this.limit = limit;
      this.encoding = encoding;
    }

    @Override
    public synchronized void take(byte[] bytes, int length) {
      byte[] all = Arrays.copyOf(kept, kept.length + length);
      System.arraycopy(bytes, 0, all, kept.length, length);
      kept = Arrays.copyOfRange(all, Math.max(0, all.length - limit), all.length);
    }

    @Override
    public void close() {}

    @Override
    public synchronized String text() {
      return encoding.text(kept);
    }
  }

  /** Hands an output on line by line and keeps nothing. */
  final class Lines implements Sink {
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final int limit;
    private final Encoding encoding;
    private final Consumer<String> listener;
    private boolean closed;

    Lines(int limit, Encoding encoding, Consumer<String> listener) {
      this.limit = limit;
      this.encoding = encoding;
      this.listener = listener;
    }

    @Override
    public synchronized void take(byte[] bytes, int length) throws LineTooLong {
      for (int i = 0; i < length && !closed; i++) {
        if (bytes[i] == '\n') {
          handOn();
        } else if (line.size() == limit) {
          closed = true;
          throw new LineTooLong(limit);
        } else {
          line.write(bytes[i]);
        }
      }
    }

    @Override
    public synchronized void close() {
      if (!closed && line.size() > 0) {
        handOn();
      }
      closed = true;
    }

    private void handOn() {
      String text = encoding.text(line.toByteArray());
      line.reset();
      listener.accept(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
    }

    @Override
    public String text() {
      return "";
    }
  }
}
