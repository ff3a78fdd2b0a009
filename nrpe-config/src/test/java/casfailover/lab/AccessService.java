package casfailover.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The client access service of a simulated server: whoever connects is told the server's name, and
 * that is all. It listens on all addresses, those that come later included.
 */
final class AccessService implements AutoCloseable {
  private final String node;
  private final int port;
  private volatile String problem = "none";
  private Optional<ServerSocket> socket = Optional.empty();

  AccessService(String node, int port) {
    this.node = node;
    this.port = port;
  }

  synchronized void start() {
    if (socket.isPresent()) {
      return;
    }
    try {
      ServerSocket listening = new ServerSocket();
      listening.setReuseAddress(true);
      listening.bind(new InetSocketAddress("0.0.0.0", port), 512);
      socket = Optional.of(listening);
      DagDaemon.thread("client access", () -> serve(listening));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen on port " + port + ": " + e.getMessage(), e);
    }
  }

  synchronized void stop() {
    try {
      if (socket.isPresent()) {
        socket.get().close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    socket = Optional.empty();
  }

  /** The port that it listens on. */
  synchronized int port() {
    return socket.map(ServerSocket::getLocalPort).orElse(port);
  }

  private void serve(ServerSocket listening) {
    byte[] line = (node + "\n").getBytes(StandardCharsets.UTF_8);
    while (!listening.isClosed()) {
      try (Socket client = listening.accept()) {
        client.getOutputStream().write(line);
      } catch (SocketException e) {
        // Either it was stopped, which ends the loop, or a client went away before its line.
        problem = String.valueOf(e.getMessage());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** What last kept a client from its line. */
  String problem() {
    return problem;
  }

  @Override
  public void close() {
    stop();
  }
}
