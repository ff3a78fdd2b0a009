package casfailover.probe;

import casfailover.pair.Ipv4;
import casfailover.process.Command;
import casfailover.process.CommandRunner;
import casfailover.process.Ended;
import casfailover.sight.Moment;
import casfailover.sight.Note;
import casfailover.sight.Sighting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Asks by the ping of Windows. A neighbour that answers a ping from the address has found the way
 * to it; one that answers a ping from this server's own address only has not. Of one that answers
 * no ping nobody can tell, since Windows sends no ARP in the name of an address.
 */
public final class PingExeReachProbe implements ReachProbe {

  private static final Duration DEADLINE = Duration.ofSeconds(1);

  private final Ipv4 self;
  private final PingExe ping;
  private final CommandRunner runner;
  private final Supplier<Moment> clock;

  /**
   * A probe.
   *
   * @param self this server's own fixed address
   * @param program the path of PING.EXE
   * @param runner runs it
   * @param clock dates what is seen
   */
  public PingExeReachProbe(Ipv4 self, Path program, CommandRunner runner, Supplier<Moment> clock) {
    this.self = self;
    this.ping = new PingExe(program);
    this.runner = runner;
    this.clock = clock;
  }

  @Override
  public Sighting probe(Ipv4 from, Ipv4 neighbour, String networkInterface) {
    Moment begun = clock.get();
    Command command = ping.commandFrom(from, neighbour, DEADLINE);
    Ended ended = runner.run(command);
    if (answered(ended, neighbour)) {
      return new Sighting.Seen(
          begun, clock.get(), new Note(neighbour + " answers a ping from " + from));
    }
    if (!(ended instanceof Ended.Exited)) {
      return new Sighting.Unknown(begun, clock.get(), ended.sentence(command));
    }
    return answered(runner.run(ping.commandFrom(self, neighbour, DEADLINE)), neighbour)
        ? new Sighting.Silent(
            begun,
            clock.get(),
            new Note(neighbour + " answers a ping from " + self + " and none from " + from))
        : new Sighting.Unknown(
            begun, clock.get(), neighbour + " answers no ping, so it cannot be asked");
  }

  private static boolean answered(Ended ended, Ipv4 neighbour) {
    return ended instanceof Ended.Exited exited
        && exited.out().lines().anyMatch(line -> PingExe.answers(line, neighbour));
  }
}
