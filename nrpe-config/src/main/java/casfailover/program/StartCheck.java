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

/** What an agent asks of its settings before it goes by them, at a start and at a reload alike. */
final class StartCheck {

  private StartCheck() {}

  /**
   * The settings in a file with the certificates that they name, or all that speaks against them.
   */
  static Reading read(Path file) {
    Reading reading = Machine.settings(file);
    if (!(reading instanceof Reading.Good good)) {
      return reading;
    }
    Optional<Health> certificates =
        new Parts(good.settings(), CasAgent.home()).certificates(Instant.now());
    return certificates.map(health -> with(health, good, file)).orElse(good);
  }

  private static Reading with(Health health, Reading.Good good, Path file) {
    Place place = SettingsReader.place(file, "tls_dir");
    if (!health.failures().isEmpty()) {
      return new Reading.Refused(
          health.failures().stream().map(why -> new Problem(place, "tls_dir: " + why)).toList());
    }
    List<Warning> warnings = new ArrayList<>(good.warnings());
    health.warnings().forEach(text -> warnings.add(new Warning(place, "tls_dir: " + text)));
    return new Reading.Good(good.settings(), warnings);
  }
}
