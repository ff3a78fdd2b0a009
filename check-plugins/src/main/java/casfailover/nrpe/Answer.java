package casfailover.nrpe;

/** What came of asking a server. */
public sealed interface Answer {

  /** The server answered. */
  record Answered(Reply reply) implements Answer {}

  /**
   * Nobody answered: the connection was refused or did not come about, or no answer came in time.
   *
   * @param why who was asked, and how it ended
   */
  record Nobody(String why) implements Answer {}

  /**
   * It could not be asked, or something came that is no answer. Whether anybody is there, and
   * whether the command was begun, is not known.
   *
   * @param why who was asked, and what came instead
   */
  record NoAnswer(String why) implements Answer {}
}
