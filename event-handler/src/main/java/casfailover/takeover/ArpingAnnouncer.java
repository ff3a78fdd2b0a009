package casfailover.takeover;

import casfailover.pair.Cidr;
import casfailover.process.Command;
import casfailover.process.CommandRunner;
import casfailover.process.Ended;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Announces by arping of iputils: gratuitous ARP as a request and as a reply, since some neighbours
 * learn only from one of them. Each is a run of its own that sends one packet at once. Before the
 * first of them could run, a {@link FirstWord} is spoken.
 */
public final class ArpingAnnouncer implements Announcer {

  private static final Logger LOG = LoggerFactory.getLogger(ArpingAnnouncer.class);

  private static final List<String> KINDS = List.of("-U", "-A");

  /** The program waits a second for answers that nobody gives; the packet is long gone then. */
  private static final Duration DEADLINE = Duration.ofMillis(1500);

  /** Its exit code where it could not send; that nobody answers is 0 or 1. */
  private static final int FAILED = 2;

  private static final int AT_ONCE = 32;

  private final Path program;
  private final Announcements announcements;

  /**
   * An announcer.
   *
   * @param program the absolute path of arping
   * @param runner runs it
   */
  public ArpingAnnouncer(Path program, CommandRunner runner) {
    this.program = program;
    this.announcements = new Announcements(runner, AT_ONCE, ArpingAnnouncer::failed);
  }

  private static boolean failed(Ended how) {
    return how instanceof Ended.NotStarted
        || (how instanceof Ended.Exited exited && exited.code() == FAILED);
  }

  @Override
  public void arrived(Cidr address) {
    try {
      FirstWord.from(address);
    } catch (IOException e) {
      LOG.debug("no first word from {}", address, e);
    }
  }

  @Override
  public void announce(Cidr address, String networkInterface) {
    announcements.begin(
        address, KINDS.stream().map(kind -> command(kind, address, networkInterface)).toList());
  }

  private Command command(String kind, Cidr address, String networkInterface) {
    return Command.of(
        program, DEADLINE, kind, "-c1", "-I", networkInterface, address.address().toString());
  }

  @Override
  public void silence() {
    announcements.silence();
  }
}
