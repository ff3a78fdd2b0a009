package casfailover.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import casfailover.pair.Ipv4;
import casfailover.pair.Timing;
import casfailover.process.Ended;
import casfailover.process.ScriptedCommandRunner;
import casfailover.sight.Moment;
import casfailover.sight.Replies;
import casfailover.sight.Sighting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IputilsPingerTest {

  private static final Ipv4 TARGET = Ipv4.parse("192.0.2.1");

  private final TurnedClock clock = new TurnedClock();
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final List<Sighting> sightings = new CopyOnWriteArrayList<>();

  @AfterEach
  void stopTimer() {
    timer.shutdownNow();
  }

  @Test
  void startsOneLongRun() {
    ScriptedCommandRunner runner = new ScriptedCommandRunner((number, child) -> {});
    try (Pinger.Watch watch = watch(runner)) {
      assertThat(watch).isNotNull();
      assertThat(runner.started()).hasSize(1);
      assertThat(runner.started().get(0).command().program()).isEqualTo(Path.of("/usr/bin/ping"));
      assertThat(runner.started().get(0).command().arguments())
          .containsExactly("-n", "-O", "-i", "0.1", "-W", "0.5", "-c", "600", "192.0.2.1");
    }
  }

  @Test
  void tellsOfEachPingAtOnce() {
    ScriptedCommandRunner runner = new ScriptedCommandRunner((number, child) -> {});
    try (Pinger.Watch watch = watch(runner)) {
      assertThat(watch).isNotNull();
      runner
          .started()
          .get(0)
          .prints(
              "PING 192.0.2.1 (192.0.2.1) 56(84) bytes of data.",
              "64 bytes from 192.0.2.1: icmp_seq=1 ttl=64 time=2.00 ms",
              "no answer yet for icmp_seq=2",
              "From 192.0.2.11 icmp_seq=2 Destination Host Unreachable");
    }
    Moment now = clock.get();
    Duration trip = Duration.ofMillis(2);
    assertThat(sightings)
        .containsExactly(
            new Sighting.Seen(now.plus(trip.negated()), now, new Replies(1, 1, Optional.of(trip))),
            new Sighting.Silent(
                now.plus(Duration.ofMillis(-100)), now, new Replies(2, 1, Optional.empty())));
    assertThat(sightings.get(1).detail()).isEqualTo("ping 1/2");
  }

  @Test
  void beginsTheNextRunWhenOneIsOver() {
    ScriptedCommandRunner runner =
        new ScriptedCommandRunner(
            (number, child) -> {
              child.prints("no answer yet for icmp_seq=1");
              if (number < 3) {
                child.goes(new Ended.Exited(1, "", "", Duration.ofMinutes(1)));
              }
            });
    try (Pinger.Watch watch = watch(runner)) {
      assertThat(watch).isNotNull();
      await().until(() -> runner.started().size() == 4);
      assertThat(sightings).hasSize(4).allMatch(s -> s instanceof Sighting.Silent);
    }
  }

  @Test
  void saysUnknownAndTriesAgainWhereNothingCouldBeSent() {
    ScriptedCommandRunner runner =
        new ScriptedCommandRunner(
            (number, child) -> {
              if (number == 0) {
                child.goes(new Ended.NotStarted("error=2, No such file or directory"));
              } else if (number == 1) {
                child.goes(
                    new Ended.Exited(
                        2, "", "ping: connect: Network is unreachable\n", Duration.ofMillis(2)));
              }
            });
    try (Pinger.Watch watch = watch(runner)) {
      assertThat(watch).isNotNull();
      await().until(() -> runner.started().size() == 3);
    }
    assertThat(sightings).hasSize(2).allMatch(s -> s instanceof Sighting.Unknown);
    assertThat(sightings.get(0).detail())
        .isEqualTo(
            "/usr/bin/ping -n -O -i 0.1 -W 0.5 -c 600 192.0.2.1 could not be started: "
                + "error=2, No such file or directory");
    assertThat(sightings.get(1).detail())
        .endsWith(" ended with exit code 2: ping: connect: Network is unreachable");
  }

  @Test
  void endsItsProgramAndFallsSilentWhenItIsClosed() {
    ScriptedCommandRunner runner = new ScriptedCommandRunner((number, child) -> {});
    Pinger.Watch watch = watch(runner);
    watch.close();
    ScriptedCommandRunner.Started child = runner.started().get(0);
    assertThat(child.wasEnded()).isTrue();
    child.prints("no answer yet for icmp_seq=1");
    child.goes(new Ended.Exited(137, "", "", Duration.ofSeconds(1)));
    assertThat(sightings).isEmpty();
    assertThat(runner.started()).hasSize(1);
  }

  private Pinger.Watch watch(ScriptedCommandRunner runner) {
    return new IputilsPinger(Path.of("/usr/bin/ping"), Timing.DEFAULT, runner, clock, timer)
        .watch(TARGET, sightings::add);
  }
}
