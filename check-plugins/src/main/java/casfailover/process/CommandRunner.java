package casfailover.process;

/** Runs programs of the system, one child process each. */
public interface CommandRunner {

  /**
   * Runs a program and waits for its end, which comes within its deadline and at most half a second
   * for its last output. An interrupt ends the program and stays set.
   */
  Ended run(Command command);

  /**
   * Starts a program that is listened to while it runs. A program that cannot be started is told to
   * the listener before this returns.
   */
  Child start(Command command, LineListener listener);
}
