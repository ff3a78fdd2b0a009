package casfailover.certificate;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a look at the certificates of a server found.
 *
 * @param failures why they cannot be used, file by file, and what to do; none if they can
 * @param warnings what a person should see to before it is too late
 * @param until when the first of them ends; empty if none could be read
 */
public record Health(List<String> failures, List<String> warnings, Optional<Instant> until) {
  public Health {
    failures = List.copyOf(failures);
    warnings = List.copyOf(warnings);
  }
}
