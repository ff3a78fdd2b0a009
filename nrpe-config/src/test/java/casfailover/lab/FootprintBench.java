package casfailover.lab;

import casfailover.lab.Loader.Transport;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How much the agent takes of a server that has other work to do: its memory and its starts, with
 * TLS, beside the bare {@code java -version} of the same run.
 */
final class FootprintBench {
  private static final int REQUESTS = 10_000;
  private static final int CLIENTS = 8;
  private static final Duration PORTION = Duration.ofSeconds(2);
  private static final Duration SEEN = Duration.ofSeconds(30);
  private static final double KIB_PER_MIB = 1024;

  /** Starts that warm the disk's cache and the stopwatch. */
  private static final int WARM_UPS = 2;

  private record Timed(double millis, int code, String line) {}

  private final Lab lab;
  private final Consumer<String> tell;
  private final Certificates certificates;
  private final AgentPair pair;
  private final Process stopwatch;
  private final Writer orders;
  private final BufferedReader answers;
  private final List<Double> jvm = new ArrayList<>();
  private final List<Double> version = new ArrayList<>();
  private final List<Double> listening = new ArrayList<>();
  private final List<Double> check = new ArrayList<>();

  FootprintBench(Lab lab, Consumer<String> tell) {
    this.lab = lab;
    this.tell = tell;
    this.certificates = new Certificates(lab.ground());
    this.pair = new AgentPair(lab, Optional.of(certificates));
    certificates.make(lab, pair.config());
    this.stopwatch = lab.talk(pair.host(), pair.measured().asAgent(lab.ground().java("Stopwatch")));
    this.orders = stopwatch.outputWriter(StandardCharsets.UTF_8);
    this.answers = stopwatch.inputReader(StandardCharsets.UTF_8);
  }

  Measured measure(int runs) {
    pair.startOther();
    for (int run = 1 - WARM_UPS; run <= runs; run++) {
      starts();
      if (run <= 0) {
        List.of(jvm, version, listening, check).forEach(List::clear);
      } else {
        tell.accept("footprint: run " + run + " of " + runs + " done");
      }
    }
    double resident = resident();
    return Measured.of(
        List.of(
            Figures.millis("java -version", jvm),
            Figures.millis("cas-agent --version", version),
            Figures.millis("check_cas, from its start to its end, by TLS", check),
            Figures.millis("cas-agent, from its start to a connection, TLS", listening),
            new Figures(
                "resident after " + REQUESTS + " requests by TLS", "MB", List.of(resident))),
        List.of(
            Goal.atMost("agent-rss-mb", resident, 80),
            Goal.atMost("agent-listening-ms", median(listening), 800),
            Goal.atMost("version-start-ms", median(version), 250),
            Goal.atMost("check-cas-ms", median(check), 600)));
  }

  private static double median(List<Double> millis) {
    return Figures.millis("", millis).median();
  }

  /** Each start once; the agent of this run answers the check. */
  private void starts() {
    jvm.add(run(Ground.jvm().toString(), "-version").millis());
    version.add(run(program("cas-agent"), "--version").millis());
    listening.add(
        order(
                "listen",
                Integer.toString(AgentPair.PORT),
                program("cas-agent"),
                "--config",
                pair.config().toString())
            .millis());
    check.add(check().millis());
    // A JVM that a signal ended says so in its code.
    ask("stop");
  }

  /** The check of an agent that was just started is asked until it has looked around. */
  private Timed check() {
    Instant end = Instant.now().plus(SEEN);
    String[] words = {
      "run", program("check_cas"), "check_gateway", "--config", pair.config().toString()
    };
    Timed timed = ask(words);
    while (timed.code() != 0 && Instant.now().isBefore(end)) {
      timed = ask(words);
    }
    return good(timed, words);
  }

  private double resident() {
    pair.measured().start();
    try (Loader loader = new Loader(lab, certificates)) {
      loader.awaitAnswering(pair, Transport.TLS);
      long asked = 0;
      while (asked < REQUESTS) {
        asked += loader.load(pair, Transport.TLS, CLIENTS, PORTION).requests();
        tell.accept("footprint: " + asked + " requests by TLS");
      }
      return residentMebibytes();
    } finally {
      pair.stop();
    }
  }

  private double residentMebibytes() {
    Path status = Path.of("/proc", Long.toString(pair.measured().process().pid()), "status");
    try {
      return Files.readAllLines(status).stream()
              .filter(line -> line.startsWith("VmRSS:"))
              .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
              .findFirst()
              .orElseThrow(() -> new CannotRun(status + " has no line VmRSS"))
          / KIB_PER_MIB;
    } catch (IOException e) {
      throw new CannotRun("the agent ended under its requests: " + e.getMessage(), e);
    }
  }

  private String program(String name) {
    return lab.ground().distribution().resolve("bin").resolve(name).toString();
  }

  private Timed run(String... command) {
    List<String> words = new ArrayList<>(List.of("run"));
    words.addAll(List.of(command));
    return order(words.toArray(String[]::new));
  }

  private Timed order(String... words) {
    return good(ask(words), words);
  }

  private static Timed good(Timed timed, String... words) {
    if (timed.code() != 0) {
      throw new CannotRun(
          "%s ended with %d: %s".formatted(String.join(" ", words), timed.code(), timed.line()));
    }
    return timed;
  }

  private Timed ask(String... words) {
    try {
      orders.write(String.join("\t", words) + "\n");
      orders.flush();
      String answer = answers.readLine();
      if (answer == null) {
        throw new CannotRun("the stopwatch ended: see logs/talk.log");
      }
      String[] field = answer.split(" ", 3);
      return new Timed(Long.parseLong(field[0]) / 1000.0, Integer.parseInt(field[1]), field[2]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
