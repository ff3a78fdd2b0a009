package casfailover.simulation;

import static casfailover.simulation.Agenda.MILLI;
import static casfailover.simulation.Agenda.SECOND;

import casfailover.sight.Guard;
import casfailover.sight.Moment;
import casfailover.sight.Sighting;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** How the agent of one server looks around, and what is wrong with its ways of looking. */
final class Looks {

  private final World world;
  private final Machine machine;
  private final Map<Guard, Ailment> ailments = new EnumMap<>(Guard.class);
  private final boolean[] pingMissed = new boolean[2];
  private Optional<Moment> pinged = Optional.empty();

  Looks(World world, Machine machine) {
    this.world = world;
    this.machine = machine;
  }

  // ---- What is wrong with them

  void ail(Guard guard, Ailment how) {
    if (how == Ailment.NONE) {
      ailments.remove(guard);
    } else {
      ailments.put(guard, how);
    }
  }

  void heal() {
    ailments.clear();
  }

  boolean areSound() {
    return ailments.isEmpty();
  }

  /** Whether something is wrong with one of them. */
  boolean ails(Guard guard) {
    return ailments.containsKey(guard);
  }

  /** Whether what tells of the databases and of quorum says that both are here. */
  boolean tellLies() {
    return ailments.get(Guard.DATABASES) == Ailment.LIES
        || ailments.get(Guard.QUORUM) == Ailment.LIES;
  }

  // ---- Pings

  /** An agent that starts begins to ping. */
  void start() {
    pinged = Optional.empty();
    ping();
  }

  /** A ping that was answered is told at once, one that was missed an interval later. */
  private void ping() {
    Moment before = pinged.orElse(machine.now());
    ping(Guard.PEER_PING, 0, world.pings(machine), before);
    if (machine.runs()) {
      ping(Guard.GATEWAY_PING, 1, world.reachesGateway(machine), before);
    }
    pinged = Optional.of(machine.now());
    machine.process.later(machine.timing().pingInterval().toNanos() / 1000, this::ping);
  }

  private void ping(Guard guard, int number, boolean answers, Moment before) {
    Moment now = machine.now();
    if (ails(guard)) {
      saw(guard, new Sighting.Unknown(now, now, "ping does not run"));
      return;
    }
    if (answers) {
      saw(guard, new Sighting.Seen(now, now, World.ANSWERED));
    } else if (pingMissed[number]) {
      saw(guard, new Sighting.Silent(before, now, World.MISSED));
    }
    pingMissed[number] = !answers;
  }

  private void saw(Guard guard, Sighting sighting) {
    machine.agent.saw(guard, sighting);
  }

  // ---- Looks that the keeper asks for

  void at(Guard guard) {
    Moment begun = machine.now();
    boolean exchange = guard == Guard.DATABASES || guard == Guard.QUORUM;
    Ailment ailment = ailments.getOrDefault(guard, Ailment.NONE);
    switch (ailment) {
      case UNKNOWN -> unknown(guard, begun, world.about(20 * MILLI), "it cannot be asked");
      case HANGS -> unknown(guard, begun, exchange ? 8 * SECOND : 2 * SECOND, "no answer in time");
      case SLOW -> answered(guard, begun, world.about((exchange ? 1500 : 500) * MILLI), ailment);
      case LIES, NONE -> answered(guard, begun, 0, ailment);
    }
  }

  private void unknown(Guard guard, Moment begun, long takes, String why) {
    machine.process.later(takes, () -> saw(guard, new Sighting.Unknown(begun, machine.now(), why)));
  }

  /** What is true on the way there is told on the way back. */
  private void answered(Guard guard, Moment begun, long longer, Ailment ailment) {
    boolean exchange = guard == Guard.DATABASES || guard == Guard.QUORUM;
    long way =
        switch (guard) {
          case WIRE -> 90 * MILLI;
          case DATABASES -> world.about(40 * MILLI);
          default -> world.about(6 * MILLI);
        };
    world.agenda.in(
        longer + way,
        () -> {
          Sight answer =
              ailment == Ailment.LIES ? world.lie(machine, guard) : world.answer(machine, guard);
          Sight sight = machine.up() ? answer : Sight.SILENT;
          boolean quick = sight.kind() != Sight.Kind.SILENT || guard == Guard.WIRE || exchange;
          machine.process.later(
              quick ? way : 300 * MILLI, () -> saw(guard, sight.at(begun, machine.now())));
        });
  }
}
