package casfailover.nrpe;

/**
 * What a command answers.
 *
 * @param code 0 OK, 1 WARNING, 2 CRITICAL, 3 UNKNOWN; anything else becomes 3, since check_nrpe
 *     exits with whatever it is sent, and asks a second time after -1
 * @param text the output, one line or several
 */
public record Reply(int code, String text) {

  /** The code of an answer that is none. */
  public static final int UNKNOWN = 3;

  public Reply {
    code = code < 0 || code > UNKNOWN ? UNKNOWN : code;
  }

  /** An answer that is none, with the reason. */
  public static Reply unknown(String text) {
    return new Reply(UNKNOWN, text);
  }

  /** The reply as the C daemon would send it: without its last newline, and never empty. */
  Reply asSent() {
    String shorter = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    return shorter.isEmpty() ? unknown("NRPE: Unable to read output") : new Reply(code, shorter);
  }
}
