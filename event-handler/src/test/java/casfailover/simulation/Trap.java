package casfailover.simulation;

/** A crash that waits for a step of the agent. */
final class Trap {

  /** Where in a step the crash falls. */
  enum Cut {
    BEFORE("before"),
    /** In the middle of a write. */
    TORN("in the middle of"),
    AFTER("after");

    private final String text;

    Cut(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }
  }

  private final String step;
  private final Cut cut;
  private final boolean power;
  private final long back;
  private int left;

  /**
   * A trap.
   *
   * @param step the step it waits for; empty for any
   * @param number how many of those are passed by before
   * @param power whether the machine loses its power, and not only its agent
   * @param back after what time it starts again
   */
  Trap(String step, int number, Cut cut, boolean power, long back) {
    this.step = step;
    this.cut = cut;
    this.power = power;
    this.back = back;
    this.left = number;
  }

  boolean reaches(String reached, Cut where) {
    return where == cut && (step.isEmpty() || step.equals(reached)) && left-- == 0;
  }

  boolean power() {
    return power;
  }

  long back() {
    return back;
  }
}
