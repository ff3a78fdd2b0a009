package casfailover.config;

/**
 * A mistake in the settings that they are refused for.
 *
 * @param place where it stands
 * @param message what is wrong and what to do
 */
public record Problem(Place place, String message) {

  @Override
  public String toString() {
    return place + ": " + message;
  }
}
