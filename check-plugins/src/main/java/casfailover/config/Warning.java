package casfailover.config;

import casfailover.pair.FreeText;

/**
 * Something in the settings that works, but probably not as it was meant.
 *
 * @param place where it stands
 * @param message what will happen and what to do
 */
public record Warning(Place place, String message) {

  @Override
  public String toString() {
    return FreeText.line(place + ": " + message);
  }
}
