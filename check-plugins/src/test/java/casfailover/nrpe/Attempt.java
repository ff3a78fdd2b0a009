package casfailover.nrpe;

import static java.nio.charset.StandardCharsets.UTF_8;

import casfailover.nrpe.ByTheBook.Spoken;
import casfailover.nrpe.PacketReader.Reading;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/**
 * One connection of the fuzzer, all of which follows from its number: what it says, in which
 * pieces, how it ends, and what it must be answered.
 */
final class Attempt {

  private static final int GENEROUS_MILLIS = 60_000;
  private static final long STREAMS = 0x9E3779B97F4A7C15L;

  private final FuzzTarget target;
  private final SplittableRandom dice;
  private final Mutant mutant;
  private final long number;

  Attempt(FuzzTarget target, long seed, long number) {
    this.target = target;
    this.number = number;
    this.dice = new SplittableRandom(seed * STREAMS + number);
    this.mutant = new Mutant(dice, number);
  }

  /** A server that answered wrongly, or not at all. */
  static final class Wrong extends Exception {
    private static final long serialVersionUID = 1L;

    Wrong(String what) {
      super(what);
    }
  }

  void run() throws Wrong, IOException {
    int kind = dice.nextInt(1000);
    if (kind < 880) {
      raw(target.plainPort(), mutant.bytes(), true);
    } else if (kind < 920) {
      raw(target.plainPort(), tlsBytes(), false);
    } else if (kind < 960) {
      raw(target.tlsPort(), mutant.bytes(), false);
    } else if (kind < 996) {
      raw(target.tlsPort(), tlsBytes(), false);
    } else {
      insideTls();
    }
  }

  private byte[] tlsBytes() {
    List<List<byte[]>> conversations = target.conversations();
    List<byte[]> records = conversations.get(dice.nextInt(conversations.size()));
    return new TlsMutant(dice, mutant).bytes(records);
  }

  /**
   * @param heard whether the server speaks what the bytes are
   */
  private void raw(int port, byte[] bytes, boolean heard) throws Wrong, IOException {
    Optional<Spoken> spoken = heard ? ByTheBook.query(bytes) : Optional.empty();
    spoken.ifPresent(s -> target.ledger().allow(s.text()));
    List<byte[]> pieces = mutant.pieces(bytes);
    int ending = dice.nextInt(10);
    try (Socket socket = connect(port)) {
      if (ending == 0) {
        // In the middle of what it says, if it says more than one thing.
        send(socket, pieces.subList(0, (pieces.size() + 1) / 2));
        socket.setSoLinger(true, 0);
      } else if (ending == 1) {
        send(socket, pieces);
      } else {
        send(socket, pieces);
        sayNoMore(socket);
        byte[] answer = readToEnd(socket);
        if (port == target.plainPort()) {
          compare(spoken, answer);
        }
      }
    }
  }

  private void insideTls() throws Wrong, IOException {
    byte[] bytes = mutant.bytes();
    int changed = dice.nextInt(12);
    int[] sent = {0};
    TlsMutant tls = new TlsMutant(dice, mutant);
    // Half of them go through unchanged: then it is what stands inside that is wrong.
    UnaryOperator<byte[]> outgoing =
        record -> sent[0]++ == changed ? tls.record(record) : record;
    Optional<Spoken> spoken = ByTheBook.query(bytes);
    spoken.ifPresent(s -> target.ledger().allow(s.text()));
    try (Socket socket = connect(target.tlsPort())) {
      TlsWire wire = new TlsWire(socket, target.engine(dice.nextBoolean()), outgoing);
      byte[] answer = new byte[0];
      try {
        wire.handshake();
        if (dice.nextInt(4) == 0) {
          wire.sendRaw(mutant.garbage(1 + dice.nextInt(300)));
        }
        for (byte[] piece : mutant.pieces(bytes)) {
          wire.send(piece);
        }
        socket.shutdownOutput();
        answer = wire.readToEnd();
      } catch (SocketTimeoutException e) {
        throw new Wrong("neither answered nor closed: " + e.getMessage());
      } catch (IOException e) {
        // The server hung up on what it did not understand, as it should.
        target.hungUp(e);
      }
      if (answer.length > 0) {
        compare(spoken, answer);
      }
    }
  }

  private Socket connect(int port) throws IOException {
    Socket socket = new Socket();
    // From many addresses, so that neither their ports nor their share of the server run out.
    byte[] source = {127, 0, (byte) dice.nextInt(4), (byte) (2 + dice.nextInt(250))};
    socket.bind(new InetSocketAddress(InetAddress.getByAddress(source), 0));
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(GENEROUS_MILLIS);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), GENEROUS_MILLIS);
    return socket;
  }

  /** Sends until the server has heard enough and closes. */
  private void send(Socket socket, List<byte[]> pieces) {
    try {
      for (byte[] piece : pieces) {
        socket.getOutputStream().write(piece);
      }
    } catch (IOException e) {
      target.hungUp(e);
    }
  }

  private void sayNoMore(Socket socket) {
    try {
      socket.shutdownOutput();
    } catch (IOException e) {
      target.hungUp(e);
    }
  }

  private byte[] readToEnd(Socket socket) throws Wrong {
    ByteArrayOutputStream heard = new ByteArrayOutputStream();
    try {
      socket.getInputStream().transferTo(heard);
    } catch (SocketTimeoutException e) {
      throw new Wrong("neither answered nor closed: " + e.getMessage());
    } catch (IOException e) {
      // A reset after an answer, since more was sent than the server wanted to hear.
      target.hungUp(e);
    }
    return heard.toByteArray();
  }

  private static void compare(Optional<Spoken> spoken, byte[] answer) throws Wrong {
    if (spoken.isEmpty() || spoken.get().text().isEmpty() || spoken.get().text().startsWith("!")) {
      if (answer.length > 0) {
        throw new Wrong("answered what asks nothing: " + HexFormat.of().formatHex(answer));
      }
      return;
    }
    Reading reading = PacketReader.read(Unpooled.wrappedBuffer(answer), Packet.Kind.RESPONSE);
    if (!(reading instanceof Reading.Whole whole)
        || whole.packet().version().number() != spoken.get().version()) {
      throw new Wrong("answered %s with %s".formatted(spoken.get(), reading));
    }
    String expected = expected(spoken.get().text());
    String text = whole.packet().text();
    boolean cut = text.getBytes(UTF_8).length >= whole.packet().version().longestText() - 3;
    if (!text.equals(expected) && !(cut && expected.startsWith(text))) {
      throw new Wrong("answered %s with %s".formatted(spoken.get(), whole.packet()));
    }
  }

  private static String expected(String text) {
    String command = Query.parse(text).command();
    return switch (command) {
      case CommandRunner.HELLO -> FuzzTarget.HELLO;
      case "echo", Ledger.ACTION -> new Reply(0, Ledger.said(text)).asSent().text();
      default -> "NRPE: Command '%s' not defined".formatted(Printable.word(command));
    };
  }

  @Override
  public String toString() {
    return "attempt " + number;
  }
}
