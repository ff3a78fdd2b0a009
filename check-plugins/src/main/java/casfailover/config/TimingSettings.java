package casfailover.config;

import casfailover.pair.Timing;
import java.time.Duration;
import java.util.List;

/** Reads the times, and whether they can work together. */
final class TimingSettings {

  /** The settings that {@code take_wait} is made of, and the ones that are held against it. */
  private static final List<String> ALL =
      List.of("lease", "dag_max_age", "limit", "ping_interval", "ping_deadline", "tick");

  private TimingSettings() {}

  /** The times; relations are checked only among times that could all be read. */
  static Timing read(Values values, Platform platform, Findings findings) {
    int before = findings.problemCount();
    Timing usual = platform.timing();
    Timing timing =
        new Timing(
            values.get("limit", Syntax::limit, usual.limit()),
            time(values, "ping_interval", usual.pingInterval()),
            time(values, "ping_deadline", usual.pingDeadline()),
            time(values, "tick", usual.tick()),
            values.get("lease", Syntax::wholeSeconds, usual.lease()),
            time(values, "dag_max_age", usual.dagMaxAge()),
            time(values, "evidence_max_age", usual.evidenceMaxAge()),
            time(values, "grant", usual.grant()),
            time(values, "stand_down", usual.standDown()),
            time(values, "peer_up_hold", usual.peerUpHold()),
            time(values, "cool_down", usual.coolDown()),
            time(values, "dag_patience", usual.dagPatience()),
            time(values, "remind_every", usual.remindEvery()));
    if (findings.problemCount() == before) {
      checkRelations(values, timing);
      checkAdd(values, timing, platform.add());
    }
    return timing;
  }

  private static Duration time(Values values, String name, Duration usual) {
    return values.get(name, Syntax::duration, usual);
  }

  private static void checkRelations(Values values, Timing timing) {
    Duration takeWait = timing.takeWait();
    if (timing.peerUpHold().compareTo(takeWait) < 0) {
      atLeast(values, "peer_up_hold", timing.peerUpHold(), "take_wait", takeWait);
    }
    Duration four = takeWait.multipliedBy(4);
    if (timing.coolDown().compareTo(four) < 0) {
      atLeast(values, "cool_down", timing.coolDown(), "4 x take_wait", four);
    }
    if (timing.evidenceMaxAge().compareTo(timing.lease()) >= 0) {
      values.problem(
          culprit(values, "evidence_max_age"),
          is(values, "evidence_max_age")
              + Spell.time(timing.evidenceMaxAge())
              + " and must be shorter than lease, which is "
              + Spell.time(timing.lease())
              + ": shorten it");
    }
  }

  /** The lease runs while the address is being added. */
  private static void checkAdd(Values values, Timing timing, Duration add) {
    if (timing.lease().compareTo(add) < 0) {
      values.problem(
          "lease",
          "is "
              + Spell.time(timing.lease())
              + " and must not be shorter than one add of the address takes here, up to "
              + Spell.time(add)
              + ": set lease="
              + (add.toSeconds() + 2)
              + "s or more");
    }
  }

  private static void atLeast(
      Values values, String name, Duration is, String bound, Duration least) {
    values.problem(
        culprit(values, name),
        is(values, name)
            + Spell.time(is)
            + " and must be at least "
            + bound
            + ", which is "
            + Spell.time(least)
            + ": set "
            + name
            + "="
            + least.plusMillis(999).toSeconds()
            + "s or more, or shorten what take_wait is made of (lease, dag_max_age)");
  }

  /** The name stands before each message; it is said again only where that is another one. */
  private static String is(Values values, String name) {
    return culprit(values, name).equals(name) ? "is " : name + " is ";
  }

  /** The setting to point at: the short one, or what made the other too long. */
  private static String culprit(Values values, String name) {
    if (values.isSet(name)) {
      return name;
    }
    return ALL.stream().filter(values::isSet).findFirst().orElse(name);
  }
}
