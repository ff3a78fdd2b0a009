package casfailover.simulation;

import static casfailover.simulation.Agenda.MILLI;

import casfailover.keep.Effect;
import casfailover.keep.Input;
import casfailover.sight.Moment;
import casfailover.takeover.Presence;
import java.time.Duration;
import java.util.Optional;

/**
 * The programs that an agent starts to look at the address, to change it and to announce it: those
 * that look and change run one after the other.
 */
final class AddressPrograms {

  private final World world;
  private final Machine machine;
  private final KernelAddress address;
  private int generation;
  private int announcement;
  private long free;
  private boolean fail;
  private long delay;

  AddressPrograms(World world, Machine machine) {
    this.world = world;
    this.machine = machine;
    this.address = machine.address;
  }

  /** Whatever runs is ended. */
  void end() {
    generation++;
  }

  /** What an agent before this one began is ended, and nothing is in line. */
  void start() {
    generation++;
    free = world.now();
  }

  // ---- What is wrong with them

  /** Whether they fail: always when they change something, now and then when they look. */
  void fail(boolean fails) {
    fail = fails;
  }

  /** How much longer a change of the address takes than it should. */
  void delay(long time) {
    delay = time;
  }

  boolean areSound() {
    return !fail && delay == 0;
  }

  // ---- Looking at the address

  void inspect() {
    inOrder(world.about(3 * MILLI), () -> machine.agent.feed(new Input.Found(presence())));
  }

  /** One thing after the other; what waits in line is begun by the process. */
  private void inOrder(long takes, Runnable ends) {
    long wait = Math.max(0, free - world.now());
    free = world.now() + wait + takes;
    machine.process.later(wait + takes, ends);
  }

  private Presence presence() {
    return fail && world.chance.nextInt(2) == 0
        ? new Presence.Unknown("ip: no such file")
        : address.presence();
  }

  // ---- Changing it

  void apply(Effect.Apply change) {
    world.audit.wants(machine, change);
    if (machine.dies(step(change), Trap.Cut.BEFORE)) {
      return;
    }
    long takes = MILLI + world.about(4 * MILLI);
    if (free <= world.now()) {
      begin(change, takes);
    } else {
      inOrder(0, () -> begin(change, takes));
    }
  }

  private static String step(Effect.Apply change) {
    return change instanceof Effect.Add
        ? "add"
        : change instanceof Effect.Renew ? "renew" : "delete";
  }

  /** Whoever begins looks at the clock and at the interface; the program that changes runs then. */
  private void begin(Effect.Apply change, long takes) {
    boolean late = isLate(change) && world.parts.mindsTheTime();
    boolean there = address.isThere();
    boolean refused =
        (change instanceof Effect.Add && there)
            || (change instanceof Effect.Renew && !there && world.parts.mindsTheTime());
    if (change instanceof Effect.Delete) {
      silence();
    }
    long whole = takes + delay;
    long deadline = machine.setup().oneAdd().toMillis() * MILLI;
    boolean ended = change instanceof Effect.Add && whole > deadline;
    long ends = ended ? deadline : whole;
    free = Math.max(world.now(), free) + ends;
    int asker = machine.process.life();
    int mine = generation;
    Runnable end = () -> end(asker, change, late, refused || ended);
    world.agenda.in(
        ends,
        () -> {
          if (mine != generation) {
            return;
          }
          if (machine.up()) {
            end.run();
          } else {
            machine.process.onceAwake(end);
          }
        });
  }

  private boolean isLate(Effect.Apply change) {
    Optional<Moment> latest =
        change instanceof Effect.Add add
            ? Optional.of(add.notAfter())
            : change instanceof Effect.Renew renew
                ? Optional.of(renew.notAfter())
                : Optional.empty();
    return latest.filter(at -> machine.now().since(at).compareTo(Duration.ZERO) > 0).isPresent();
  }

  /**
   * The program that changes is one of its own: it runs on while the agent stands still, and when
   * it is killed. Before the next agent starts it is ended.
   */
  private void end(int asker, Effect.Apply change, boolean late, boolean refused) {
    boolean gone = change instanceof Effect.Delete && presence() instanceof Presence.Absent;
    if (late || refused || (fail && !gone)) {
      String step = step(change);
      world.trace.note(world.now(), machine.name, step + " fails", () -> late ? "too late" : "");
      world.coverage.count(late ? step + " too late" : step + " failed");
      done(asker, change, new Input.Result.Failed(late ? "too late" : "exit code 2"));
      return;
    }
    change(asker, change);
  }

  private void change(int asker, Effect.Apply change) {
    String step = step(change);
    if (change instanceof Effect.Add add) {
      address.give(add.lifetime());
    } else if (change instanceof Effect.Renew renew) {
      address.give(renew.lifetime());
    } else {
      address.remove();
    }
    if (change instanceof Effect.Renew) {
      world.trace.pass(world.now(), 200);
    } else {
      world.trace.note(world.now(), machine.name, step + "s the address", () -> "");
    }
    world.audit.changed(machine, change);
    if (asker != machine.process.life()) {
      world.coverage.count(step + " after the agent's end");
    } else if (!machine.dies(step, Trap.Cut.AFTER)) {
      done(asker, change, new Input.Result.Verified());
    }
  }

  private void done(int asker, Effect.Apply change, Input.Result result) {
    machine.process.inLife(
        asker,
        () -> {
          world.audit.done(machine, change, result);
          machine.agent.feed(new Input.Done(change, result));
        });
  }

  // ---- Announcing it

  void announce() {
    if (machine.dies("announce", Trap.Cut.BEFORE)) {
      return;
    }
    world.audit.announces(machine);
    int mine = ++announcement;
    machine.process.later(0, () -> tell(mine));
    machine.dies("announce", Trap.Cut.AFTER);
  }

  private void tell(int mine) {
    boolean tells = mine == announcement && address.isThere() && machine.up();
    if (tells && world.wire.open(machine.place, Place.CLIENT)) {
      world.wire.clientLearns(machine.index);
    }
  }

  /** Nothing more is announced. */
  void silence() {
    announcement++;
  }
}
