package casfailover.simulation;

import java.util.ArrayList;
import java.util.List;

/** The process of an agent: one life after the other, in each of which it may stand still. */
final class AgentProcess {

  private final World world;
  private final Machine machine;
  private boolean runs;
  private int life;
  private long frozenUntil;
  private List<Runnable> backlog = new ArrayList<>();

  AgentProcess(World world, Machine machine) {
    this.world = world;
    this.machine = machine;
  }

  boolean runs() {
    return runs;
  }

  /** Which of its lives this is, counted. */
  int life() {
    return life;
  }

  void start() {
    life++;
    runs = true;
    frozenUntil = 0;
    backlog = new ArrayList<>();
  }

  void end() {
    life++;
    runs = false;
    backlog = new ArrayList<>();
  }

  void freeze(long time) {
    frozenUntil = Math.max(frozenUntil, world.now() + time);
  }

  boolean isFrozen() {
    return world.now() < frozenUntil;
  }

  /** Whether it stands still, by itself or with its machine. */
  boolean isHalted() {
    return isFrozen() || machine.isAsleep();
  }

  /** What waited for it happens, unless something else still halts it. */
  void wake() {
    if (isHalted()) {
      return;
    }
    List<Runnable> waited = backlog;
    backlog = new ArrayList<>();
    waited.forEach(Runnable::run);
  }

  /** Something that it does after a time, if it lives then and stands not still. */
  void later(long time, Runnable what) {
    int mine = life;
    world.agenda.in(time, () -> inLife(mine, what));
  }

  /** Something that it does now, or once it stands still no more. */
  void now(Runnable what) {
    inLife(life, what);
  }

  /** The same, for something that began in one of its lives and is nothing to another. */
  void inLife(int which, Runnable what) {
    if (which != life) {
      return;
    }
    if (isHalted()) {
      backlog.add(() -> inLife(which, what));
    } else {
      what.run();
    }
  }

  /** Something of another process, which stands still as long as this one. */
  void onceAwake(Runnable what) {
    backlog.add(what);
  }
}
