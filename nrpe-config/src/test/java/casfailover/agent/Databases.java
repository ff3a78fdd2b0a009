package casfailover.agent;

import casfailover.exchange.DagReader;
import casfailover.sight.DagReading;
import casfailover.sight.DagReading.Copy;
import casfailover.sight.Guard;
import casfailover.sight.Moment;
import casfailover.sight.Note;
import casfailover.sight.Sighting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;

/** The databases of the pair, as exch-b's PowerShell reads them. */
final class Databases implements DagReader {

  volatile String mountedOn = "exch-a";
  volatile String statusHere = "Healthy";
  volatile String second = "Mailbox Database 1";
  volatile String copyError = "";

  /** How long a read takes that comes back. */
  volatile Duration takes = Duration.ZERO;

  volatile Optional<CountDownLatch> hangUntil = Optional.empty();

  /** Whether time waits for them too: only while a problem has them read all the time. */
  volatile boolean keepUp;

  private final Observations seen;

  Databases(Observations seen) {
    this.seen = seen;
  }

  /** They are mounted here. */
  void arrive() {
    mountedOn = "exch-b";
    statusHere = "Mounted";
  }

  @Override
  public Sighting copies() {
    hangUntil.ifPresent(World::hang);
    Sighting read = seen.of(Guard.DATABASES, true, reading());
    Moment begun = read.ended().plus(takes.negated());
    return new Sighting.Seen(begun, read.ended(), reading());
  }

  @Override
  public Sighting quorum() {
    return seen.of(Guard.QUORUM, true, new Note("quorum yes"));
  }

  private DagReading reading() {
    List<Copy> copies = new ArrayList<>();
    for (String database : List.of("Archive", second)) {
      boolean there = mountedOn.equals("exch-a");
      copies.add(copy(database, "EXCH-A", there ? "Mounted" : "ServiceDown"));
      copies.add(copy(database, "EXCH-B", statusHere));
    }
    return new DagReading(copies);
  }

  private Copy copy(String database, String server, String status) {
    return new Copy(
        database,
        server,
        status,
        Optional.of(mountedOn),
        false,
        OptionalLong.of(0),
        OptionalLong.of(0),
        "Healthy",
        copyError);
  }
}
