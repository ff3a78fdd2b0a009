package casfailover.simulation;

import java.util.Locale;
import java.util.function.Consumer;

/**
 * One line of a schedule.
 *
 * @param at when it begins, in microseconds
 * @param kind what it is
 * @param text what exactly, for people
 * @param happens what it does to the world; what ends by itself ends with the time that the text
 *     says
 */
record Fault(long at, Mishap kind, String text, Consumer<World> happens) {

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%+10.3f s  %s: %s", at / 1e6, kind, text);
  }
}
