package casfailover.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * What stands where powershell.exe stands: speaks the protocol of the session on its input and
 * output, and has its answers from the simulated server of its own machine.
 */
final class DagSession {
  private static final int LINE = 76;

  private final int controlPort;
  private final BufferedReader in;
  private final PrintStream out;
  private final PrintStream err;

  DagSession(int controlPort, InputStream in, PrintStream out, PrintStream err) {
    this.controlPort = controlPort;
    this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII));
    this.out = out;
    this.err = err;
  }

  /** Answers until it is told to quit; returns the exit code. */
  int run() throws IOException {
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] words = line.strip().split(" ", 2);
      if (words[0].equals("QUIT")) {
        return 0;
      }
      String[] answer = ask(controlPort, words[0]).split(" ", 3);
      switch (answer[0]) {
        case "OK" -> {
          if (answer.length > 2) {
            err.print(
                "#< CLIXML\r\n<Objs><S S=\"progress\">Wird geladen_x000D__x000A_</S></Objs>\r\n");
          }
          say("BEGIN " + words[1]);
          for (int i = 0; i < answer[1].length(); i += LINE) {
            say(answer[1].substring(i, Math.min(answer[1].length(), i + LINE)));
          }
          say("END " + words[1] + " OK");
        }
        case "DIE" -> {
          say("BEGIN " + words[1]);
          err.print("Process is terminated due to StackOverflowException.\r\n");
          return 3;
        }
        case "GARBLE" -> say("Windows PowerShell\r\nCopyright (C) Microsoft Corporation.");
        default -> {
          say("BEGIN " + words[1]);
          say("END " + words[1] + " ERROR " + base64(Dialect.PLAIN.unavailable()));
        }
      }
    }
    return 0;
  }

  private void say(String line) {
    out.print(line + "\r\n");
    out.flush();
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Says one line to the simulated server of this machine; its answer, or that it has none. */
  static String ask(int port, String line) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        BufferedReader answer =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
      socket.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
      String said = answer.readLine();
      return said == null ? "refused: it gave no answer" : said;
    } catch (IOException e) {
      return "refused: nobody answers on port " + port + ": " + e.getMessage();
    }
  }
}
