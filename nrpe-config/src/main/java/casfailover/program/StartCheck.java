package casfailover.program;

import casfailover.certificate.Health;
import casfailover.config.Place;
import casfailover.config.Problem;
import casfailover.config.Reading;
import casfailover.config.SettingsReader;
import casfailover.config.Warning;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What an agent asks of its settings before it goes by them. A reload and {@code --check-config}
 * refuse whatever is wrong. A start refuses only what it cannot start with: an agent that a reboot
 * finds with an expired certificate still keeps the address, or nobody would.
 */
final class StartCheck {

  private StartCheck() {}

  /**
   * The settings in a file with the certificates that they name, or all that speaks against them.
   */
  static Reading read(Path file) {
    return read(file, Health::failures);
  }

  /** The same for a start: certificates that others will not trust are a warning here. */
  static Reading readToStart(Path file) {
    return read(file, Health::unusable);
  }

  private static Reading read(Path file, Function<Health, List<String>> refused) {
    Reading reading = Machine.settings(file);
    if (!(reading instanceof Reading.Good good)) {
      return reading;
    }
    Optional<Health> certificates =
        new Parts(good.settings(), CasAgent.home()).nrpe().certificates(Instant.now());
    return certificates.map(health -> with(health, refused.apply(health), good, file)).orElse(good);
  }

  private static Reading with(Health health, List<String> refused, Reading.Good good, Path file) {
    Place place = SettingsReader.place(file, "tls_dir");
    if (!refused.isEmpty()) {
      return new Reading.Refused(
          refused.stream().map(why -> new Problem(place, "tls_dir: " + why)).toList());
    }
    List<Warning> warnings = new ArrayList<>(good.warnings());
    Stream.concat(health.unfit().stream(), health.warnings().stream())
        .forEach(text -> warnings.add(new Warning(place, "tls_dir: " + text)));
    return new Reading.Good(good.settings(), warnings);
  }
}
