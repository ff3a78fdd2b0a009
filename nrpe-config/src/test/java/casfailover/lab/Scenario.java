package casfailover.lab;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * A story that is played on a site where exch-a holds the address and all checks are OK.
 *
 * @param name what {@code --scenario} says
 * @param about what happens, in one sentence
 * @param watched whether a monitor watches the site
 * @param lease how long an address lives unrenewed
 * @param moreSettings lines of the settings that only this story needs
 * @param when what is done to the site, up to and with the failure
 * @param then what must be seen, or must not
 */
record Scenario(
    String name,
    String about,
    boolean watched,
    Duration lease,
    String moreSettings,
    Consumer<Site> when,
    Consumer<Site> then) {
  Scenario(String name, String about, Consumer<Site> when, Consumer<Site> then) {
    this(name, about, Settings.LEASE, when, then);
  }

  Scenario(String name, String about, Duration lease, Consumer<Site> when, Consumer<Site> then) {
    this(name, about, true, lease, "", when, then);
  }

  /** One that needs settings of its own. */
  static Scenario with(
      String name, String about, String moreSettings, Consumer<Site> when, Consumer<Site> then) {
    return new Scenario(name, about, true, Settings.LEASE, moreSettings, when, then);
  }

  /** One at a site that has no monitor. */
  static Scenario unwatched(
      String name, String about, String moreSettings, Consumer<Site> when, Consumer<Site> then) {
    return new Scenario(name, about, false, Settings.LEASE, moreSettings, when, then);
  }
}
