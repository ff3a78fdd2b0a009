package casfailover.mail;

import java.time.Duration;
import java.util.Optional;

/**
 * One thing that was looked at, as a letter shows it.
 *
 * @param name what it is, as in {@code gateway}
 * @param word its answer in one word, as in {@code seen}, {@code silent}, {@code unknown}
 * @param detail what was found
 * @param age how old the answer was when it was decided on; none where it has no age
 */
public record GuardRow(String name, String word, String detail, Optional<Duration> age) {

  public static GuardRow of(String name, String word, String detail, Duration age) {
    return new GuardRow(name, word, detail, Optional.of(age));
  }
}
