package casfailover.simulation;

import static casfailover.simulation.Agenda.MILLI;
import static casfailover.simulation.Agenda.SECOND;

import casfailover.decide.Event;
import casfailover.decide.Event.Level;
import casfailover.decide.Event.State;
import casfailover.decide.Event.StateType;
import casfailover.decide.Event.Subject;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A monitor that checks both servers each second and calls the event handler when a state changes:
 * two SOFT states, then a HARD one, then the recovery. Its calls may be lost, late or doubled.
 */
final class Monitor {

  private static final int HARD = 3;

  /** How it stands about one service or host. */
  private static final class Problem {
    private int attempts;
    private int number;
  }

  private final World world;
  private final List<Map<Subject, Problem>> problems = List.of(all(), all());
  private final boolean[] downtime = new boolean[2];
  private final boolean[] reaches = {true, true};
  private int numbers;
  private boolean up;
  private int lost;
  private int twice;
  private long late;

  Monitor(World world) {
    this.world = world;
    this.up = !world.site.selfWatch();
    world.agenda.in(world.chance.nextInt(1_000_000), this::poll);
  }

  private static Map<Subject, Problem> all() {
    Map<Subject, Problem> all = new EnumMap<>(Subject.class);
    for (Subject subject : Subject.values()) {
      all.put(subject, new Problem());
    }
    return all;
  }

  /** It forgets what it saw, and begins anew. */
  void restart() {
    up = false;
    world.agenda.in(
        500 * MILLI + world.about(SECOND),
        () -> {
          up = !world.site.selfWatch();
          if (world.chance.nextInt(2) == 0) {
            problems.forEach(of -> of.values().forEach(problem -> problem.attempts = 0));
          }
        });
  }

  /** In per cent. */
  void loses(int share) {
    lost = share;
  }

  /** In per cent. */
  void doubles(int share) {
    twice = share;
  }

  void delays(long most) {
    late = most;
  }

  void downtime(int server, boolean set) {
    downtime[server] = set;
  }

  boolean downtime(int server) {
    return downtime[server];
  }

  /** Whether it says that a server is down. */
  boolean reportsDown(int server) {
    return !reaches[server];
  }

  void heal() {
    lost = 0;
    twice = 0;
    late = 0;
    downtime[0] = false;
    downtime[1] = false;
  }

  private void poll() {
    world.agenda.in(SECOND, this::poll);
    if (!up) {
      return;
    }
    for (int server = 0; server < 2; server++) {
      Machine m = world.machines[server];
      reaches[server] = m.up() && world.wire.both(Place.MONITOR, m.place);
    }
    for (int server = 0; server < 2; server++) {
      Machine m = world.machines[server];
      if (reaches[server] && m.lively()) {
        m.agent.polled(level(server));
        boolean peerServes = world.servesFor(m, m.other());
        check(server, Subject.PEER, peerServes);
        check(server, Subject.CAS_IP, m.hasAddress() || m.other().hasAddress());
      }
      check(server, Subject.HOST, reaches[1 - server]);
    }
  }

  private Level level(int server) {
    return new Level(
        downtime[server],
        Optional.of(reaches[1 - server] ? State.UP : State.DOWN),
        Optional.of(Duration.ofMillis(300)));
  }

  private void check(int server, Subject subject, boolean well) {
    Problem problem = problems.get(server).get(subject);
    int before = problem.attempts;
    boolean host = subject == Subject.HOST;
    if (well && before > 0) {
      problem.attempts = 0;
      State state = host ? State.UP : State.OK;
      call(
          server, subject, state, before < HARD ? StateType.SOFT : StateType.HARD, problem, before);
    } else if (!well && before < HARD) {
      problem.attempts = before + 1;
      problem.number = before == 0 ? ++numbers : problem.number;
      State state = host ? State.DOWN : State.CRITICAL;
      StateType type = before + 1 == HARD ? StateType.HARD : StateType.SOFT;
      call(server, subject, state, type, problem, before + 1);
    }
  }

  private void call(
      int server, Subject subject, State state, StateType type, Problem problem, int attempt) {
    Event event =
        new Event(
            "monitor",
            subject,
            state,
            type,
            Integer.toString(attempt),
            Integer.toString(problem.number),
            level(server));
    if (world.chance.nextInt(100) < lost) {
      world.coverage.count("event lost");
      return;
    }
    deliver(server, event, world.about(10 * MILLI) + (late > 0 ? world.about(late) : 0));
    if (world.chance.nextInt(100) < twice) {
      world.coverage.count("event doubled");
      deliver(server, event, world.about(500 * MILLI));
    }
  }

  private void deliver(int server, Event event, long time) {
    world.agenda.in(
        time,
        () -> {
          Machine m = world.machines[server];
          if (m.up() && m.runs() && world.wire.both(Place.MONITOR, m.place)) {
            world.trace.note(
                world.now(),
                m.name,
                "hears",
                () -> event.subject() + " " + event.state() + " " + event.type());
            m.agent.hear(event);
          }
        });
  }
}
