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
 * Asks by ping and arping of iputils. A neighbour that answers a ping from the address has found
 * the way to it. One that answers a ping from this server's own address only has not. One that
 * answers no ping at all is asked by ARP: it has then read who has the address, and by RFC 826 puts
 * that into its table.
 */
public final class IputilsReachProbe implements ReachProbe {

  private static final Duration DEADLINE = Duration.ofMillis(1500);

  /** The exit code of both programs where nobody answered. */
  private static final int NO_ANSWER = 1;

  private final Ipv4 self;
  private final Path ping;
  private final Path arping;
  private final CommandRunner runner;
  private final Supplier<Moment> clock;

  /**
   * A probe.
   *
   * @param self this server's own fixed address
   * @param ping the path of ping
   * @param arping the path of arping
   * @param runner runs the programs
   * @param clock dates what is seen
   */
  public IputilsReachProbe(
      Ipv4 self, Path ping, Path arping, CommandRunner runner, Supplier<Moment> clock) {
    this.self = self;
    this.ping = ping;
    this.arping = arping;
    this.runner = runner;
    this.clock = clock;
  }

  @Override
  public Sighting probe(Ipv4 from, Ipv4 neighbour, String networkInterface) {
    Moment begun = clock.get();
    if (answersPing(from, neighbour)) {
      return seen(begun, neighbour + " answers a ping from " + from);
    }
    if (answersPing(self, neighbour)) {
      return silent(begun, neighbour + " answers a ping from " + self + " and none from " + from);
    }
    Command byArp =
        Command.of(
            arping,
            DEADLINE,
            "-q",
            "-f",
            "-c1",
            "-w1",
            "-I",
            networkInterface,
            "-s",
            from.toString(),
            neighbour.toString());
    Ended ended = runner.run(byArp);
    if (answered(ended)) {
      return seen(begun, neighbour + " answers an ARP request from " + from);
    }
    return ended instanceof Ended.Exited exited && exited.code() == NO_ANSWER
        ? silent(begun, neighbour + " answers neither ping nor ARP from " + from)
        : new Sighting.Unknown(begun, clock.get(), ended.sentence(byArp));
  }

  private boolean answersPing(Ipv4 from, Ipv4 neighbour) {
    return answered(
        runner.run(
            Command.of(
                ping,
                DEADLINE,
                "-n",
                "-q",
                "-c1",
                "-W1",
                "-I",
                from.toString(),
                neighbour.toString())));
  }

  private static boolean answered(Ended ended) {
    return ended instanceof Ended.Exited exited && exited.wentWell();
  }

  private Sighting seen(Moment begun, String how) {
    return new Sighting.Seen(begun, clock.get(), new Note(how));
  }

  private Sighting silent(Moment begun, String how) {
    return new Sighting.Silent(begun, clock.get(), new Note(how));
  }
}
