package casfailover.mail;

import casfailover.pair.FreeText;
import java.util.List;

/**
 * What the reader can do next, with the commands in full.
 *
 * @param heading the line above
 * @param lines as they are to be shown, never wrapped: somebody may copy a command from them
 */
public record Advice(String heading, List<String> lines) {

  public Advice {
    heading = FreeText.line(heading);
    lines = lines.stream().map(l -> FreeText.block(l).replace('\n', ' ').stripTrailing()).toList();
  }

  /** After a takeover from the other server: acknowledge, repair, fail back. */
  public static Advice afterTakeover(String self, String peer) {
    return new Advice(
        "Now you:",
        List.of(
            "1. Acknowledge \"CAS IP\" on the dashboard. It ends the reminders and changes nothing"
                + " else.",
            "2. Repair " + peer + ". It will not take the address back by itself.",
            "3. "
                + peer
                + " well, databases back on it: \"CAS IP\", Send custom notification, tick Forced,",
            "   comment  FAILBACK "
                + peer
                + "   (or on either server: cas-event-handler failback --dry-run)",
            "   To stay on " + self + " for good, comment  KEEP " + self));
  }

  /** After a vacant address came home to the server where it belongs: nothing has moved. */
  public static Advice afterVacancy(String self, String peer, String incident) {
    return new Advice(
        "Now you: nothing has moved, and nothing is to be moved back.",
        List.of(
            "see why nobody had it, on " + self + ":  cas-event-handler explain " + incident,
            "see whether " + peer + " is well:  cas-event-handler status"));
  }

  /** While the databases are not here: look at them, take it anyway, or stop it from trying. */
  public static Advice whileDatabasesMissing(String self) {
    return new Advice(
        "Now you, in the Exchange Management Shell on " + self + ":",
        List.of(
            "Get-MailboxDatabaseCopyStatus -Server "
                + self
                + ";  Get-ClusterNode     (no quorum = nothing mounts)",
            "take it in spite of this:  cas-event-handler takeover --even-if databases",
            "stop it from trying:       cas-event-handler pause"));
  }

  /** While anything else holds it back. */
  public static Advice whileWaiting(String self) {
    return new Advice(
        "Now you, on " + self + ":",
        List.of(
            "see what it waits for:  cas-event-handler status",
            "stop it from trying:    cas-event-handler pause"));
  }

  /** While a person's pause holds it back. */
  public static Advice whilePaused(String self) {
    return new Advice(
        "Now you, on " + self + ":",
        List.of(
            "arm it, and it takes the address if this still holds:  cas-event-handler resume",
            "take it once and stay paused:                          cas-event-handler takeover"));
  }

  /** While another machine answers for the address: find it by its hardware address. */
  public static Advice whileAnotherAnswers(String self, String peer) {
    return new Advice(
        "Now you:",
        List.of(
            "1. Find the machine by its hardware address, in the tables of the switches; cut it"
                + " off.",
            "2. If it is " + peer + ": switch it off, or on it: cas-event-handler release",
            "see who answers, on " + self + ":  cas-event-handler status",
            "let it go from here:        cas-event-handler release"));
  }

  /** While nobody outside reaches the address: look whether clients do. */
  public static Advice whileUnreached(String self, String address) {
    return new Advice(
        "Now you:",
        List.of(
            "1. Look whether clients connect to " + address + ".",
            "2. If not: look at the gateway's ARP table, at the switch port of "
                + self
                + " (port security, ARP inspection), and at the cable.",
            "see how it stands, on " + self + ":  cas-event-handler status"));
  }

  /** While no monitor asks: look why. */
  public static Advice whileUnwatched(String self) {
    return new Advice(
        "Now you:",
        List.of(
            "1. Look whether the monitoring system runs, and reaches " + self + ".",
            "2. Look at its service \"CAS failover\" of " + self + ".",
            "who asked when, on " + self + ":  cas-event-handler status"));
  }

  /** After the address was given up. */
  public static Advice afterRelease(String self) {
    return new Advice(
        "Now you, on " + self + ":",
        List.of(
            "see where the address is:  cas-event-handler status",
            "take it back:              cas-event-handler takeover"));
  }
}
