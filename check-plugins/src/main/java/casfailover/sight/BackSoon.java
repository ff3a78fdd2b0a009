package casfailover.sight;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What an agent says about restarts: its own, and the one of the other that it reckons with.
 *
 * @param told the restart that it announces; until it is over, its address may live longer than a
 *     lease
 * @param heard the announcement of the other agent that it waits for, by its number
 */
public record BackSoon(Optional<Announcement> told, Optional<Long> heard) {

  /** Nobody restarts. */
  public static final BackSoon NOBODY = new BackSoon(Optional.empty(), Optional.empty());

  private static final Duration LONGEST = Duration.ofMinutes(10);

  /**
   * One restart.
   *
   * @param number tells it from others of the same server
   * @param time from hearing of it, how long the address may live without its agent
   */
  public record Announcement(long number, Duration time) {
    public Announcement {
      if (number < 0 || time.isNegative() || time.compareTo(LONGEST) > 0) {
        throw new IllegalArgumentException(
            "back_soon=%d for %d ms is no restart of an agent".formatted(number, time.toMillis()));
      }
    }
  }

  /** Whether the other agent reckons with a restart. */
  public boolean heard(long number) {
    return heard.filter(n -> n == number).isPresent();
  }

  void putInto(Map<String, String> words) {
    told.ifPresent(
        a -> {
          words.put("back_soon", Long.toString(a.number()));
          words.put("back_soon_ms", Long.toString(a.time().toMillis()));
        });
    heard.ifPresent(number -> words.put("back_soon_heard", number.toString()));
  }

  static BackSoon of(Map<String, String> words) {
    return new BackSoon(
        number(words, "back_soon")
            .map(
                number ->
                    new Announcement(
                        number,
                        Duration.ofMillis(
                            number(words, "back_soon_ms")
                                .orElseThrow(
                                    () ->
                                        new IllegalArgumentException(
                                            "the peer's report has no 'back_soon_ms'"))))),
        number(words, "back_soon_heard"));
  }

  private static Optional<Long> number(Map<String, String> words, String key) {
    Optional<String> word = Optional.ofNullable(words.get(key));
    if (word.filter(w -> !w.matches("[0-9]{1,15}")).isPresent()) {
      throw new IllegalArgumentException(key + "= of the peer's report is no number");
    }
    return word.map(Long::valueOf);
  }
}
