package casfailover.keep;

/**
 * The right of one caller to one answer.
 *
 * @param number counts the callers
 */
public record Ticket(long number) {

  /** Nobody waits: the server told itself. */
  static final Ticket NOBODY = new Ticket(0);
}
