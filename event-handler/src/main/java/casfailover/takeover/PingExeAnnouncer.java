package casfailover.takeover;

import casfailover.pair.Cidr;
import casfailover.pair.Ipv4;
import casfailover.process.Command;
import casfailover.process.CommandRunner;
import casfailover.process.Ended;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Announces by a ping from the address to the gateway: its traffic shows the switches the way, and
 * the gateway asks who the sender is. Whether it answers does not matter.
 */
public final class PingExeAnnouncer implements Announcer {

  private static final Duration DEADLINE = Duration.ofSeconds(2);
  private static final int AT_ONCE = 16;

  private final Path program;
  private final Ipv4 gateway;
  private final Announcements announcements;

  /**
   * An announcer.
   *
   * @param program the absolute path of PING.EXE
   * @param gateway who is pinged
   * @param runner runs it
   */
  public PingExeAnnouncer(Path program, Ipv4 gateway, CommandRunner runner) {
    this.program = program;
    this.gateway = gateway;
    this.announcements = new Announcements(runner, AT_ONCE, how -> how instanceof Ended.NotStarted);
  }

  @Override
  public void announce(Cidr address, String networkInterface) {
    announcements.begin(
        address,
        List.of(
            Command.of(
                    program,
                    DEADLINE,
                    "-n",
                    "1",
                    "-w",
                    "500",
                    "-S",
                    address.address().toString(),
                    gateway.toString())
                .alone()));
  }

  @Override
  public void silence() {
    announcements.silence();
  }
}
