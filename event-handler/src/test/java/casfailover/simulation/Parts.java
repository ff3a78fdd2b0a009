package casfailover.simulation;

import casfailover.journal.Recollection;

/** What a world is made of; a planted defect changes one of these. */
class Parts {

  /** What thinks in an agent that starts. */
  Brain brain(Machine machine, Recollection memory) {
    return Brain.of(machine.setup(), memory, machine.now());
  }

  /** Whether whoever adds or renews looks at the clock and at the interface before. */
  boolean mindsTheTime() {
    return true;
  }

  /** Whether the disks say that they forced what they did not. */
  boolean diskForgets() {
    return false;
  }
}
