package casfailover.order;

import casfailover.pair.FreeText;

/** What a person tells a server to do. */
public sealed interface Order {

  /** Who ordered it, and what that person said of it. */
  Who who();

  /**
   * A person, as the monitoring system or the command line names one.
   *
   * @param author inert and at most 64 characters; empty if not told
   * @param comment inert and at most 500 characters; empty if not told
   */
  record Who(String author, String comment) {
    public static final Who NOBODY = new Who("", "");

    public Who {
      author = FreeText.line(author, 64);
      comment = FreeText.line(comment, 500);
    }
  }

  /** Take the address, also against a pause, a downtime, the monitor's view and the cool-down. */
  record Take(Who who, boolean evenIfDatabases) implements Order {}

  /** Let the address go, and do not take it back by yourself. */
  record Release(Who who) implements Order {}

  /**
   * Move the address to a server by a handover between the two agents; now, or not at all.
   *
   * @param server the name of the server that is to have it
   * @param dryRun only say what would be done
   */
  record Failback(Who who, String server, boolean dryRun) implements Order {}

  /** Hand the address to the other server, if it is here. */
  record Evacuate(Who who) implements Order {}

  /** Take and move nothing by yourself. */
  record Pause(Who who) implements Order {}

  /** Your process will be restarted in a moment: keep the address meanwhile. */
  record BackSoon(Who who) implements Order {}

  /**
   * The address is meant to be where it is.
   *
   * @param server the server that has it, as the pair names it
   */
  record Keep(Who who, String server) implements Order {}

  /** What is wrong with the address was seen: no more reminders. */
  record Acknowledge(Who who) implements Order {}

  /**
   * Act by yourself from now on.
   *
   * @param evenIfScript also if nobody can tell whether the script of 2010 still runs here
   */
  record Resume(Who who, boolean evenIfScript) implements Order {
    public Resume(Who who) {
      this(who, false);
    }
  }
}
