package casfailover.lab;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Optional;

/** One of the {@link IdleLoad}'s connections, through all the times that it is opened. */
final class IdleConnection {

  /** A header of NRPE version 4 that announces 65,535 bytes, and nothing behind it. */
  static final byte[] NRPE = {0, 4, 0, 1, 1, 2, 3, 4, 0, 0, 0, 0, 0, 0, -1, -1};

  /** A TLS record that announces 16,383 bytes of handshake, a ClientHello, and nothing of it. */
  static final byte[] TLS = {0x16, 3, 1, 0x3f, -1, 1, 0, 0x3f, -5, 3, 3};

  private final InetSocketAddress server;
  private final InetSocketAddress source;
  private final byte[] words;
  private final ByteBuffer heard = ByteBuffer.allocate(512);
  private Optional<SocketChannel> channel = Optional.empty();
  private int said;

  /** What became of a connection in one turn. */
  enum Turn {
    /** It is open now, and was not before. */
    OPENED,
    /** It stays as it was. */
    NOTHING_NEW,
    /** The server closed it, or did not let it in. */
    CLOSED
  }

  /**
   * @param source the address that it comes from
   * @param words what it says, a byte in each turn, and then no more
   */
  IdleConnection(InetSocketAddress server, InetSocketAddress source, byte[] words) {
    this.server = server;
    this.source = source;
    this.words = words;
  }

  /** Goes one step on, without waiting: opens what is closed, says a byte, or hears of its end. */
  Turn turn() {
    if (channel.isEmpty()) {
      return open();
    }
    SocketChannel mine = channel.get();
    try {
      if (!mine.isConnected()) {
        return mine.finishConnect() ? Turn.OPENED : Turn.NOTHING_NEW;
      }
      if (mine.read(heard.clear()) < 0) {
        close();
        return Turn.CLOSED;
      }
      if (said < words.length) {
        said += mine.write(ByteBuffer.wrap(words, said, 1));
      }
      return Turn.NOTHING_NEW;
    } catch (IOException e) {
      close();
      return Turn.CLOSED;
    }
  }

  private Turn open() {
    try {
      SocketChannel opening = SocketChannel.open();
      channel = Optional.of(opening);
      said = 0;
      opening.configureBlocking(false);
      opening.bind(source);
      return opening.connect(server) ? Turn.OPENED : Turn.NOTHING_NEW;
    } catch (IOException e) {
      close();
      throw new CannotRun("%s cannot connect to %s: %s".formatted(source, server, e), e);
    }
  }

  void close() {
    try {
      if (channel.isPresent()) {
        channel.get().close();
      }
    } catch (IOException e) {
      throw new CannotRun("a connection to " + server + " cannot be closed: " + e, e);
    } finally {
      channel = Optional.empty();
    }
  }
}
