package casfailover.mail;

import casfailover.pair.Pair;
import java.time.Instant;
import java.time.ZoneId;

/**
 * The news that something is wrong that the program cannot mend by itself.
 *
 * @param key one word for what it is, as in {@code stranger}; the same word in the same incident is
 *     the same news
 * @param headline what is wrong, in a few words
 * @param text what is wrong, in sentences
 * @param advice what to do next
 */
public record AlarmNews(
    Pair pair, String incident, Instant at, String key, String headline, String text, Advice advice)
    implements News {

  @Override
  public Letter letter(ZoneId zone) {
    String body = new Layout(zone).text(text).gap().advice(advice).gap().text(more()).body();
    return letter("alarm-" + key, "ALARM " + Layout.time(at, zone) + ": " + headline, body);
  }
}
