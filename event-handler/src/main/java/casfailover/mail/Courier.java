package casfailover.mail;

import java.util.Set;

/** Whoever brings a letter to its recipients. */
public interface Courier {

  /**
   * Tries once, within a bounded time.
   *
   * @param reached the recipients who have the letter from an earlier attempt and must not get it
   *     again
   */
  Delivery deliver(Letter letter, Set<String> reached);
}
