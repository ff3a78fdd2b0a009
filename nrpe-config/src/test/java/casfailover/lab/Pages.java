package casfailover.lab;

import com.microsoft.playwright.PlaywrightException;

/** A dashboard, as a person with a browser uses it. */
interface Pages {
  double PATIENCE_MS = 60_000;

  /** The server's word on <em>CAS IP</em> of exch-b, as the dashboard shows it now. */
  String look();

  void acknowledge(String comment);

  /** Sends a custom notification, with "Forced" ticked. */
  void order(String comment);

  /** Looks again until the dashboard shows a text. */
  default void await(String text) {
    long end = System.nanoTime() + (long) (PATIENCE_MS * 1e6);
    while (!look().contains(text)) {
      if (System.nanoTime() > end) {
        throw new PlaywrightException("the dashboard does not show: " + text);
      }
    }
    System.out.println("the dashboard shows: " + text);
  }
}
