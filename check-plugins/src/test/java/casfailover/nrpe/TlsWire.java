package casfailover.nrpe;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;

/**
 * The JDK's own TLS client on a socket, each of whose records can be changed on its way out; one
 * that was changed is the last that it sends.
 */
final class TlsWire {

  private final Socket socket;
  private final SSLEngine engine;
  private final UnaryOperator<byte[]> outgoing;
  private final ByteBuffer come = ByteBuffer.allocate(70_000);
  private final ByteBuffer plain = ByteBuffer.allocate(40_000);
  private final ByteArrayOutputStream heard = new ByteArrayOutputStream();

  /**
   * @param outgoing what becomes of each record
   */
  TlsWire(Socket socket, SSLEngine engine, UnaryOperator<byte[]> outgoing) {
    this.socket = socket;
    this.engine = engine;
    this.outgoing = outgoing;
  }

  void handshake() throws IOException {
    engine.beginHandshake();
    while (true) {
      switch (engine.getHandshakeStatus()) {
        case NEED_WRAP -> send(new byte[0]);
        case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> receive();
        case NEED_TASK -> engine.getDelegatedTask().run();
        case NOT_HANDSHAKING, FINISHED -> {
          return;
        }
      }
    }
  }

  void send(byte[] bytes) throws IOException {
    ByteBuffer rest = ByteBuffer.wrap(bytes);
    do {
      ByteBuffer out = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
      if (engine.wrap(rest, out).getStatus() == SSLEngineResult.Status.CLOSED) {
        throw new EOFException("TLS is closed");
      }
      // Between two flights there may be nothing to wrap.
      if (out.position() > 0) {
        sendRecord(Arrays.copyOf(out.array(), out.position()));
      }
    } while (rest.hasRemaining());
  }

  private void sendRecord(byte[] record) throws IOException {
    byte[] changed = outgoing.apply(record);
    sendRaw(changed);
    if (!Arrays.equals(record, changed)) {
      // Else each might wait for the other: for the rest of a record that says it is longer.
      socket.shutdownOutput();
    }
  }

  void sendRaw(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  /** All that the server says inside TLS until it closes. */
  byte[] readToEnd() throws IOException {
    while (!engine.isInboundDone()) {
      try {
        receive();
      } catch (EOFException e) {
        return heard.toByteArray();
      }
    }
    return heard.toByteArray();
  }

  private void receive() throws IOException {
    come.flip();
    SSLEngineResult result;
    try {
      result = engine.unwrap(come, plain);
    } finally {
      come.compact();
    }
    heard.write(plain.array(), 0, plain.position());
    plain.clear();
    if (result.getStatus() == SSLEngineResult.Status.BUFFER_UNDERFLOW) {
      int count = socket.getInputStream().read(come.array(), come.position(), come.remaining());
      if (count < 0) {
        throw new EOFException("the server closed");
      }
      come.position(come.position() + count);
    }
    while (engine.getHandshakeStatus() == SSLEngineResult.HandshakeStatus.NEED_TASK) {
      engine.getDelegatedTask().run();
    }
  }
}
