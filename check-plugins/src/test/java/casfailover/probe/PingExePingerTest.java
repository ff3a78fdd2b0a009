package casfailover.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import casfailover.pair.Ipv4;
import casfailover.pair.Timing;
import casfailover.process.Ended;
import casfailover.process.ScriptedCommandRunner;
import casfailover.process.ScriptedCommandRunner.Started;
import casfailover.sight.Replies;
import casfailover.sight.Sighting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PingExePingerTest {

  private static final Ipv4 EXCH_A = Ipv4.parse("192.0.2.11");
  private static final Path PING = Path.of("/windows/System32/PING.EXE");

  private final TurnedClock clock = new TurnedClock();
  private final List<Sighting> seen = new CopyOnWriteArrayList<>();
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final ScriptedCommandRunner runner = new ScriptedCommandRunner((number, child) -> {});

  @AfterEach
  void stop() {
    timer.shutdownNow();
  }

  @Test
  void sendsAMinutesWorthOfPingsInEachRun() {
    watch(Duration.ofSeconds(1));
    Started run = run(0);
    assertThat(run.command().program()).isEqualTo(PING);
    assertThat(run.command().arguments()).containsExactly("-n", "60", "-w", "500", "192.0.2.11");
  }

  @Test
  void asManyRunsAsMakeTheIntervalGoSideBySide() {
    watch(Duration.ofMillis(250));
    run(3);
    assertThat(runner.started()).hasSize(4);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Pinging 192.0.2.11 with 32 bytes of data:|Reply from 192.0.2.11: bytes=32 time<1ms TTL=128|Request timed out.",
        "Ping wird ausgeführt für 192.0.2.11 mit 32 Bytes Daten:|Antwort von 192.0.2.11: Bytes=32 Zeit<1ms TTL=128|Zeitüberschreitung der Anforderung.",
        "Envoi d'une requête 'Ping' 192.0.2.11 avec 32 octets de données :|Réponse de 192.0.2.11 : octets=32 temps<1ms TTL=128|Délai d'attente de la demande dépassé.",
        "Обмен пакетами с 192.0.2.11 по с 32 байтами данных:|Ответ от 192.0.2.11: число байт=32 время<1мс TTL=128|Превышен интервал ожидания для запроса."
      })
  void readsEveryLanguage(String lines) {
    String[] line = lines.split("\\|", -1);
    watch(Duration.ofSeconds(1));
    run(0).prints("", line[0], line[1], line[2], line[1], "", line[0], line[2]);
    assertThat(seen)
        .extracting(Sighting::word, s -> s instanceof Sighting.Seen a ? a.finding() : missed(s))
        .containsExactly(
            tuple("seen", new Replies(1, 1, Optional.of(Duration.ofMillis(1)))),
            tuple("silent", new Replies(2, 1, Optional.empty())),
            tuple("seen", new Replies(3, 2, Optional.of(Duration.ofMillis(1)))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Reply from 192.0.2.12: Destination host unreachable.",
        "Reply from 192.0.2.1: TTL expired in transit.",
        "Reply from 192.0.2.110: bytes=32 time=1ms TTL=64",
        "Reply from 1.192.0.2.11: bytes=32 time=1ms TTL=64",
        "Reply from 192.0.2.11: Destination port unreachable.",
        "PING: transmit failed. General failure.",
        "garbage \u0000 \ufffd"
      })
  void onlyAnAnswerOfTheTargetItselfCounts(String line) {
    watch(Duration.ofSeconds(1));
    run(0).prints("", "Pinging", line);
    assertThat(seen).hasSize(1).allMatch(Sighting.Silent.class::isInstance);
  }

  @Test
  void onlyTheLastFewPingsAreSummedUp() {
    watch(Duration.ofSeconds(1));
    Started run = run(0);
    run.prints("", "Pinging");
    for (int i = 0; i < 12; i++) {
      run.prints("Reply from 192.0.2.11: bytes=32 time=3ms TTL=128");
    }
    run.prints("Request timed out.");
    assertThat(missed(seen.get(12))).isEqualTo(new Replies(10, 9, Optional.empty()));
    assertThat(((Sighting.Seen) seen.get(0)).ended().since(seen.get(0).begun()))
        .isEqualTo(Duration.ofMillis(3));
  }

  @Test
  void aRunThatSentNothingIsUnknownAndTriedAgain() {
    watch(Duration.ofSeconds(1));
    run(0).prints("Der IP-Treiber kann nicht erreicht werden.");
    run(0).goes(new Ended.Exited(1, "", "", Duration.ofMillis(10)));
    assertThat(seen).hasSize(1).allMatch(Sighting.Unknown.class::isInstance);
    assertThat(seen.get(0).detail()).contains("PING.EXE", "exit code 1");
    run(1);
  }

  @Test
  void theNextRunFollowsTheLast() {
    watch(Duration.ofSeconds(1));
    run(0).prints("", "Pinging", "Request timed out.", "", "sums");
    run(0).goes(new Ended.Exited(1, "", "", Duration.ofSeconds(60)));
    run(1).prints("", "Pinging", "Reply from 192.0.2.11: bytes=32 time=2ms TTL=128");
    assertThat(seen).hasSize(2);
  }

  @Test
  void aClosedWatchEndsItsRunsAndTellsNothingMore() {
    Pinger.Watch watch = watch(Duration.ofMillis(500));
    run(1);
    watch.close();
    assertThat(runner.started()).allMatch(Started::wasEnded);
    run(0).prints("", "Pinging", "Request timed out.");
    assertThat(seen).isEmpty();
  }

  private Started run(int number) {
    Awaitility.await().until(() -> runner.started().size() > number);
    return new ArrayList<>(runner.started()).get(number);
  }

  private static Object missed(Sighting sighting) {
    return ((Sighting.Silent) sighting).finding();
  }

  private Pinger.Watch watch(Duration interval) {
    Timing d = Timing.DEFAULT;
    Timing timing =
        new Timing(
            d.limit(),
            interval,
            d.pingDeadline(),
            d.tick(),
            d.lease(),
            d.dagMaxAge(),
            d.evidenceMaxAge(),
            d.grant(),
            d.standDown(),
            d.peerUpHold(),
            d.coolDown(),
            d.dagPatience(),
            d.remindEvery());
    return new PingExePinger(PING, timing, runner, clock, timer).watch(EXCH_A, seen::add);
  }
}
