package casfailover.certificate;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Those who watch a pair.
 *
 * @param second the name of a second one, which knows nothing of the first
 * @param user who shall own their keys, where they run on this machine
 */
public record Monitors(Optional<String> second, Optional<String> user) {

  /** The usual one, run by whoever it may be. */
  public static final Monitors ONE = new Monitors(Optional.empty(), Optional.empty());

  /** The names in their certificates. */
  public List<String> names() {
    return Stream.concat(Stream.of(TlsFolder.MONITOR), second.stream()).toList();
  }
}
