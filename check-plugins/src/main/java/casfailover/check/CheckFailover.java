package casfailover.check;

import casfailover.check.FailoverFacts.Alarm;
import casfailover.check.FailoverFacts.Pending;
import casfailover.sight.Moment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether this server has a takeover before it that something holds back, and whether anything else
 * in its keeper needs a person.
 */
public final class CheckFailover {

  /** Judges what the keeper told. */
  public Outcome outcome(FailoverFacts facts, Moment now, Thresholds limits) {
    Duration age = now.since(facts.told());
    if (age.compareTo(facts.maxAge()) > 0) {
      return Check.FAILOVER.unknown(
          "the keeper was last heard "
              + Words.tooOld(age, facts.maxAge())
              + ": cas-agent hangs or is overloaded; nothing is taken over meanwhile");
    }
    Metric pending = limits.on(pending(facts));
    Metric mails = Metric.count("mails_waiting", facts.mailsWaiting()).warning(Range.upTo(0));
    Status status =
        Status.worst(
            Stream.concat(
                facts.alarms().stream().map(Alarm::status),
                Stream.of(
                    pending.status(),
                    mails.status(),
                    facts.paused() ? Status.WARNING : Status.OK)));
    return Outcome.of(status, Check.FAILOVER, sentence(facts))
        .details(details(facts))
        .metrics(List.of(pending, mails, lastTakeover(facts)));
  }

  private static Metric pending(FailoverFacts facts) {
    Duration since = facts.pending().map(Pending::since).orElse(Duration.ZERO);
    boolean justBegun = facts.pending().isPresent() && since.toSeconds() == 0;
    return Metric.seconds("pending", justBegun ? Duration.ofSeconds(1) : since)
        .warning(Range.upTo(0))
        .critical(Range.upTo(60))
        .atLeastZero();
  }

  private static Metric lastTakeover(FailoverFacts facts) {
    return facts
        .lastTakeover()
        .map(ago -> Metric.seconds("last_takeover", ago))
        .orElse(Metric.unknown("last_takeover"));
  }

  private static String sentence(FailoverFacts facts) {
    List<String> parts = new ArrayList<>(facts.alarms().stream().map(Alarm::sentence).toList());
    String self = facts.pair().self().name();
    Optional<Pending> pending = facts.pending();
    if (pending.isPresent()) {
      parts.add(
          "%s wants %s for %s and waits: %s; looks again all the time"
              .formatted(
                  self,
                  facts.pair().casIp(),
                  Words.span(pending.get().since()),
                  pending.get().reason()));
    }
    if (facts.paused()) {
      parts.add(self + " is paused and takes nothing over; to arm: cas-event-handler resume");
    }
    if (parts.isEmpty()) {
      parts.add(self + " " + facts.standing() + ", nothing is pending");
    }
    if (facts.mailsWaiting() > 0 && pending.isEmpty()) {
      parts.add(
          facts.mailsWaiting() == 1
              ? "1 mail waits to be accepted"
              : facts.mailsWaiting() + " mails wait to be accepted");
    }
    return String.join("; ", parts);
  }

  private static List<Detail> details(FailoverFacts facts) {
    List<Detail> lines = new ArrayList<>();
    facts.pending().ifPresent(pending -> lines.add(Detail.advice("event: " + pending.event())));
    if (!facts.paused()) {
      facts.pending().map(CheckFailover::wayOn).map(Detail::advice).ifPresent(lines::add);
    }
    return lines;
  }

  private static String wayOn(Pending pending) {
    return pending
            .goesOn()
            .map(when -> "would go on by itself " + when)
            .orElse("goes on only by a person's word")
        + "; to stop it: cas-event-handler pause";
  }
}
