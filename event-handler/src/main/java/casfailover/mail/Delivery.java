package casfailover.mail;

import java.util.Set;

/** How one attempt to deliver a letter ended. */
public sealed interface Delivery {

  /** A server has accepted the letter for everybody who did not have it yet. */
  record Delivered(String host) implements Delivery {}

  /**
   * A server was spoken to and would not take the letter for everybody now.
   *
   * @param why what it answered
   * @param reached the recipients for whom the letter was accepted
   */
  record Deferred(String why, Set<String> reached) implements Delivery {
    public Deferred {
      reached = Set.copyOf(reached);
    }
  }

  /**
   * Every server was asked, and none will ever take the letter for everybody.
   *
   * @param why what the last one answered
   * @param reached the recipients for whom the letter was accepted
   */
  record Rejected(String why, Set<String> reached) implements Delivery {
    public Rejected {
      reached = Set.copyOf(reached);
    }
  }

  /** No server got as far as judging a letter: another letter would fare no better. */
  record NoServer(String why) implements Delivery {}
}
