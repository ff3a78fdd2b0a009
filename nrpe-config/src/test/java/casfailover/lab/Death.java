package casfailover.lab;

import casfailover.lab.CrashPoint.Side;

/** Ends this process at a crash point as kill -9 does: nothing is flushed, nobody is told. */
public final class Death {

  /** The exit code of a process that kill -9 ended. */
  public static final int CODE = 137;

  private final CrashPoint point;
  private int seen;

  /** A death at a point. */
  public Death(CrashPoint point) {
    this.point = point;
  }

  /** Something that the disk does. */
  @FunctionalInterface
  public interface Work<E extends Exception> {
    void run() throws E;
  }

  /** Does a step, unless it is time to die. */
  public <E extends Exception> void around(String step, Work<E> work) throws E {
    boolean now = comes(step);
    if (now && point.side() == Side.BEFORE) {
      die();
    }
    work.run();
    if (now && point.side() == Side.BEHIND) {
      die();
    }
  }

  /** The same for a step that may end by half. */
  public <E extends Exception> void around(String step, Work<E> half, Work<E> whole) throws E {
    boolean now = comes(step);
    if (now && point.side() == Side.BEFORE) {
      die();
    }
    if (now && point.side() == Side.WITHIN) {
      half.run();
      die();
    }
    whole.run();
    if (now && point.side() == Side.BEHIND) {
      die();
    }
  }

  private synchronized boolean comes(String step) {
    return step.equals(point.step()) && ++seen == point.time();
  }

  private void die() {
    System.err.println("dies " + point);
    System.err.flush();
    Runtime.getRuntime().halt(CODE);
  }
}
