package casfailover.nrpe;

import static java.nio.charset.StandardCharsets.UTF_8;

import casfailover.nrpe.ByTheBook.Said;
import casfailover.nrpe.ByTheBook.Spoken;
import casfailover.nrpe.ByTheBook.Unfinished;
import casfailover.nrpe.PacketReader.Reading;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
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
      raw(target.plainPort(), mutant.bytes());
    } else if (kind < 920) {
      raw(target.plainPort(), tlsBytes());
    } else if (kind < 960) {
      raw(target.tlsPort(), mutant.bytes());
    } else if (kind < 996) {
      raw(target.tlsPort(), tlsBytes());
    } else {
      insideTls();
    }
  }

  private byte[] tlsBytes() {
    List<List<byte[]>> conversations = target.conversations();
    List<byte[]> records = conversations.get(dice.nextInt(conversations.size()));
    return new TlsMutant(dice, mutant).bytes(records);
  }

  /** Says bytes on a socket, in pieces and with one of several ends. */
  private void raw(int port, byte[] bytes) throws Wrong, IOException {
    Said said = port == target.plainPort() ? ByTheBook.of(bytes) : new Unfinished();
    allow(said);
    List<byte[]> pieces = mutant.pieces(bytes);
    int ending = dice.nextInt(10);
    try (Socket socket = connect(port)) {
      if (ending == 0) {
        // In the middle of what it says, if it says more than one thing.
        send(socket, pieces.subList(0, (pieces.size() + 1) / 2));
        socket.setSoLinger(true, 0);
        return;
      }
      send(socket, pieces);
      if (ending == 1) {
        return;
      }
      if (ending < 6 || said instanceof Unfinished) {
        sayNoMore(socket);
      }
      byte[] answer = readToEnd(socket);
      if (port == target.plainPort()) {
        compare(said, answer);
      }
    }
  }

  private void allow(Said said) {
    if (said instanceof Spoken spoken) {
      target.ledger().allow(spoken.text());
    }
  }

  private void insideTls() throws Wrong, IOException {
    byte[] bytes = mutant.bytes();
    Said said = ByTheBook.of(bytes);
    allow(said);
    // Half of them go through unchanged: then it is what stands inside that is wrong.
    int changed = dice.nextInt(12);
    int[] sent = {0};
    TlsMutant tls = new TlsMutant(dice, mutant);
    UnaryOperator<byte[]> outgoing = record -> sent[0]++ == changed ? tls.record(record) : record;
    try (Socket socket = connect(target.tlsPort())) {
      TlsWire wire = new TlsWire(socket, target.engine(dice.nextBoolean()), outgoing);
      byte[] answer = speak(wire, socket, bytes);
      if (answer.length > 0) {
        compare(said, answer);
      }
    }
  }

  private byte[] speak(TlsWire wire, Socket socket, byte[] bytes) throws Wrong {
    try {
      wire.handshake();
      if (dice.nextInt(4) == 0) {
        wire.sendRaw(mutant.garbage(1 + dice.nextInt(300)));
      }
      for (byte[] piece : mutant.pieces(bytes)) {
        wire.send(piece);
      }
      socket.shutdownOutput();
      return wire.readToEnd();
    } catch (SocketTimeoutException e) {
      throw new Wrong("neither answered nor closed: " + e.getMessage());
    } catch (IOException e) {
      // The server hung up on what it did not understand, as it should.
      target.hungUp(e);
      return new byte[0];
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

  private static void compare(Said said, byte[] answer) throws Wrong {
    if (!(said instanceof Spoken spoken) || Query.parse(spoken.text()).command().isEmpty()) {
      if (answer.length > 0) {
        throw new Wrong("answered what asks nothing: " + HexFormat.of().formatHex(answer));
      }
      return;
    }
    Reading reading = PacketReader.read(ByteBuffer.wrap(answer), Packet.Kind.RESPONSE);
    if (!(reading instanceof Reading.Whole whole)
        || whole.packet().version().number() != spoken.version()) {
      throw new Wrong("answered %s with %s".formatted(spoken, reading));
    }
    String expected = expected(spoken.text());
    String text = whole.packet().text();
    boolean cut = text.getBytes(UTF_8).length >= whole.packet().version().longestText() - 3;
    if (!text.equals(expected) && !(cut && expected.startsWith(text))) {
      throw new Wrong("answered %s with %s".formatted(spoken, whole.packet()));
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
