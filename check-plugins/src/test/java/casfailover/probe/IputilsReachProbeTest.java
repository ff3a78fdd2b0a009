package casfailover.probe;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.pair.Ipv4;
import casfailover.process.Child;
import casfailover.process.Command;
import casfailover.process.CommandRunner;
import casfailover.process.Ended;
import casfailover.process.LineListener;
import casfailover.sight.Sighting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class IputilsReachProbeTest {

  private static final Ipv4 CAS = Ipv4.parse("192.0.2.100");
  private static final Ipv4 GATEWAY = Ipv4.parse("192.0.2.1");

  private final Programs runner = new Programs();
  private final ReachProbe probe =
      new IputilsReachProbe(
          Ipv4.parse("192.0.2.12"),
          Path.of("/usr/bin/ping"),
          Path.of("/usr/bin/arping"),
          runner,
          new SystemMoments());

  @Test
  void aGatewayThatAnswersAPingFromTheAddressHasFoundIt() {
    Sighting sighting = after(exit(0));
    assertThat(sighting).isInstanceOf(Sighting.Seen.class);
    assertThat(sighting.detail()).isEqualTo("192.0.2.1 answers a ping from 192.0.2.100");
    assertThat(runner.run).containsExactly("/usr/bin/ping -n -q -c1 -W1 -I 192.0.2.100 192.0.2.1");
  }

  @Test
  void oneThatDropsPingIsAskedByArpInTheNameOfTheAddress() {
    Sighting sighting = after(exit(1), exit(1), exit(0));
    assertThat(sighting).isInstanceOf(Sighting.Seen.class);
    assertThat(sighting.detail()).isEqualTo("192.0.2.1 answers an ARP request from 192.0.2.100");
    assertThat(runner.run.get(2))
        .isEqualTo("/usr/bin/arping -q -f -c1 -w1 -I eth0 -s 192.0.2.100 192.0.2.1");
  }

  @Test
  void oneThatAnswersThisServerOnlyHasNotFoundTheAddress() {
    Sighting sighting = after(exit(1), exit(0));
    assertThat(sighting).isInstanceOf(Sighting.Silent.class);
    assertThat(sighting.detail())
        .isEqualTo("192.0.2.1 answers a ping from 192.0.2.12 and none from 192.0.2.100");
  }

  @Test
  void oneThatAnswersNeitherIsSilent() {
    Sighting sighting = after(exit(1), exit(1), exit(1));
    assertThat(sighting).isInstanceOf(Sighting.Silent.class);
    assertThat(sighting.detail())
        .isEqualTo("192.0.2.1 answers neither ping nor ARP from 192.0.2.100");
  }

  @Test
  void whatCannotBeAskedIsUnknown() {
    assertThat(after(exit(2), exit(2), exit(2))).isInstanceOf(Sighting.Unknown.class);
    assertThat(after(exit(1), exit(1), new Ended.NotStarted("no such file")))
        .isInstanceOf(Sighting.Unknown.class);
    assertThat(after(exit(1), exit(1), new Ended.TimedOut("", "", Duration.ofSeconds(1))))
        .isInstanceOf(Sighting.Unknown.class);
  }

  private Sighting after(Ended... ends) {
    runner.ends.addAll(List.of(ends));
    return probe.probe(CAS, GATEWAY, "eth0");
  }

  private static Ended exit(int code) {
    return new Ended.Exited(code, "", "", Duration.ofMillis(3));
  }

  /** Programs that end as they are told. */
  private static final class Programs implements CommandRunner {
    final List<String> run = new ArrayList<>();
    final Deque<Ended> ends = new ArrayDeque<>();

    @Override
    public Ended run(Command command) {
      run.add(command.program() + " " + String.join(" ", command.arguments()));
      return ends.remove();
    }

    @Override
    public Child start(Command command, LineListener listener) {
      throw new AssertionError("it waits for its answer: " + command);
    }
  }
}
