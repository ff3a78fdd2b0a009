package casfailover.mail;

import java.time.Instant;
import java.util.Optional;

/**
 * How the mail does, for reports.
 *
 * @param waiting how many letters wait to be sent
 * @param rejected how many were put aside since no server will take them
 * @param failures how many rounds of sending failed one after the other; 0 when all is well
 * @param lastSuccess when a letter was last delivered since this program started
 * @param lastTrouble what went wrong last since this program started, also when it is over
 */
public record MailState(
    int waiting,
    int rejected,
    int failures,
    Optional<Instant> lastSuccess,
    Optional<Trouble> lastTrouble) {

  /** Whether all mail went out. */
  public boolean allSent() {
    return waiting == 0 && rejected == 0;
  }

  /** How much is left, in one sentence without a full stop, and what keeps it from going out. */
  public String sentence() {
    if (allSent()) {
      return "no mail waits";
    }
    return count(waiting)
        + " still waiting"
        + (rejected > 0 ? ", " + count(rejected) + " refused for good and put aside" : "")
        + lastTrouble.map(trouble -> ": " + trouble.why()).orElse("");
  }

  private static String count(int mails) {
    return mails + (mails == 1 ? " mail" : " mails");
  }

  /**
   * Something that went wrong.
   *
   * @param at when
   * @param why what was tried and what came back
   */
  public record Trouble(Instant at, String why) {}
}
