package casfailover.config;

import java.util.Locale;

/**
 * One of the few words that a setting can have as its value; an enum's constants are such words.
 */
interface Word {

  /** The name of the constant. */
  String name();

  /** The word as it stands in the file: {@code ping+arp} for {@code PING_AND_ARP}. */
  default String word() {
    return name().toLowerCase(Locale.ROOT).replace("_and_", "+");
  }
}
