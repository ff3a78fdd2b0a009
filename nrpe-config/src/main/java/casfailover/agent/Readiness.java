package casfailover.agent;

import casfailover.certificate.CertificateWatch;
import casfailover.certificate.Health;
import casfailover.check.ReadinessFacts;
import casfailover.check.ReadinessFacts.Result;
import casfailover.check.Status;
import casfailover.config.DagSource;
import casfailover.config.Settings;
import casfailover.decide.Databases;
import casfailover.decide.Reason;
import casfailover.journal.Recollection;
import casfailover.keep.View;
import casfailover.mail.MailState;
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
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Judges, guard by guard, whether this server could take the address if it had to. */
final class Readiness {

  private static final Duration MAX_AGE = Duration.ofSeconds(10);
  private static final Duration MONITOR_ASKS = Duration.ofMinutes(5);
  private static final long LITTLE_SPACE = 64L * 1024 * 1024;
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm Z");

  private final Settings settings;
  private final ZoneId zone;
  private final Watchers watchers;
  private final Supplier<MailState> mail;
  private final Supplier<Device> device;
  private final CertificateWatch certificates;
  private final Supplier<Optional<String>> lifetimes;

  Readiness(
      Settings settings,
      ZoneId zone,
      Watchers watchers,
      Supplier<MailState> mail,
      Supplier<Device> device,
      CertificateWatch certificates,
      Supplier<Optional<String>> lifetimes) {
    this.certificates = certificates;
    this.lifetimes = lifetimes;
    this.settings = settings;
    this.zone = zone;
    this.watchers = watchers;
    this.mail = mail;
    this.device = device;
  }

  ReadinessFacts facts(View v) {
    Optional<Health> certificate = certificates.health(v.at().wall());
    List<Result> guards =
        new ArrayList<>(
            List.of(
                armed(v),
                monitor(v),
                peerAgent(v),
                gateway(v),
                wire(v),
                databases(v),
                clientAccess(v),
                device(),
                housekeeping(v, certificate.filter(Readiness::isWell))));
    certificate
        .filter(health -> !isWell(health))
        .map(Readiness::certificate)
        .ifPresent(guards::add);
    lifetimes.get().map(why -> new Result("lifetime", Status.WARNING, why)).ifPresent(guards::add);
    return new ReadinessFacts(pair(), v.stance() == Stance.HOLDS, guards, v.at(), MAX_AGE);
  }

  private Result armed(View v) {
    Optional<Recollection.Pause> pause = v.memory().pause();
    if (pause.isPresent()) {
      String who = pause.get().author().isEmpty() ? "" : " by " + pause.get().author();
      String since =
          v.memory().installed()
              ? " since installation (" + DAY.format(pause.get().since().atZone(zone)) + ")"
              : who + " since " + DAY.format(pause.get().since().atZone(zone));
      return new Result(
          "armed", Status.CRITICAL, "paused" + since + "; to arm: cas-event-handler resume");
    }
    if (!v.memory().remembers()) {
      return new Result(
          "armed",
          Status.CRITICAL,
          "the journal was lost: takes nothing until "
              + pair().peer()
              + " says who held last; or: cas-event-handler takeover");
    }
    if (v.stance() == Stance.HOLDS) {
      return ok("armed", "not paused");
    }
    if (!v.barred().isEmpty()) {
      return new Result(
          "armed",
          Status.CRITICAL,
          v.barred().stream().map(Reason::text).collect(Collectors.joining("; ")));
    }
    return ok("armed", "not paused, no downtime on CAS peer of " + pair().self());
  }

  private Result monitor(View v) {
    Optional<Watchers.Watcher> last = watchers.latest();
    if (settings.selfWatch()) {
      return ok("monitor", "this server itself watches " + pair().peer() + " (self_watch=yes)");
    }
    if (last.isEmpty()) {
      return new Result(
          "monitor",
          Status.WARNING,
          "nobody has asked since the agent started: connect Nagios or Icinga to check_failover");
    }
    Duration ago = v.at().since(last.get().asked());
    String name = last.get().name();
    return ago.compareTo(MONITOR_ASKS) > 0
        ? new Result(
            "monitor", Status.WARNING, name + " last asked " + ago.toMinutes() + " min ago")
        : ok("monitor", name + " asked " + Math.max(0, ago.toSeconds()) + " s ago, " + called(v));
  }

  private String called(View v) {
    return watchers
        .called()
        .map(then -> "its event handler was last heard " + span(v.at().since(then)) + " ago")
        .orElse("its event handler has not called since the agent started");
  }

