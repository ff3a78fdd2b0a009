package casfailover.agent;

import casfailover.check.ReadinessFacts.Result;
import casfailover.check.Status;
import casfailover.config.DagSource;
import casfailover.config.Settings;
import casfailover.decide.Databases;
import casfailover.decide.Reason;
import casfailover.keep.View;
import casfailover.pair.Pair;
import casfailover.sight.DagReading;
import casfailover.sight.Guard;
import casfailover.sight.Neighbours;
import casfailover.sight.PeerReport;
import casfailover.sight.PeerReport.Stance;
import casfailover.sight.Ports;
import casfailover.sight.Sighting;
import casfailover.sight.Sighting.Seen;
import casfailover.sight.Sighting.Silent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether each guard, by what was seen last, would let this server take the address. */
final class GuardReadiness {

  private final Settings settings;

  GuardReadiness(Settings settings) {
    this.settings = settings;
  }

  Result gateway(View v) {
    boolean ping = v.gateway().detail().startsWith("ping");
    String asked =
        Stream.of(
                v.sighting(Guard.GATEWAY_PING).map(Sighting::detail),
                v.sighting(Guard.GATEWAY_ARP)
                    .map(s -> s instanceof Silent ? "no ARP answer" : s.detail()))
            .flatMap(Optional::stream)
            .collect(Collectors.joining(", "));
    return of(
        "gateway",
        Optional.of(v.gateway()),
        pair().gateway() + " answers " + (ping ? "ping" : "ARP"),
        pair().gateway() + " is silent (" + asked + ")");
  }

  Result wire(View v) {
    Optional<Sighting> look = v.sighting(Guard.WIRE);
    if (v.stance() == Stance.HOLDS) {
      return look.filter(Seen.class::isInstance).isPresent()
          ? new Result("wire", Status.CRITICAL, "another machine answers too: " + detail(look))
          : Result.ok("wire", pair().self() + " has " + pair().casIp() + ", nobody else answers");
    }
    if (look.isPresent()
        && look.get() instanceof Seen seen
        && seen.finding() instanceof Neighbours neighbours) {
      boolean peer =
          v.peer()
              .flatMap(PeerReport::mac)
              .filter(mac -> neighbours.macs().size() == 1 && neighbours.macs().contains(mac))
              .isPresent();
      return peer
          ? Result.ok(
              "wire",
              pair().peer() + " (" + neighbours.macs().first() + ") answers for " + pair().casIp())
          : new Result(
              "wire",
              Status.CRITICAL,
              "not (only) "
                  + pair().peer()
                  + " answers for "
                  + pair().casIp()
                  + ": "
                  + detail(look));
    }
    if (look.isPresent() && look.get() instanceof Silent) {
      return new Result("wire", Status.WARNING, "nobody answers for " + pair().casIp());
    }
    return of("wire", look, "", "");
  }

  Result databases(View v) {
    if (settings.dag() == DagSource.NONE) {
      return new Result(
          "databases", Status.WARNING, "dag=none: only the monitor says that the peer is down");
    }
    Optional<Sighting> look = v.sighting(Guard.DATABASES);
    if (look.isPresent()
        && look.get() instanceof Seen seen
        && seen.finding() instanceof DagReading reading) {
      Databases.Count count = Databases.Count.of(reading, pair(), settings.dagDatabases());
      long good = canBeActivated(reading);
      String text =
          good
              + " of "
              + count.all()
              + " copies here can be activated, read "
              + seen.age(v.at()).toSeconds()
              + " s ago";
      Duration took = seen.ended().since(seen.begun());
      boolean slow = took.compareTo(settings.timing().dagMaxAge()) > 0;
      if (slow) {
        text +=
            "; the reading took %s, longer than dag_max_age (%s): make that longer"
                .formatted(Reason.seconds(took), Reason.seconds(settings.timing().dagMaxAge()));
      }
      Optional<String> maintenance = reading.maintenance(pair().self().name());
      text += maintenance.map(m -> "; " + m).orElse("");
      boolean warned = good < count.all() || slow || maintenance.isPresent();
      Status status = good == 0 ? Status.CRITICAL : warned ? Status.WARNING : Status.OK;
      return new Result("databases", status, text);
    }
    return of("databases", look, "", "");
  }

  private long canBeActivated(DagReading reading) {
    String self = pair().self().name();
    List<String> wanted = settings.dagDatabases();
    return reading.byDatabase().entrySet().stream()
        .filter(d -> wanted.isEmpty() || wanted.stream().anyMatch(d.getKey()::equalsIgnoreCase))
        .filter(
            d ->
                d.getValue().stream()
                    .anyMatch(c -> c.on(self) && c.good() && !c.activationSuspended()))
        .count();
  }

  Result clientAccess(View v) {
    Optional<Sighting> look = v.sighting(Guard.OWN_SERVICE);
    String self = pair().self().address().toString();
    String on = look.map(s -> s.detailOn(self)).orElseGet(() -> detail(look) + " on " + self);
    boolean deaf =
        look.filter(Seen.class::isInstance)
            .filter(
                s -> ((Seen) s).finding() instanceof Ports p && p.accepting() < p.answers().size())
            .isPresent();
    return deaf
        ? new Result(
            "client access", Status.CRITICAL, on + ": let the service listen on all addresses")
        : of("client access", look, on, on);
  }

  private static Result of(String name, Optional<Sighting> look, String well, String silent) {
    if (look.isEmpty()) {
      return new Result(name, Status.UNKNOWN, "not looked at yet");
    }
    if (look.get() instanceof Seen) {
      return Result.ok(name, well);
    }
    return look.get() instanceof Silent
        ? new Result(name, Status.CRITICAL, silent)
        : new Result(name, Status.UNKNOWN, look.get().detail());
  }

  private static String detail(Optional<Sighting> look) {
    return look.map(Sighting::detail).orElse("not looked at yet");
  }

  private Pair pair() {
    return settings.pair();
  }
}
