package casfailover.probe;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.pair.Ipv4;
import casfailover.process.Command;
import casfailover.process.Ended;
import casfailover.process.ScriptedCommandRunner;
import casfailover.sight.Sighting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PingExeReachProbeTest {

  private static final Ipv4 SELF = Ipv4.parse("192.0.2.12");
  private static final Ipv4 CAS = Ipv4.parse("192.0.2.100");
  private static final Ipv4 GATEWAY = Ipv4.parse("192.0.2.1");
  private static final Ended ANSWERED =
      exited(0, "\r\nAntwort von 192.0.2.1: Bytes=32 Zeit<1ms TTL=64\r\n");
  private static final Ended UNREACHABLE =
      exited(0, "\r\nAntwort von 192.0.2.12: Zielhost nicht erreichbar.\r\n");

  private Ended fromCas = ANSWERED;
  private Ended fromSelf = ANSWERED;
  private final ScriptedCommandRunner runner =
      new ScriptedCommandRunner(
          (number, child) -> {},
          (number, command) -> command.arguments().contains(CAS.toString()) ? fromCas : fromSelf);

  private Sighting probe() {
    return new PingExeReachProbe(
            SELF, Path.of("/windows/System32/PING.EXE"), runner, new TurnedClock())
        .probe(CAS, GATEWAY, "eth3");
  }

  @Test
  void aNeighbourThatAnswersTheAddressHasFoundIt() {
    assertThat(probe()).isInstanceOf(Sighting.Seen.class);
    assertThat(runner.ran())
        .extracting(Command::arguments)
        .containsExactly(List.of("-n", "1", "-w", "1000", "-S", "192.0.2.100", "192.0.2.1"));
  }

  @Test
  void oneThatAnswersTheServerOnlyHasNot() {
    fromCas = UNREACHABLE;
    assertThat(probe()).isInstanceOf(Sighting.Silent.class);
    assertThat(probe().detail())
        .isEqualTo("192.0.2.1 answers a ping from 192.0.2.12 and none from 192.0.2.100");
  }

  @Test
  void oneThatAnswersNoPingCannotBeAsked() {
    fromCas = UNREACHABLE;
    fromSelf = UNREACHABLE;
    assertThat(probe()).isInstanceOf(Sighting.Unknown.class);
  }

  @Test
  void aPingThatHangsIsUnknown() {
    fromCas = new Ended.TimedOut("", "", Duration.ofSeconds(4));
    assertThat(probe()).isInstanceOf(Sighting.Unknown.class);
  }

  private static Ended exited(int code, String out) {
    return new Ended.Exited(code, out, "", Duration.ofMillis(30));
  }
}
