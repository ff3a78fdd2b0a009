package casfailover.keep;

import casfailover.pair.Timing;
import java.time.Duration;

/** Times that differ a little from the usual ones. */
final class Timings {

  private Timings() {}

  /** Those that are held against take_wait are as long as it needs. */
  static Timing of(int lease, int dagMaxAge, Duration remindEvery) {
    Timing usual = Timing.DEFAULT;
    return new Timing(
        usual.limit(),
        usual.pingInterval(),
        usual.pingDeadline(),
        usual.tick(),
        Duration.ofSeconds(lease),
        Duration.ofSeconds(dagMaxAge),
        usual.evidenceMaxAge(),
        usual.grant(),
        usual.standDown(),
        Duration.ofSeconds(60),
        Duration.ofSeconds(200),
        usual.dagPatience(),
        remindEvery);
  }

  /** Evidence may be older than usual. */
  static Timing withEvidence(Duration evidenceMaxAge) {
    Timing usual = Timing.DEFAULT;
    return new Timing(
        usual.limit(),
        usual.pingInterval(),
        usual.pingDeadline(),
        usual.tick(),
        usual.lease(),
        usual.dagMaxAge(),
        evidenceMaxAge,
        usual.grant(),
        usual.standDown(),
        usual.peerUpHold(),
        usual.coolDown(),
        usual.dagPatience(),
        usual.remindEvery());
  }
}
