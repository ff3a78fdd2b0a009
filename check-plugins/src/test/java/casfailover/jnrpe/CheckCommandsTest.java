package casfailover.jnrpe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import casfailover.check.Check;
import casfailover.check.Detail;
import casfailover.check.Metric;
import casfailover.check.Outcome;
import casfailover.check.Status;
import casfailover.check.Thresholds;
import it.jnrpe.ReturnValue;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckCommandsTest {

  private static CheckCommands answering(Function<Thresholds, Outcome> outcome) {
    Map<Check, Function<Thresholds, Outcome>> outcomes = new EnumMap<>(Check.class);
    for (Check check : Check.values()) {
      outcomes.put(check, outcome);
    }
    return new CheckCommands(outcomes);
  }

  /** Tells the limits that came, so that a wrong one would be seen. */
  private static Outcome echo(Thresholds limits) {
    return Outcome.of(Status.WARNING, Check.PEER, "limits")
        .metrics(List.of(limits.on(Metric.count("pl", 7))));
  }

  @ParameterizedTest
  @EnumSource(Check.class)
  void answersEachCheckByItsOwnFunction(Check wanted) {
    Map<Check, Function<Thresholds, Outcome>> outcomes = new EnumMap<>(Check.class);
    for (Check check : Check.values()) {
      outcomes.put(check, limits -> Outcome.of(Status.OK, check, "it is " + check));
    }
    assertThat(new CheckCommands(outcomes).run(wanted.command(), List.of()))
        .contains(new Answer(0, wanted.service() + " OK - it is " + wanted));
  }

  static Stream<String> goldenFiles() {
    return Stream.of(
        "check_cas_ip.critical.nobody",
        "check_cas_ip.critical.two",
        "check_cas_ip.ok",
        "check_cas_ip.warning",
        "check_dag.critical",
        "check_dag.ok",
        "check_dag.unknown",
        "check_dag.warning",
        "check_failover.pending",
        "check_gateway.critical",
        "check_gateway.ok",
        "check_peer.critical",
        "check_peer.critical.services",
        "check_peer.ok",
        "check_readiness.critical",
        "check_readiness.ok");
  }

  @ParameterizedTest
  @MethodSource("goldenFiles")
  void handsEveryTextOnAsItIs(String name) throws IOException {
    String text;
    try (InputStream in = CheckCommandsTest.class.getResourceAsStream("/golden/" + name)) {
      text = new String(Objects.requireNonNull(in, name).readAllBytes(), UTF_8).stripTrailing();
    }
    CheckPlugin plugin = new CheckPlugin(Check.DAG, (command, words) -> new Answer(2, text)) {};
    ReturnValue value = plugin.execute(new WordsLine(List.of()));
    assertThat(value.getMessage()).isEqualTo(text);
    assertThat(value.getStatus().intValue()).isEqualTo(2);
  }

  @Test
  void handsOnManyLinesAndForeignLettersInEveryCountry() {
    Outcome outcome =
        Outcome.of(Status.CRITICAL, Check.DAG, "Größe 漢字 $ARG1$ \\$1 %s {0}")
            .metrics(List.of(Metric.count("DB \"1\"_copyq", 1_234_567)))
            .details(
                IntStream.range(0, 2000)
                    .mapToObj(i -> Detail.of(Status.OK, "line " + i + " of 60 kB"))
                    .toList());
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      Answer answer = answering(limits -> outcome).run("check_dag", List.of()).orElseThrow();
      assertThat(answer).isEqualTo(Answer.of(outcome));
      assertThat(answer.text()).contains("'DB \"1\"_copyq'=1234567;;;0\n").hasLineCount(2001);
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void passesTheLimitsOn() {
    CheckCommands commands = answering(CheckCommandsTest::echo);
    assertThat(commands.run("check_peer", List.of("pl_warning=-5:20", "pl_critical=@~:-7.5")))
        .contains(new Answer(1, "CAS PEER WARNING - limits | pl=7;-5:20;@~:-7.5;0"));
    assertThat(commands.run("check_peer", List.of()))
        .contains(new Answer(1, "CAS PEER WARNING - limits | pl=7;;;0"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "check_users", "_NRPE_CHECK", "check_peer/bare", "CHECK_PEER", "check_peer "})
  void knowsNoOtherCommand(String command) {
    assertThat(answering(CheckCommandsTest::echo).run(command, List.of())).isEmpty();
  }

  @Test
  void knowsOnlyTheChecksThatItWasGiven() {
    CheckCommands one = new CheckCommands(Map.of(Check.PEER, CheckCommandsTest::echo));
    assertThat(one.run("check_peer", List.of())).isPresent();
    assertThat(one.run("check_dag", List.of())).isEmpty();
  }

  static Stream<List<String>> hostileWords() {
    return Stream.of(
        List.of("--arguments"),
        List.of("--arguments=pl_warning=1"),
        List.of("-a"),
        List.of("pl_warning=$ARG2$", "pl_critical=1"),
        List.of("pl_warning=$ARG1$"),
        List.of("pl_warning=1 --arguments pl_warning=2"),
        List.of("pl_warning=1 pl_critical=2"),
        List.of("pl_warning=\"1\""),
        List.of("pl_warning=1\n"),
        List.of("pl_warning=1\u0000"),
        List.of("pl_warning=1|x=2"),
        List.of("pl_warning=`id`"),
        List.of("\u202e=1"),
        List.of(""),
        List.of(" "));
  }

  @ParameterizedTest
  @MethodSource("hostileWords")
  void refusesWordsBeforeThePluginSeesThem(List<String> words) {
    Answer answer =
        answering(
                limits -> {
                  throw new AssertionError("was asked");
                })
            .run("check_peer", words)
            .orElseThrow();
    assertThat(answer.code()).isEqualTo(3);
    assertThat(answer.text())
        .startsWith("CAS PEER UNKNOWN - argument '")
        .endsWith("; check_peer takes pl_critical pl_warning rta_critical rta_warning")
        .doesNotContain("|", "\n", "\u0000", "\u202e");
  }

  @Test
  void saysThatACheckFailedAndLogsWhy() {
    Logger log = Logger.getLogger(CheckCommands.class.getName());
    Recorder recorder = new Recorder();
    log.addHandler(recorder);
    log.setUseParentHandlers(false);
    try {
      Answer answer =
          answering(
                  limits -> {
                    throw new IllegalStateException("no | sightings=1\nyet");
                  })
              .run("check_peer", List.of())
              .orElseThrow();
      assertThat(answer)
          .isEqualTo(
              new Answer(
                  3,
                  "CAS PEER UNKNOWN - the check itself failed, see the log:"
                      + " java.lang.IllegalStateException: no / sightings=1 yet"));
      assertThat(recorder.records)
          .singleElement()
          .satisfies(r -> assertThat(r.getThrown()).hasMessage("no | sightings=1\nyet"))
          .satisfies(r -> assertThat(r.getMessage()).isEqualTo("check_peer failed"));
    } finally {
      log.setUseParentHandlers(true);
      log.removeHandler(recorder);
    }
  }

  private static final class Recorder extends Handler {
    private final List<LogRecord> records = new ArrayList<>();

    @Override
    public void publish(LogRecord logged) {
      records.add(logged);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  @Test
  void leavesTheThreadsClassLoaderAsItWas() throws IOException {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader own = new URLClassLoader(new URL[0], before)) {
      thread.setContextClassLoader(own);
      answering(CheckCommandsTest::echo).run("check_peer", List.of());
      assertThat(thread.getContextClassLoader()).isSameAs(own);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Test
  void givesEachOfManyThreadsItsOwnAnswer() throws Exception {
    CheckCommands commands = answering(CheckCommandsTest::echo);
    int threads = 8;
    int calls = 2000;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Callable<Long>> work =
          IntStream.range(0, threads)
              .<Callable<Long>>mapToObj(t -> () -> wrong(commands, t * calls, calls))
              .toList();
      for (Future<Long> wrong : pool.invokeAll(work)) {
        assertThat(wrong.get()).isZero();
      }
    } finally {
      pool.shutdownNow();
    }
  }

  private static long wrong(CheckCommands commands, int first, int calls) {
    return IntStream.range(first, first + calls)
        .filter(
            i ->
                !commands
                    .run(i % 2 == 0 ? "check_peer" : "check_gateway", List.of("pl_warning=" + i))
                    .equals(
                        Optional.of(
                            new Answer(1, "CAS PEER WARNING - limits | pl=7;" + i + ";;0"))))
        .count();
  }

  @Test
  void answersOnlyWhatAPluginMay() {
    for (int code : new int[] {-1, 4, 255}) {
      assertThat(catchThrowable(() -> new Answer(code, "x")))
          .hasMessage("a plugin answers 0 to 3, not " + code);
    }
    assertThat(Arrays.stream(Status.values()).map(s -> new Answer(s.code(), "").code()))
        .containsExactly(0, 1, 2, 3);
  }
}
