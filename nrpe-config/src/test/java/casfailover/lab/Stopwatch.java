package casfailover.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Starts programs on its own host and measures them, itself warm, so that nothing but the program
 * is in the figure. It reads lines whose words are separated by tabs, and answers each with one
 * line:
 *
 * <ul>
 *   <li>{@code run PROGRAM ARGUMENT...}, to its end: {@code MICROSECONDS CODE LINE}, the first line
 *       that it wrote
 *   <li>{@code listen PORT PROGRAM ARGUMENT...}, until a connection to the port is accepted; the
 *       program stays: {@code MICROSECONDS 0 -}
 *   <li>{@code stop}, which tells the one that stayed to end: {@code MICROSECONDS CODE -}
 * </ul>
 */
public final class Stopwatch {
  private static final long PATIENCE = 30_000_000_000L;
  private static final long BETWEEN_TRIES = 500_000;

  private Optional<Process> staying = Optional.empty();

  private Stopwatch() {}

  /** Measures until its input ends. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    Stopwatch watch = new Stopwatch();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      List<String> words = Arrays.asList(line.split("\t", -1));
      long begun = System.nanoTime();
      String seen =
          switch (words.get(0)) {
            case "run" -> run(words.subList(1, words.size()));
            case "listen" ->
                watch.listen(Integer.parseInt(words.get(1)), words.subList(2, words.size()));
            case "stop" -> watch.stop();
            default -> throw new IllegalArgumentException(line);
          };
      out.println((System.nanoTime() - begun) / 1000 + " " + seen);
    }
  }

  private static String run(List<String> command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return process.waitFor() + " " + text.lines().findFirst().orElse("-");
  }

  private String listen(int port, List<String> command) throws IOException {
    long begun = System.nanoTime();
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    staying = Optional.of(process);
    InetSocketAddress server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    while (!accepts(server)) {
      if (!process.isAlive() || System.nanoTime() - begun > PATIENCE) {
        process.destroy();
        return "1 it does not listen on port " + port;
      }
      LockSupport.parkNanos(BETWEEN_TRIES);
    }
    return "0 -";
  }

  private static boolean accepts(InetSocketAddress server) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(server);
      return true;
    } catch (ConnectException refused) {
      return false;
    }
  }

  private String stop() throws InterruptedException {
    if (staying.isEmpty()) {
      return "1 nothing stays";
    }
    staying.get().destroy();
    return staying.get().waitFor() + " -";
  }
}
