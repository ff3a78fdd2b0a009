package casfailover.check;

import java.util.Optional;

/**
 * One line below the first of a plugin's output.
 *
 * @param status the state of what it tells of; empty for an advice
 * @param text one line for a person
 */
public record Detail(Optional<Status> status, String text) {

  public static Detail of(Status status, String text) {
    return new Detail(Optional.of(status), text);
  }

  /** A line that says what to do. */
  public static Detail advice(String text) {
    return new Detail(Optional.empty(), text);
  }

  @Override
  public String toString() {
    return "\\_ " + status.map(s -> "[" + s + "] ").orElse("") + Inert.text(text);
  }
}
