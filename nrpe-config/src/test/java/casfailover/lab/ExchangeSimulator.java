package casfailover.lab;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * Exchange for the lab, in four programs: {@code witness} is the file share witness, {@code serve}
 * is Exchange and the cluster service on one server, {@code session} stands where powershell.exe
 * stands, and {@code control WORD…} tells the server of this machine how to behave ({@link
 * DagControl} has the words).
 */
public final class ExchangeSimulator {
  private static final String USAGE =
      """
      witness --address ADDRESS[:PORT]
      serve   --node NAME --address ADDRESS[:PORT] --peer ADDRESS[:PORT] --witness ADDRESS[:PORT]
              [--pair exch-a,exch-b] [--first exch-a] [--databases 'Mailbox Database 1,Archive']
              [--move-after MS] [--access-port 443] [--control-port 7101]
      session [--control-port 7101]
      control [--control-port 7101] WORD...
      """;

  private ExchangeSimulator() {}

  /** Runs one of the four. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    List<String> words = List.of(arguments);
    String program = words.isEmpty() ? "" : words.get(0);
    List<String> rest = words.subList(Math.min(1, words.size()), words.size());
    switch (program) {
      case "witness" -> witness(new Options(rest));
      case "serve" -> serve(new Options(rest));
      case "session" ->
          System.exit(
              new DagSession(
                      new Options(rest).number("control-port", DagDaemon.CONTROL_PORT),
                      System.in,
                      out,
                      System.err)
                  .run());
      case "control" -> System.exit(control(rest, out));
      default -> {
        out.print(USAGE);
        System.exit(2);
      }
    }
  }

  private static void witness(Options options) throws IOException {
    try (DagWitness witness = new DagWitness(options.place("address", DagDaemon.CLUSTER_PORT))) {
      witness.run();
    }
  }

  private static void serve(Options options) throws IOException, InterruptedException {
    try (DagDaemon daemon = new DagDaemon(options)) {
      daemon.start();
      new CountDownLatch(1).await();
    }
  }

  private static int control(List<String> rest, PrintStream out) {
    boolean placed = !rest.isEmpty() && rest.get(0).equals("--control-port");
    List<String> options = rest.subList(0, placed ? 2 : 0);
    String line = String.join(" ", rest.subList(options.size(), rest.size()));
    String answer =
        DagSession.ask(new Options(options).number("control-port", DagDaemon.CONTROL_PORT), line);
    out.println(answer);
    return answer.startsWith("refused") ? 1 : 0;
  }
}
