package casfailover.agent;

import casfailover.certificate.CertificateWatch;
import casfailover.certificate.Health;
import casfailover.check.ReadinessFacts.Result;
import casfailover.check.Status;
import casfailover.config.Settings;
import casfailover.keep.View;
import casfailover.mail.MailState;
import casfailover.probe.WitnessWatch;
import casfailover.sight.Moment;
import casfailover.sight.Sighting;
import java.io.IOException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What needs care so that a takeover works when it is needed: mail that goes out, room on the disk,
 * certificates that last, a witness that votes, and an address that goes with its agent.
 */
final class Upkeep {

  private static final long LITTLE_SPACE = 64L * 1024 * 1024;

  private final Settings settings;
  private final ZoneId zone;
  private final Supplier<MailState> mail;
  private final CertificateWatch certificates;
  private final Optional<WitnessWatch> witness;
  private final Supplier<Optional<String>> lifetimes;

  /**
   * The upkeep of one server.
   *
   * @param lifetimes what is wrong with how an address goes with its agent, if anything
   */
  Upkeep(
      Settings settings,
      ZoneId zone,
      Supplier<MailState> mail,
      CertificateWatch certificates,
      Optional<WitnessWatch> witness,
      Supplier<Optional<String>> lifetimes) {
    this.settings = settings;
    this.zone = zone;
    this.mail = mail;
    this.certificates = certificates;
    this.witness = witness;
    this.lifetimes = lifetimes;
  }

  /** One for all that is well, and one of its own for what there is something to do about. */
  List<Result> results(View v) {
    Optional<Health> certificate = certificates.health(v.at().wall());
    List<Result> results = new ArrayList<>();
    results.add(housekeeping(v, certificate.filter(Upkeep::isWell)));
    certificate.filter(health -> !isWell(health)).map(Upkeep::certificate).ifPresent(results::add);
    witness.flatMap(watch -> witness(watch, v.at())).ifPresent(results::add);
    lifetimes.get().map(why -> new Result("lifetime", Status.WARNING, why)).ifPresent(results::add);
    return results;
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
        : Result.ok("housekeeping", text);
  }

  private static Result certificate(Health health) {
    String all =
        Stream.concat(health.failures().stream(), health.warnings().stream())
            .collect(Collectors.joining("; "));
    return new Result(
        "certificate", health.failures().isEmpty() ? Status.WARNING : Status.CRITICAL, all);
  }

  /** The cluster itself may not notice for long that one of its three votes is gone. */
  private Optional<Result> witness(WitnessWatch watch, Moment now) {
    return watch.latest(now).map(seen -> witness(watch.host(), seen));
  }

  private Result witness(String host, Sighting seen) {
    if (seen instanceof Sighting.Seen) {
      return Result.ok("witness", host + ": " + seen.detail());
    }
    return new Result(
        "witness",
        Status.WARNING,
        "%s: %s; without it the DAG may lose its majority when %s fails, and dismount the databases here, too"
            .formatted(host, seen.detail(), settings.pair().peer()));
  }

  private static boolean isWell(Health health) {
    return health.failures().isEmpty() && health.warnings().isEmpty();
  }
}
