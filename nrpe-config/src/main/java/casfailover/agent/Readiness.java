package casfailover.agent;

import casfailover.certificate.CertificateWatch;
import casfailover.check.ReadinessFacts;
import casfailover.check.ReadinessFacts.Result;
import casfailover.check.Status;
import casfailover.config.Settings;
import casfailover.decide.Reason;
import casfailover.journal.Recollection;
import casfailover.keep.View;
import casfailover.mail.MailState;
import casfailover.pair.Pair;
import casfailover.probe.WitnessWatch;
import casfailover.sight.Guard;
import casfailover.sight.PeerReport;
import casfailover.sight.PeerReport.Stance;
import casfailover.sight.Sighting;
import casfailover.sight.Sighting.Seen;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Judges, guard by guard, whether this server could take the address if it had to. */
final class Readiness {

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm Z");

  private final Settings settings;
  private final ZoneId zone;
  private final Watchers watchers;
  private final Supplier<Device> device;
  private final GuardReadiness guards;
  private final Upkeep upkeep;

  Readiness(
      Settings settings,
      ZoneId zone,
      Watchers watchers,
      Supplier<MailState> mail,
      Supplier<Device> device,
      CertificateWatch certificates,
      Optional<WitnessWatch> witness,
      Supplier<Optional<String>> lifetimes) {
    this.settings = settings;
    this.zone = zone;
    this.watchers = watchers;
    this.device = device;
    this.guards = new GuardReadiness(settings);
    this.upkeep = new Upkeep(settings, zone, mail, certificates, witness, lifetimes);
  }

  ReadinessFacts facts(View v) {
    List<Result> results = new ArrayList<>();
    results.add(armed(v));
    results.add(monitor(v));
    results.add(peerAgent(v));
    results.add(guards.gateway(v));
    results.add(guards.wire(v));
    results.add(guards.databases(v));
    results.add(guards.clientAccess(v));
    results.add(device());
    results.addAll(upkeep.results(v));
    return new ReadinessFacts(
        pair(), v.stance() == Stance.HOLDS, results, v.at(), CheckFacts.LOOK_MAX_AGE);
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
      return Result.ok("armed", "not paused");
    }
    if (!v.barred().isEmpty()) {
      return new Result(
          "armed",
          Status.CRITICAL,
          v.barred().stream().map(Reason::text).collect(Collectors.joining("; ")));
    }
    return Result.ok("armed", "not paused, no downtime on CAS peer of " + pair().self());
  }

  private Result monitor(View v) {
    Optional<Watchers.Watcher> last = watchers.latest();
    if (settings.selfWatch()) {
      return Result.ok(
          "monitor", "this server itself watches " + pair().peer() + " (self_watch=yes)");
    }
    if (last.isEmpty()) {
      return new Result(
          "monitor",
          Status.WARNING,
          "nobody has asked since the agent started: connect Nagios or Icinga to check_failover");
    }
    Duration ago = v.at().since(last.get().asked());
    String name = last.get().name();
    return ago.compareTo(Watchers.GONE) > 0
        ? new Result(
            "monitor", Status.WARNING, name + " last asked " + ago.toMinutes() + " min ago")
        : Result.ok(
            "monitor", name + " asked " + Math.max(0, ago.toSeconds()) + " s ago, " + called(v));
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
      return Result.ok(
          "peer agent",
          peer + " answers, same settings (" + settings.hash() + "), version " + report.version());
    }
    return new Result(
        "peer agent",
        Status.WARNING,
        peer + ": " + look.map(Sighting::detail).orElse("not asked yet"));
  }

  private Result device() {
    Device found = device.get();
    return found instanceof Device.Here here
        ? Result.ok(
            "interface",
            here.address().networkInterface()
                + " has "
                + here.address().address()
                + "/"
                + here.address().prefix())
        : new Result("interface", Status.CRITICAL, ((Device.Gone) found).why());
  }

  private Pair pair() {
    return settings.pair();
  }
}
