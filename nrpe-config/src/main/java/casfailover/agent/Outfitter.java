package casfailover.agent;

import casfailover.config.Settings;

/** Where a running agent gets its settings again, with all that it works with under them. */
@FunctionalInterface
public interface Outfitter {

  /**
   * Reads the settings and the certificates, checks all of it as a start does, and makes what they
   * need; nothing that runs is touched.
   *
   * @param running the settings that the agent goes by
   * @param used what it works with; what nothing changed of may stay
   */
  Fitting fit(Settings running, Equipment used);
}
