package casfailover.check;

import casfailover.sight.Replies;
import casfailover.sight.Sighting;
import java.util.List;
import java.util.Optional;

/** What is measured of pings: the round trip of the last answer and the share that was lost. */
final class PingMetrics {

  private PingMetrics() {}

  static List<Metric> of(Sighting ping, Thresholds limits) {
    Optional<Replies> replies =
        Words.finding(ping).filter(Replies.class::isInstance).map(Replies.class::cast);
    Metric rta =
        replies
            .flatMap(Replies::roundTrip)
            .map(time -> Metric.millis("rta", time))
            .orElse(Metric.unknown("rta"));
    Metric loss =
        replies.map(r -> Metric.percent("pl", r.lossPercent())).orElse(Metric.unknown("pl"));
    return List.of(limits.on(rta), limits.on(loss));
  }
}
