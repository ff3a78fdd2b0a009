package casfailover.lab;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A stand-in for a client access service: answers each connection with a name and a line end. */
public final class Responder {
  private Responder() {}

  /**
   * Answers until it is ended.
   *
   * @param arguments the name to answer, and the port
   */
  public static void main(String[] arguments) throws IOException {
    byte[] line = (arguments[0] + "\n").getBytes(StandardCharsets.US_ASCII);
    try (ServerSocket server = new ServerSocket(Integer.parseInt(arguments[1]), 200)) {
      while (true) {
        try (Socket caller = server.accept()) {
          caller.getOutputStream().write(line);
        }
      }
    }
  }
}
