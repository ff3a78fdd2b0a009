package casfailover.program;

/** The exit codes of the programs; {@code check_cas} has those of a plugin. */
final class Exit {

  static final int DONE = 0;
  static final int FAILED = 1;
  static final int USAGE = 2;
  static final int HELD = 3;
  static final int REFUSED = 4;

  /** Another process has the state folder; sysexits.h calls it a temporary failure. */
  static final int LOCKED = 75;

  private Exit() {}
}
