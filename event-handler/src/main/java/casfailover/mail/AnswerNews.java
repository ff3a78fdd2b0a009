package casfailover.mail;

import casfailover.pair.Pair;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/**
 * What became of something that a person wrote on a dashboard, where the answer itself is seen by
 * nobody.
 *
 * @param who who wrote it; may be empty
 * @param written what that person wrote
 * @param answer the outcome's word, what was done or why not, and what was looked at, in lines
 */
public record AnswerNews(
    Pair pair, String incident, Instant at, String who, String written, List<String> answer)
    implements News {

  public AnswerNews {
    answer = List.copyOf(answer);
  }

  @Override
  public Letter letter(ZoneId zone) {
    String person = who.isEmpty() ? "somebody" : who;
    String first = answer.isEmpty() ? "" : answer.get(0);
    Layout page = new Layout(zone);
    page.text(person + " wrote on the dashboard: " + written, "The answer: " + first);
    answer.stream().skip(1).forEach(page::text);
    page.gap()
        .advice(
            new Advice(
                "What orders something on \"CAS IP\" is a custom notification, \"Forced\" ticked,"
                    + " whose comment is nothing but",
                List.of("FAILBACK " + pair.preferredOwner(), "KEEP " + self())))
        .gap()
        .text(more());
    return letter(
        "answer-" + at.toEpochMilli(),
        first.split(" ", 2)[0]
            + " "
            + Layout.time(at, zone)
            + ": \""
            + written
            + "\", from "
            + person,
        page.body());
  }
}
