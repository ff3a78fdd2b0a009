package casfailover.order;

/** What a person tells a server to do. */
public sealed interface Order {

  /** Who ordered it, and what that person said of it. */
  Who who();

  /**
   * A person, as the monitoring system or the command line names one.
   *
   * @param author at most 64 characters, none of them a control character; empty if not told
   * @param comment at most 500 characters, none of them a control character; empty if not told
   */
  record Who(String author, String comment) {
    public static final Who NOBODY = new Who("", "");

    public Who {
      author = inert(author, 64);
      comment = inert(comment, 500);
    }

    private static String inert(String text, int most) {
      String plain = text.replaceAll("[\\p{Cc}\\p{Cf}\\u2028\\u2029]", " ").strip();
      return plain.length() <= most
          ? plain
          : plain.substring(0, plain.offsetByCodePoints(0, plain.codePointCount(0, most - 1)));
    }
  }

  /** Take the address, also against a pause, a downtime, the monitor's view and the cool-down. */
  record Take(Who who, boolean evenIfDatabases) implements Order {}

  /** Let the address go, and do not take it back by yourself. */
  record Release(Who who) implements Order {}

  /** Take and move nothing by yourself. */
  record Pause(Who who) implements Order {}

  /** Act by yourself from now on. */
  record Resume(Who who) implements Order {}
}
