package casfailover.check;

import casfailover.check.CasIpFacts.Holding;
import casfailover.check.CasIpFacts.Machine;
import casfailover.check.CasIpFacts.Wire;
import casfailover.pair.Pair;
import casfailover.sight.Moment;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who has the address that clients connect to. CRITICAL: nobody, two, or a stranger. WARNING: it is
 * away from its preferred owner, until a person says {@code FAILBACK} or {@code KEEP}; or just
 * being handed over.
 */
public final class CheckCasIp {

  private final ZoneId zone;

  /** A check that shows times as they are read off in a zone. */
  public CheckCasIp(ZoneId zone) {
    this.zone = zone;
  }

  /** Judges the wire's answer and the agents' word. It measures nothing that one could limit. */
  public Outcome outcome(CasIpFacts facts, Moment now) {
    Outcome outcome = judged(facts, now);
    if (facts.answered().isEmpty()) {
      return outcome;
    }
    List<Detail> details = new ArrayList<>(outcome.details());
    details.add(Detail.advice(facts.answered().get()));
    return outcome.details(details);
  }

  private Outcome judged(CasIpFacts facts, Moment now) {
    if (facts.wire() instanceof Wire.NotAsked not) {
      return unasked(facts, now, "the wire could not be asked: " + not.why());
    }
    Wire.Asked asked = (Wire.Asked) facts.wire();
    Duration age = now.since(asked.begun());
    return age.compareTo(facts.maxAge()) > 0
        ? unasked(facts, now, "the wire was last asked " + Words.tooOld(age, facts.maxAge()))
        : asked(facts, asked.machines(), now);
  }

  private Outcome unasked(CasIpFacts facts, Moment now, String why) {
    String address = facts.pair().casIp().toString();
    String sentence =
        facts
            .holding()
            .map(
                h ->
                    "%s is on %s by its own word%s, but "
                        .formatted(address, h.node(), from(h, now)))
            .orElse("no agent says that it has " + address + ", and ");
    return Check.CAS_IP
        .unknown(sentence + why)
        .metrics(List.of(holders(Metric.unknown("holders"))));
  }

  private Outcome asked(CasIpFacts facts, List<Machine> machines, Moment now) {
    Outcome outcome =
        switch (machines.size()) {
          case 0 -> moving(facts).orElseGet(() -> nobody(facts, now));
          case 1 -> one(facts, machines.get(0), now);
          default -> several(facts, machines);
        };
    return outcome.metrics(List.of(holders(Metric.count("holders", machines.size()))));
  }

  private static Optional<Outcome> moving(CasIpFacts facts) {
    return facts.onItsWay().map(sentence -> Outcome.of(Status.WARNING, Check.CAS_IP, sentence));
  }

  private Outcome nobody(CasIpFacts facts, Moment now) {
    String since =
        facts
            .nobodySince()
            .map(
                then ->
                    " since %s (%s)"
                        .formatted(
                            Words.clock(then, now.wall(), zone),
                            Words.span(Duration.between(then, now.wall()))))
            .orElse("");
    String though =
        facts.holding().map(h -> ", though " + h.node() + " says that it has it").orElse("");
    return critical(
        facts,
        "nobody answers for %s%s%s: clients cannot connect; %s"
            .formatted(facts.pair().casIp(), since, though, facts.waiting()));
  }

  private Outcome one(CasIpFacts facts, Machine machine, Moment now) {
    Pair pair = facts.pair();
    Optional<Holding> holding = facts.holding();
    if (machine.node().isEmpty()) {
      return critical(
          facts,
          "a stranger (%s, neither %s nor %s) answers for %s%s: find it before anything else"
              .formatted(
                  machine.mac(),
                  pair.preferredOwner(),
                  other(pair),
                  pair.casIp(),
                  holding.map(h -> ", and " + h.node() + " says that it has it").orElse("")));
    }
    String node = machine.node().get();
    if (holding.isEmpty()) {
      return moving(facts)
          .orElseGet(
              () ->
                  Outcome.of(
                      Status.WARNING,
                      Check.CAS_IP,
                      "%s answers for %s, but no agent says that it holds it; see check_peer and check_failover"
                              .formatted(node, pair.casIp())
                          + acknowledged(facts)));
    }
    if (!holding.get().node().equals(node)) {
      return critical(
          facts,
          "%s (%s) answers for %s, but %s says that it has it"
              .formatted(node, machine.mac(), pair.casIp(), holding.get().node()));
    }
    return facts
        .unreached()
        .map(sentence -> critical(facts, sentence + ": clients may not connect"))
        .orElseGet(() -> held(facts, holding.get(), now));
  }

  private Outcome held(CasIpFacts facts, Holding holding, Moment now) {
    String owner = facts.pair().preferredOwner();
    String is = facts.pair().casIp() + " is on " + holding.node();
    String since = from(holding, now);
    if (holding.node().equals(owner)) {
      return Outcome.of(Status.OK, Check.CAS_IP, is + ", its preferred owner," + since);
    }
    String why =
        " (" + holding.how() + (holding.reason().isEmpty() ? "" : ", " + holding.reason()) + ")";
    if (facts.keptBy().isPresent()) {
      return Outcome.of(
          Status.OK, Check.CAS_IP, is + since + why + ", kept there by " + facts.keptBy().get());
    }
    return Outcome.of(
            Status.WARNING,
            Check.CAS_IP,
            is + since + why + ", not on its preferred owner " + owner + acknowledged(facts))
        .details(
            List.of(
                Detail.advice(
                    "to return it: custom notification on this service, \"Forced\" ticked,"
                        + " comment: FAILBACK "
                        + owner),
                Detail.advice("to leave it: same, comment: KEEP " + holding.node())));
  }

  private static Outcome several(CasIpFacts facts, List<Machine> machines) {
    Pair pair = facts.pair();
    boolean stranger = machines.stream().anyMatch(m -> m.node().isEmpty());
    List<String> names =
        machines.stream()
            .map(
                m ->
                    m.node()
                        .map(node -> node + " (" + m.mac() + ")")
                        .orElse(
                            "a stranger (%s, not %s)".formatted(m.mac(), absent(pair, machines))))
            .toList();
    return critical(
        facts,
        "%d machines answer for %s: %s: %s"
            .formatted(
                machines.size(),
                pair.casIp(),
                Words.list(names),
                stranger
                    ? "find it before anything else"
                    : "one must let go; if this stays, cas-event-handler release on one of them"));
  }

  /** The servers that a stranger could be mistaken for: those that do not answer themselves. */
  private static String absent(Pair pair, List<Machine> machines) {
    List<String> absent =
        List.of(pair.preferredOwner(), other(pair)).stream()
            .filter(name -> machines.stream().noneMatch(m -> m.node().equals(Optional.of(name))))
            .toList();
    return absent.isEmpty() ? "one of the pair" : String.join(" nor ", absent);
  }

  private static String other(Pair pair) {
    return pair.selfIsPreferred() ? pair.peer().name() : pair.self().name();
  }

  private String from(Holding holding, Moment now) {
    return " since " + Words.clock(holding.since(), now.wall(), zone);
  }

  private static Metric holders(Metric metric) {
    return metric.critical(Range.exactly(1)).atLeastZero();
  }

  private static String acknowledged(CasIpFacts facts) {
    return facts.acknowledgedBy().map(who -> "; acknowledged by " + who).orElse("");
  }

  private static Outcome critical(CasIpFacts facts, String sentence) {
    return Outcome.of(Status.CRITICAL, Check.CAS_IP, sentence + acknowledged(facts));
  }
}
