package casfailover.process;

import java.io.IOException;

/** A program that runs beside us and is spoken to and listened to line by line. */
public interface Child {

  /**
   * Writes one line to its input.
   *
   * @throws IOException if it no longer reads
   */
  void say(String line) throws IOException;

  /** Says nothing more: its input ends, as it does when whoever spoke to it is gone. */
  void fallSilent();

  /**
   * Ends it at once, with all that it started. Its listener is told when it is gone; a second call,
   * or one after its end, does nothing.
   */
  void end();
}
