package casfailover.nrpe;

import casfailover.nrpe.PacketReader.Reading;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.net.Proxy;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

/**
 * An NRPE client on a plain socket: for a program that asks once and should start quickly, and for
 * one that is not ours and has another Netty.
 */
public final class SocketNrpeClient {

  private static final int CHUNK = 4096;

  /**
   * Asks a server and waits for its answer. The socket is closed at the deadline, whatever it waits
   * for then: a time-out of its reads would begin anew with each byte that trickles in.
   */
  public Answer ask(NrpeTarget target, Query query) {
    Inquiry inquiry = new Inquiry(target, query);
    Socket socket = new Socket(Proxy.NO_PROXY);
    try {
      return CompletableFuture.supplyAsync(() -> talk(inquiry, socket), SocketNrpeClient::start)
          .get(target.deadline().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return inquiry.late();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return inquiry.broken("interrupted while waiting for its answer");
    } catch (ExecutionException e) {
      return inquiry.broken("could not be asked: " + e.getCause());
    } finally {
      close(socket);
    }
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task, "nrpe-socket");
    thread.setDaemon(true);
    thread.start();
  }

  private static Answer talk(Inquiry inquiry, Socket socket) {
    try {
      socket.setTcpNoDelay(true);
      socket.connect(inquiry.target().server());
    } catch (IOException e) {
      return inquiry.notConnected(e);
    }
    Optional<Tls> tls = inquiry.target().tls();
    try {
      return tls.isPresent()
          ? secretly(inquiry, tls.get().java().over(socket))
          : ask(inquiry, socket);
    } catch (SSLException e) {
      return inquiry.broken(TlsTrouble.explain(e));
    } catch (IOException e) {
      // A server that refuses may do so by a reset, and in the middle of a handshake.
      return inquiry.closed();
    }
  }

  private static Answer secretly(Inquiry inquiry, SSLSocket socket) throws IOException {
    try {
      socket.startHandshake();
      Optional<Answer> refused = inquiry.refuse(PeerName.of(socket.getSession()));
      return refused.isPresent() ? refused.get() : ask(inquiry, socket);
    } finally {
      close(socket);
    }
  }

  private static Answer ask(Inquiry inquiry, Socket socket) throws IOException {
    try {
      socket.getOutputStream().write(inquiry.packet());
    } catch (IllegalArgumentException e) {
      return inquiry.broken(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return inquiry.notSent(e);
    }
    return inquiry.answer(read(socket.getInputStream()));
  }

  /** Reads until there is a packet, or no more to come. */
  private static Reading read(InputStream in) throws IOException {
    byte[] bytes = new byte[CHUNK];
    int come = 0;
    while (true) {
      Reading reading = PacketReader.read(ByteBuffer.wrap(bytes, 0, come), Packet.Kind.RESPONSE);
      int more = reading instanceof Reading.More ? in.read(bytes, come, bytes.length - come) : -1;
      if (more < 0) {
        return reading;
      }
      come += more;
      bytes = come < bytes.length ? bytes : Arrays.copyOf(bytes, 2 * come);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // Of a connection that is over, whatever was answered.
      System.getLogger(SocketNrpeClient.class.getName())
          .log(Level.DEBUG, "a connection did not close by itself", e);
    }
  }
}
