package casfailover.nrpe;

/** What came of asking a server. */
public sealed interface Answer {

  /** The server answered. */
  record Answered(Reply reply) implements Answer {}

  /**
   * No answer came, or none that can be read. Whether the command was begun is not known.
   *
   * @param why who was asked, and what came instead
   */
  record NoAnswer(String why) implements Answer {}
}
