package casfailover.order;

import casfailover.decide.Event;

/** What the words of an action became. */
public sealed interface Understood {

  /** Something happened. */
  record AnEvent(Event event) implements Understood {}

  /** A person wants something. */
  record AnOrder(Order order) implements Understood {}

  /** A person wants the settings to be read again; it concerns the program and not the address. */
  record AReload(Order.Who who) implements Understood {}

  /** A person wants all mail that waits to be tried now. */
  record AFlush(Order.Who who) implements Understood {}

  /**
   * A person wrote something on a dashboard, where nobody sees an answer.
   *
   * @param author who wrote it; empty if not told
   * @param comment what was written
   * @param meaning what it asks for
   */
  record ANote(String author, String comment, Understood meaning) implements Understood {}

  /** The words are right and ask for nothing. */
  record Nothing(String why) implements Understood {}

  /** The words are right and this server will not do it. */
  record Refused(String why) implements Understood {}

  /** The words are not right; nothing happens. */
  record NotUnderstood(String why) implements Understood {}
}
