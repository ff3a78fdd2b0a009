package casfailover.check;

import casfailover.pair.Pair;
import casfailover.sight.Moment;
import casfailover.sight.Ports;
import casfailover.sight.Sighting;
import casfailover.sight.Sighting.Seen;
import casfailover.sight.Sighting.Silent;
import casfailover.sight.Sighting.Unknown;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether the other server serves clients. CRITICAL: it does not. WARNING: it does, but its ping or
 * its agent is silent. Nothing else makes it CRITICAL, since a hard CRITICAL arms a takeover.
 */
public final class CheckPeer {

  /** Judges what was seen of the peer. */
  public Outcome outcome(PeerFacts facts, Moment now, Thresholds limits) {
    Sighting ping = Words.fresh(facts.ping(), now, facts.maxAge());
    Sighting service = Words.fresh(facts.service(), now, facts.maxAge());
    Sighting agent = Words.fresh(facts.agent(), now, facts.maxAge());
    Sighting gateway = Words.fresh(facts.gateway(), now, facts.maxAge());
    List<Metric> metrics = new ArrayList<>(PingMetrics.of(ping, limits));
    metrics.add(ports(service));
    return judge(facts.pair(), ping, service, agent, gateway).metrics(metrics).heedingMetrics();
  }

  private static Outcome judge(
      Pair pair, Sighting ping, Sighting service, Sighting agent, Sighting gateway) {
    String peer = pair.peer().name() + " (" + pair.peer().address() + ")";
    String seen =
        ": %s, %s, %s"
            .formatted(
                Words.said("ping", ping),
                service instanceof Unknown
                    ? Words.said("client access", service)
                    : service.detail(),
                Words.said("agent", agent));
    if (service instanceof Unknown) {
      return say(Status.UNKNOWN, "it is not known whether " + peer + " serves clients" + seen);
    }
    if (service instanceof Silent) {
      if (ping instanceof Seen || agent instanceof Seen) {
        return say(Status.CRITICAL, peer + " is up but does not serve clients" + seen);
      }
      String silent =
          ping instanceof Silent && agent instanceof Silent
              ? " is silent, seen from " + pair.self()
              : " does not serve clients and may be down, seen from " + pair.self();
      return say(Status.CRITICAL, peer + silent + seen + "; " + gateway(pair, gateway));
    }
    if (ping instanceof Unknown || agent instanceof Unknown) {
      return say(Status.UNKNOWN, peer + " serves clients, but not all is known of it" + seen);
    }
    List<String> silent = new ArrayList<>();
    if (ping instanceof Silent) {
      silent.add("its ping");
    }
    if (agent instanceof Silent) {
      silent.add("its agent");
    }
    if (silent.isEmpty()) {
      return say(Status.OK, peer + " answers " + pair.self() + seen);
    }
    return say(
        Status.WARNING,
        "%s serves clients, but %s %s silent%s"
            .formatted(peer, Words.list(silent), silent.size() == 1 ? "is" : "are", seen));
  }

  private static String gateway(Pair pair, Sighting gateway) {
    String name = "gateway " + pair.gateway();
    if (gateway instanceof Seen) {
      return name + " answers";
    }
    return gateway instanceof Silent
        ? name + " is silent too: " + pair.self() + " may be the isolated one"
        : Words.said(name, gateway);
  }

  private static Metric ports(Sighting service) {
    return Words.finding(service)
        .filter(Ports.class::isInstance)
        .map(Ports.class::cast)
        .map(p -> Metric.count("ports", p.accepting()).max(p.answers().size()))
        .orElse(Metric.unknown("ports"));
  }

  private static Outcome say(Status status, String sentence) {
    return Outcome.of(status, Check.PEER, sentence);
  }
}