  private static String span(Duration time) {
    long seconds = Math.max(0, time.toSeconds());
    if (seconds < 120) {
      return seconds + " s";
    }
    return seconds < 7200
        ? time.toMinutes() + " min"
        : time.toHours() < 48 ? time.toHours() + " h" : time.toDays() + " d";
  }

  private Result peerAgent(View v) {
    Optional<Sighting> look = v.sighting(Guard.PEER_AGENT);
    String peer = pair().peer().name();
    if (look.isPresent()
        && look.get() instanceof Seen seen
        && seen.finding() instanceof PeerReport report) {
      if (!report.settings().equals(settings.hash())) {
        return new Result(
            "peer agent",
            Status.CRITICAL,
            peer
                + " has other settings ("
                + report.settings()
                + ", here "
                + settings.hash()
                + "): copy the file, then cas-event-handler reload on both");
      }
      return ok(
          "peer agent",
          peer + " answers, same settings (" + settings.hash() + "), version " + report.version());
    }
    return new Result(
        "peer agent",
        Status.WARNING,
        peer + ": " + look.map(Sighting::detail).orElse("not asked yet"));
  }

  private Result gateway(View v) {
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

  private Result wire(View v) {
    Optional<Sighting> look = v.sighting(Guard.WIRE);
    if (v.stance() == Stance.HOLDS) {
      return look.filter(Seen.class::isInstance).isPresent()
          ? new Result("wire", Status.CRITICAL, "another machine answers too: " + detail(look))
          : ok("wire", pair().self() + " has " + pair().casIp() + ", nobody else answers");
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
          ? ok(
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

  private Result databases(View v) {
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

  private Result clientAccess(View v) {
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

  private Result device() {
    Device found = device.get();
    return found instanceof Device.Here here
        ? ok(
            "interface",
            here.address().networkInterface()
                + " has "
                + here.address().address()
                + "/"
                + here.address().prefix())
        : new Result("interface", Status.CRITICAL, ((Device.Gone) found).why());
  }

  private static boolean isWell(Health health) {
    return health.failures().isEmpty() && health.warnings().isEmpty();
  }

  /** A guard of its own once there is something to do; until then a few words of housekeeping. */
  private static Result certificate(Health health) {
    String all =
        Stream.concat(health.failures().stream(), health.warnings().stream())
            .collect(Collectors.joining("; "));
    return new Result(
        "certificate", health.failures().isEmpty() ? Status.WARNING : Status.CRITICAL, all);
  }

  private Result housekeeping(View v, Optional<Health> certificate) {
    MailState mails = mail.get();
    String refused = mails.rejected() > 0 ? mails.rejected() + " refused for good, " : "";
    String text = mails.waiting() + " mails waiting, " + refused;
    boolean trouble = mails.failures() > 0 || mails.rejected() > 0;
    try {
      long free = Files.getFileStore(settings.stateDir()).getUsableSpace();
      text += free / (1024 * 1024) + " MB free in " + settings.stateDir();
      trouble |= free < LITTLE_SPACE;
    } catch (IOException e) {
      text += "free space in " + settings.stateDir() + " is not known (" + e + ")";
      trouble = true;
    }
    text +=
        certificate
            .flatMap(Health::until)
            .map(end -> ", certificate until " + LocalDate.ofInstant(end, zone))
            .orElse("");
    String why =
        mails.failures() > 0 ? mails.lastTrouble().map(t -> "; mail: " + t.why()).orElse("") : "";
    return trouble || !v.alarm().isEmpty()
        ? new Result(
            "housekeeping",
            Status.WARNING,
            text + why + (v.alarm().isEmpty() ? "" : "; " + v.alarm()))
        : ok("housekeeping", text);
  }

  private static Result of(String name, Optional<Sighting> look, String well, String silent) {
    if (look.isEmpty()) {
      return new Result(name, Status.UNKNOWN, "not looked at yet");
    }
    if (look.get() instanceof Seen) {
      return ok(name, well);
    }
    return look.get() instanceof Silent
        ? new Result(name, Status.CRITICAL, silent)
        : new Result(name, Status.UNKNOWN, look.get().detail());
  }

  private static Result ok(String name, String sentence) {
    return new Result(name, Status.OK, sentence);
  }

  private static String detail(Optional<Sighting> look) {
    return look.map(Sighting::detail).orElse("not looked at yet");
  }

  private Pair pair() {
    return settings.pair();
  }
}
