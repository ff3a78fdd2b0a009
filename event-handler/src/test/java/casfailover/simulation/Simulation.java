package casfailover.simulation;

import java.util.List;
import java.util.Optional;

/** Plays one schedule from its beginning to its end. */
final class Simulation {

  private Simulation() {}

  /**
   * What came of a run.
   *
   * @param schedule what went wrong in it
   * @param broken the rule that was broken, if one was
   * @param hash a number that stands for all that happened
   * @param timeline what happened, line by line, if that was asked for
   */
  record Outcome(
      Schedule schedule, Optional<Auditor.Broken> broken, long hash, List<String> timeline) {}

  static Outcome run(long seed, Parts parts, Coverage coverage) {
    return run(Schedule.of(seed), parts, coverage, false);
  }

  static Outcome run(Schedule schedule, Parts parts, Coverage coverage, boolean readable) {
    Trace trace = new Trace(readable);
    World world = new World(schedule, parts, trace, coverage);
    if (schedule.heals()) {
      world.agenda.at(Schedule.HEALS_AT, world::heal);
    }
    long end = schedule.end();
    long step = Agenda.SECOND;
    for (long at = step; at <= end && world.audit.holds(); at += step) {
      world.run(at);
      if (world.audit.isQuiet() && !schedule.patient()) {
        break;
      }
    }
    if (world.audit.holds()) {
      world.audit.close();
    }
    return new Outcome(schedule, world.audit.broken(), trace.hash(), trace.lines());
  }

  /** The schedule, the timeline and how to see it again, for a person. */
  static String story(long seed, Parts parts) {
    return story(Schedule.of(seed), parts);
  }

  static String story(Schedule schedule, Parts parts) {
    Outcome outcome = run(schedule, parts, new Coverage(), true);
    StringBuilder text = new StringBuilder();
    text.append('\n');
    outcome
        .broken()
        .ifPresent(b -> text.append(b.rule()).append(": ").append(b.how()).append('\n'));
    text.append(outcome.schedule()).append('\n');
    outcome.timeline().forEach(line -> text.append(line).append('\n'));
    text.append("\nagain: ").append(command(schedule.seed())).append('\n');
    return text.toString();
  }

  static String command(long seed) {
    return "mvn -pl event-handler -am test -Dtest='*Simulation*' -Dsimulation.seed="
        + seed
        + " -Dsimulation.seeds=1";
  }
}
