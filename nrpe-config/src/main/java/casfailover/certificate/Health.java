package casfailover.certificate;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a look at the certificates of a server found.
 *
 * @param unusable why there can be no TLS with them, file by file, and what to do
 * @param unfit why others will not trust them though there can: expired, another server's
 * @param warnings what a person should see to before it is too late
 * @param until when the first of them ends; empty if none could be read
 */
public record Health(
    List<String> unusable, List<String> unfit, List<String> warnings, Optional<Instant> until) {
  public Health {
    unusable = List.copyOf(unusable);
    unfit = List.copyOf(unfit);
    warnings = List.copyOf(warnings);
  }

  /** All that is wrong with them now. */
  public List<String> failures() {
    return Stream.concat(unusable.stream(), unfit.stream()).toList();
  }
}
