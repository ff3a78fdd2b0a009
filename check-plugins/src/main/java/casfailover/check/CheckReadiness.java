package casfailover.check;

import casfailover.check.ReadinessFacts.Result;
import casfailover.sight.Moment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Whether this server would take the address now if it had to, guard by guard. */
public final class CheckReadiness {

  /** Judges the guards. It measures nothing that a monitor could set limits for. */
  public Outcome outcome(ReadinessFacts facts, Moment now) {
    int all = facts.guards().size();
    if (all == 0) {
      return Check.READINESS.unknown("no guard was asked yet");
    }
    if (now.since(facts.asked()).compareTo(facts.maxAge()) > 0) {
      return Check.READINESS.unknown(
          "the guards were last asked "
              + Words.tooOld(now.since(facts.asked()), facts.maxAge())
              + ": cas-agent hangs or is overloaded");
    }
    Status status = Status.worst(facts.guards().stream().map(Result::status));
    return Outcome.of(status, Check.READINESS, sentence(facts, status))
        .details(details(facts, status))
        .metrics(
            List.of(
                Metric.count("failed", named(facts, Status.CRITICAL).size())
                    .warning(Range.upTo(0))
                    .critical(Range.upTo(0))
                    .max(all)));
  }

  private static String sentence(ReadinessFacts facts, Status status) {
    int all = facts.guards().size();
    if (status == Status.OK) {
      return would(facts) + ": " + all + " of " + all + " guards";
    }
    List<String> found = new ArrayList<>();
    add(found, facts, Status.CRITICAL, "fails", "fail");
    add(found, facts, Status.UNKNOWN, "is unknown", "are unknown");
    add(found, facts, Status.WARNING, "warns", "warn");
    return would(facts)
        + (facts.guards().stream().allMatch(Result::passes) && !facts.holds() ? ", but " : ": ")
        + String.join("; ", found);
  }

  private static String would(ReadinessFacts facts) {
    String self = facts.pair().self().name();
    if (facts.holds()) {
      return self + " has " + facts.pair().casIp();
    }
    return facts.guards().stream().allMatch(Result::passes)
        ? "%s would take %s if %s failed now"
            .formatted(self, facts.pair().casIp(), facts.pair().peer())
        : self + " would NOT take " + facts.pair().casIp();
  }

  private static void add(
      List<String> found, ReadinessFacts facts, Status status, String one, String many) {
    List<String> names = named(facts, status);
    if (!names.isEmpty()) {
      String of = found.isEmpty() ? " of " + facts.guards().size() + " guards " : " ";
      found.add(
          names.size() + of + (names.size() == 1 ? one : many) + ": " + String.join(", ", names));
    }
  }

  private static List<Detail> details(ReadinessFacts facts, Status status) {
    if (status == Status.OK) {
      return facts.guards().stream().map(CheckReadiness::line).toList();
    }
    List<Detail> lines = new ArrayList<>();
    facts.guards().stream()
        .filter(g -> g.status() != Status.OK)
        .sorted(Comparator.comparing(Result::status, Status.gravestFirst()))
        .map(CheckReadiness::line)
        .forEach(lines::add);
    List<String> fine = named(facts, Status.OK);
    if (!fine.isEmpty()) {
      lines.add(Detail.of(Status.OK, String.join(", ", fine)));
    }
    return lines;
  }

  private static Detail line(Result guard) {
    return Detail.of(guard.status(), guard.name() + ": " + guard.sentence());
  }

  private static List<String> named(ReadinessFacts facts, Status status) {
    return facts.guards().stream().filter(g -> g.status() == status).map(Result::name).toList();
  }
}
