package casfailover.check;

import casfailover.sight.Moment;
import casfailover.sight.Sighting;
import casfailover.sight.Sighting.Seen;
import casfailover.sight.Sighting.Silent;
import casfailover.sight.Sighting.Unknown;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether the gateway answers this server. Where it is silent this server may be the isolated one,
 * and takes nothing.
 */
public final class CheckGateway {

  /** Judges what was seen of the gateway. */
  public Outcome outcome(GatewayFacts facts, Moment now, Thresholds limits) {
    Sighting ping = Words.fresh(facts.ping(), now, facts.maxAge());
    Sighting arp = Words.fresh(facts.arp(), now, facts.maxAge());
    Sighting combined = facts.probe().combine(facts.ping(), facts.arp(), now, facts.maxAge());
    return judge(facts, combined, evidence(facts.probe(), ping, arp))
        .metrics(facts.probe().asksPing() ? PingMetrics.of(ping, limits) : List.of())
        .heedingMetrics();
  }

  private static Outcome judge(GatewayFacts facts, Sighting gateway, String evidence) {
    String self = facts.pair().self().name();
    String address = facts.pair().gateway().toString();
    if (gateway instanceof Seen) {
      return say(Status.OK, address + " answers " + self + ": " + evidence);
    }
    if (gateway instanceof Silent) {
      return say(
          Status.CRITICAL,
          "%s is silent, seen from %s: %s; %s may be the isolated one and %s"
              .formatted(address, self, evidence, self, consequence(facts)));
    }
    return say(
        Status.UNKNOWN,
        "it is not known whether %s answers %s: %s; %s"
            .formatted(
                address,
                self,
                evidence,
                facts.holds()
                    ? self + " has " + facts.pair().casIp()
                    : "until it is known " + self + " will not take " + facts.pair().casIp()));
  }

  private static String consequence(GatewayFacts facts) {
    return facts.holds()
        ? "has " + facts.pair().casIp() + ": clients may not reach it"
        : "will not take " + facts.pair().casIp();
  }

  private static String evidence(GatewayProbe probe, Sighting ping, Sighting arp) {
    List<String> said = new ArrayList<>();
    if (probe.asksPing()) {
      said.add(Words.said("ping", ping));
    }
    // A ping that was answered needs no second witness.
    if (probe.asksArp() && !(probe.asksPing() && ping instanceof Seen)) {
      said.add(arp(arp));
    }
    return String.join(", ", said);
  }

  private static String arp(Sighting arp) {
    if (arp instanceof Unknown) {
      return Words.said("ARP", arp);
    }
    return arp instanceof Seen ? "ARP answers" : "no ARP answer";
  }

  private static Outcome say(Status status, String sentence) {
    return Outcome.of(status, Check.GATEWAY, sentence);
  }
}
