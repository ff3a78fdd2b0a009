package casfailover.agent;

import casfailover.pair.Epoch;
import casfailover.pair.MacAddress;
import casfailover.sight.BackSoon;
import casfailover.sight.Kept;
import casfailover.sight.PeerReport;
import casfailover.sight.PeerReport.Answer;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** exch-a, as far as exch-b can see it. */
final class OtherServer {

  static final MacAddress MAC = new MacAddress("02:42:0a:2a:00:0b");

  volatile boolean pings = true;
  volatile boolean serves = true;
  volatile boolean agent = true;
  volatile PeerReport.Stance stance = PeerReport.Stance.HOLDS;
  volatile Epoch epoch = new Epoch(1, "exch-a");
  volatile String settings = "3f9c21";
  volatile Optional<Kept> kept = Optional.empty();

  /** Whether it waits for whatever restart exch-b announces. */
  volatile boolean waits;

  private final Supplier<BackSoon> announced;

  /**
   * That server, well.
   *
   * @param announced what exch-b's agent tells of its restarts
   */
  OtherServer(Supplier<BackSoon> announced) {
    this.announced = announced;
  }

  /** It is gone at once, with all that ran on it. */
  void die() {
    pings = false;
    serves = false;
    agent = false;
  }

  PeerReport report() {
    return new PeerReport(
        "exch-a",
        stance,
        serves ? Answer.SEEN : Answer.SILENT,
        Answer.SEEN,
        true,
        false,
        epoch,
        epoch,
        true,
        Optional.of(MAC),
        Optional.of(Instant.parse("2026-11-01T05:02:00Z")),
        "home",
        settings,
        "1.0.0",
        waits ? waiting() : BackSoon.NOBODY,
        kept,
        Optional.empty(),
        stance == PeerReport.Stance.HOLDS ? "2026-11-21-1" : "",
        Optional.empty());
  }

  private BackSoon waiting() {
    return new BackSoon(
        Optional.empty(), announced.get().told().map(BackSoon.Announcement::number));
  }
}
