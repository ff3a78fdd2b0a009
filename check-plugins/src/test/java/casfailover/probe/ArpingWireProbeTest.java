package casfailover.probe;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.pair.Ipv4;
import casfailover.pair.MacAddress;
import casfailover.process.Ended;
import casfailover.process.ScriptedCommandRunner;
import casfailover.sight.Neighbours;
import casfailover.sight.Sighting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ArpingWireProbeTest {

  private static final Ipv4 SELF = Ipv4.parse("192.0.2.12");
  private static final Ipv4 CAS = Ipv4.parse("192.0.2.100");
  private static final MacAddress OWN = new MacAddress("02:00:00:00:00:12");
  private static final Ended OVER = new Ended.TimedOut("", "", Duration.ofMillis(180));

  @Test
  void asksThreeTimesFromItsOwnAddress() {
    ScriptedCommandRunner runner = new ScriptedCommandRunner((number, child) -> child.goes(OVER));
    assertThat(probe(runner)).isInstanceOf(Sighting.Silent.class);
    assertThat(runner.started())
        .hasSize(3)
        .allSatisfy(
            started -> {
              assertThat(started.command().program()).isEqualTo(Path.of("/usr/bin/arping"));
              assertThat(started.command().arguments())
                  .containsExactly("-w1", "-I", "eth0", "-s", "192.0.2.12", "192.0.2.100");
              assertThat(started.command().deadline()).isLessThanOrEqualTo(Duration.ofMillis(180));
            });
  }

  @Test
  void saysSilentWhereAllAskedAndNobodyAnswered() {
    Sighting sighting = probe(new ScriptedCommandRunner((number, child) -> child.goes(OVER)));
    assertThat(sighting).isInstanceOf(Sighting.Silent.class);
    assertThat(sighting.detail()).isEqualTo("3 ARP probes, no answer");
  }

  @Test
  void namesAllMachinesThatAnswered() {
    Sighting sighting =
        probe(
            new ScriptedCommandRunner(
                (number, child) -> {
                  child.prints(
                      "ARPING 192.0.2.100 from 192.0.2.12 eth0",
                      "Unicast reply from 192.0.2.100 [02:00:00:00:00:0B]  0.564ms",
                      "Broadcast reply from 192.0.2.100 [02:00:00:00:00:0C]  0.574ms");
                  child.goes(OVER);
                }));
    assertThat(sighting)
        .isInstanceOfSatisfying(
            Sighting.Seen.class,
            seen ->
                assertThat(seen.finding())
                    .isEqualTo(
                        Neighbours.of(
                            List.of(
                                new MacAddress("02:00:00:00:00:0b"),
                                new MacAddress("02:00:00:00:00:0c")),
                            3)));
  }

  @Test
  void doesNotCountItself() {
    Sighting sighting =
        probe(
            new ScriptedCommandRunner(
                (number, child) -> {
                  child.prints("Unicast reply from 192.0.2.100 [02:00:00:00:00:12]  0.564ms");
                  child.goes(OVER);
                }));
    assertThat(sighting).isInstanceOf(Sighting.Silent.class);
  }

  @Test
  void doesNotCountAnswersForAnotherAddress() {
    Sighting sighting =
        probe(
            new ScriptedCommandRunner(
                (number, child) -> {
                  child.prints("Unicast reply from 192.0.2.10 [02:00:00:00:00:0B]  0.564ms");
                  child.goes(OVER);
                }));
    assertThat(sighting).isInstanceOf(Sighting.Silent.class);
  }

  @Test
  void saysUnknownWhereItCannotAsk() {
    ScriptedCommandRunner runner =
        new ScriptedCommandRunner(
            (number, child) ->
                child.goes(
                    new Ended.Exited(2, "", "Interface \"eth0\" is down\n", Duration.ofMillis(3))));
    assertThat(probe(runner))
        .isInstanceOfSatisfying(
            Sighting.Unknown.class,
            unknown ->
                assertThat(unknown.why())
                    .isEqualTo(
                        "/usr/bin/arping -w1 -I eth0 -s 192.0.2.12 192.0.2.100 "
                            + "ended with exit code 2: Interface \"eth0\" is down"));
    assertThat(runner.started()).hasSize(1);
  }

  @Test
  void saysUnknownWhereOneOfThreeCouldNotAsk() {
    ScriptedCommandRunner runner =
        new ScriptedCommandRunner(
            (number, child) ->
                child.goes(number == 2 ? new Ended.NotStarted("out of memory") : OVER));
    assertThat(probe(runner)).isInstanceOf(Sighting.Unknown.class);
  }

  @Test
  void oneAnswerIsProofThoughAnotherCouldNotAsk() {
    ScriptedCommandRunner runner =
        new ScriptedCommandRunner(
            (number, child) -> {
              if (number == 2) {
                child.goes(new Ended.NotStarted("out of memory"));
              } else {
                child.prints("Unicast reply from 192.0.2.100 [02:00:00:00:00:0B]  0.564ms");
                child.goes(OVER);
              }
            });
    assertThat(probe(runner)).isInstanceOf(Sighting.Seen.class);
  }

  private static Sighting probe(ScriptedCommandRunner runner) {
    LocalAddresses local = () -> List.of(new LocalAddress(SELF, 24, "eth0", Optional.of(OWN)));
    return new ArpingWireProbe(Path.of("/usr/bin/arping"), SELF, local, runner, new TurnedClock())
        .probe(CAS, "eth0");
  }
}
