package casfailover.keep;

import casfailover.pair.Timing;
import casfailover.sight.Moment;
import casfailover.sight.PeerReport;
import java.time.Duration;
import java.util.Optional;

/**
 * The settings, and what the two servers may count on from each other while they are exchanged.
 *
 * <p>The peer waits as long as its own settings say, and it may still go by ours of before: until
 * it says that it has the same ones, a holder keeps to the shorter of all times it ever told of,
 * and a taker waits the longest. The peer in turn trusts our new times as soon as it hears of them,
 * so they are told only when the address lives by them: after the first renewal that a shorter
 * lease begins with.
 */
final class Pledge {

  private Setup setup;
  private Timing kept;
  private Duration takeWait;
  private String told;
  private Optional<Before> before = Optional.empty();
  private Optional<Moment> peerBackBy = Optional.empty();

  /** What a holder kept to until a reload. */
  private record Before(Timing kept, Moment end) {}

  Pledge(Setup setup) {
    this.setup = setup;
    this.kept = setup.timing();
    this.takeWait = setup.timing().takeWait();
    this.told = setup.settings();
  }

  /** The newest settings. */
  Setup setup() {
    return setup;
  }

  void reload(Setup changed, Moment now) {
    if (before.filter(b -> now.since(b.end()).isNegative()).isEmpty()) {
      before = Optional.of(new Before(kept, now.plus(kept.grace())));
    }
    setup = changed;
    kept = changed.timing().noLongerThan(kept);
    takeWait = longer(takeWait, changed.timing().takeWait());
  }

  /** The peer said by which settings it goes. */
  void heard(PeerReport report) {
    if (report.settings().equals(setup.settings()) && told.equals(setup.settings())) {
      kept = setup.timing();
      takeWait = setup.timing().takeWait();
    }
  }

  /** What a holder keeps to, and how closely both servers look meanwhile. */
  Timing kept() {
    return kept;
  }

  /** How long a taker waits. */
  Duration takeWait() {
    return takeWait;
  }

  /** The peer restarts: until then its address may live without it. */
  void peerBackBy(Moment then) {
    peerBackBy = Optional.of(then);
  }

  void peerIsBack() {
    peerBackBy = Optional.empty();
  }

  /** To when the address of a peer that restarts may live without it. */
  Optional<Moment> peerBackBy() {
    return peerBackBy;
  }

  /**
   * What the holder kept to until a moment ago, for one whose sightings were young enough until
   * then: new ones need that moment to come.
   */
  Optional<Timing> keptBefore(Moment now) {
    return before.filter(b -> now.since(b.end()).isNegative()).map(Before::kept);
  }

  /** What was seen is young enough by the newest settings. */
  void settle() {
    before = Optional.empty();
  }

  /** The address is not here and lives by nothing. */
  void free() {
    settle();
    told = setup.settings();
  }

  /**
   * The address is here.
   *
   * @param lifetime the longest lifetime that it may have
   */
  void bind(Duration lifetime, Moment now) {
    if (keptBefore(now).isEmpty() && lifetime.compareTo(kept.lease()) <= 0) {
      told = setup.settings();
    }
  }

  /** By which settings the peer is told that we go. */
  String told() {
    return told;
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) >= 0 ? a : b;
  }
}
