package casfailover.config;

/** One of the few words that a setting can have as its value. */
interface Word {

  /** The word as it stands in the file. */
  String word();
}
