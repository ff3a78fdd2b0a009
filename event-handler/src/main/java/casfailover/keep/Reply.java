package casfailover.keep;

/**
 * What a caller is told.
 *
 * @param outcome how it ended
 * @param text one sentence for a person, without the outcome's word
 */
public record Reply(Outcome outcome, String text) {

  /** How an action ended. */
  public enum Outcome {
    /** It is as it was asked to be. */
    DONE(0),
    /** It was so before, and nothing had to be done for it; people are told that it is done. */
    ALREADY(0),
    /** It was heard, and something keeps it from happening now. */
    HELD(0),
    /** It was tried and did not work. */
    FAILED(2),
    /** It will not be done. */
    REFUSED(2);

    private final int code;

    Outcome(int code) {
      this.code = code;
    }

    /** The return code on the wire of NRPE. */
    public int code() {
      return code;
    }

    /** The word that people and monitors read. */
    public String word() {
      return this == ALREADY ? DONE.name() : name();
    }
  }

  /** The whole line for people, the outcome's word first. */
  public String line() {
    return outcome.word() + " " + text;
  }

  /** The same for the other agent, which knows every outcome. */
  public String lineForPeer() {
    return outcome + " " + text;
  }
}
