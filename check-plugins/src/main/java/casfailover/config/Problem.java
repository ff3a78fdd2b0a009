package casfailover.config;

import casfailover.pair.FreeText;

/**
 * A mistake in the settings that they are refused for.
 *
 * @param place where it stands
 * @param message what is wrong and what to do
 */
public record Problem(Place place, String message) {

  @Override
  public String toString() {
    return FreeText.line(place + ": " + message);
  }
}
