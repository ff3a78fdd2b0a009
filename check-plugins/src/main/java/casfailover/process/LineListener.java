package casfailover.process;

/**
 * Hears what a {@link Child} prints. Called on a thread of the child, one call at a time, and must
 * not block it for long.
 */
public interface LineListener {

  /** One line of its output, without the end of line. */
  void line(String line);

  /**
   * It is gone; no line follows. Its output is not repeated here, of its errors the last part is.
   */
  void ended(Ended how);
}
