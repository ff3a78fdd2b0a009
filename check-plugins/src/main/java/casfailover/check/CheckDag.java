package casfailover.check;

import casfailover.check.DagFacts.Asked;
import casfailover.check.DagFacts.Reading;
import casfailover.pair.Pair;
import casfailover.sight.Moment;
import casfailover.sight.Sighting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where the databases are mounted, and whether the copies on this server could take over. An answer
 * of Exchange counts until it is too old; then nothing is known, and nothing is claimed.
 */
public final class CheckDag {

  /** Judges what Exchange said. */
  public Outcome outcome(DagFacts facts, Moment now, Thresholds limits) {
    if (facts instanceof DagFacts.NotAsked) {
      return Outcome.of(
          Status.OK,
          Check.DAG,
          "no databases are asked for (dag=none): %s takes over from a dead agent only while the"
                  .formatted(facts.pair().self())
              + " monitor says that "
              + facts.pair().peer()
              + " is DOWN");
    }
    Asked asked = (Asked) facts;
    Metric age = limits.on(age(asked, now));
    Optional<Reading> good = asked.lastGood();
    return good.isEmpty() || age.status() == Status.CRITICAL
        ? unanswered(asked, now, age)
        : judge(asked, DagPicture.of(asked, good.get().reading(), limits), now, age);
  }

  private static Metric age(Asked facts, Moment now) {
    long limit = facts.maxAge().toSeconds();
    return readAgo(facts, now)
        .map(age -> Metric.seconds("age", age))
        .orElse(Metric.unknown("age"))
        .warning(Range.upTo(limit / 2))
        .critical(Range.upTo(limit))
        .atLeastZero();
  }

  private static Outcome unanswered(Asked facts, Moment now, Metric age) {
    Pair pair = facts.pair();
    String limit = age.critical().map(r -> " (limit " + r + " s)").orElse("");
    String since = readAgo(facts, now).map(ago -> " for " + Words.span(ago) + limit).orElse(" yet");
    return Check.DAG
        .unknown(
            "no answer from Exchange%s%s; until it answers %s takes nothing over"
                .formatted(since, why(facts).map(w -> ": " + w).orElse(""), pair.self()))
        .details(lastKnown(facts, now))
        .metrics(List.of(age));
  }

  private static List<Detail> lastKnown(Asked facts, Moment now) {
    List<Detail> lines = new ArrayList<>();
    Optional<Reading> good = facts.lastGood();
    if (good.isPresent()) {
      String ago = readAgo(facts, now).map(Words::span).orElse("") + " ago";
      for (Database database : DagPicture.databases(facts, good.get().reading())) {
        lines.add(
            Detail.of(
                Status.UNKNOWN, "%s: was %s %s".formatted(database.name(), where(database), ago)));
      }
    } else {
      facts.databases().stream()
          .map(name -> Detail.of(Status.UNKNOWN, name + ": never read"))
          .forEach(lines::add);
    }
    lines.add(Detail.advice("do: " + facts.hint()));
    return lines;
  }

  private static String where(Database database) {
    return database
        .mountedOn()
        .map(node -> "Mounted on " + node)
        .orElse(database.mountedNowhere() ? "mounted nowhere" : "not known to be mounted");
  }

  private static Outcome judge(Asked facts, DagPicture picture, Moment now, Metric age) {
    String ago = readAgo(facts, now).map(Words::span).orElse("");
    List<String> sentences = new ArrayList<>();
    boolean late = age.status() != Status.OK;
    if (late) {
      sentences.add(
          "no answer from Exchange for " + ago + why(facts).map(w -> ": " + w).orElse(""));
    }
    sentences.addAll(picture.sentences());
    if (!late) {
      sentences.add("read " + ago + " ago");
    }
    List<Detail> details = new ArrayList<>(picture.details());
    picture.maintenance().map(Detail::advice).ifPresent(details::add);
    if (!late) {
      why(facts).map(w -> Detail.advice("the latest look failed: " + w)).ifPresent(details::add);
    }
    return Outcome.of(picture.status().or(age.status()), Check.DAG, String.join("; ", sentences))
        .details(details)
        .metrics(picture.metrics(age));
  }

  private static Optional<Duration> readAgo(Asked facts, Moment now) {
    return facts.lastGood().map(good -> now.since(good.begun()));
  }

  private static Optional<String> why(Asked facts) {
    return facts.latest().filter(Sighting.Unknown.class::isInstance).map(Sighting::detail);
  }
}
