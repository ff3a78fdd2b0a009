package casfailover.takeover;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file that names the guard that is in charge: the one that was fed for the first time last. A
 * guard whose agent was restarted finds its successor there, and leaves the address alone.
 */
public final class GuardClaim {

  private static final Logger LOG = LoggerFactory.getLogger(GuardClaim.class);

  private final Path file;
  private final String name;

  /**
   * The claim of one guard.
   *
   * @param file the file that all guards of this machine share
   * @param name what no other guard is called
   */
  public GuardClaim(Path file, String name) {
    this.file = file;
    this.name = name;
  }

  void make() throws IOException {
    Files.writeString(file, name + "\n", StandardCharsets.UTF_8);
  }

  /** Whether a later guard is in charge. One that cannot be asked about does not count. */
  boolean isSomebodyElses() {
    try {
      String inCharge = Files.readString(file, StandardCharsets.UTF_8).strip();
      return !inCharge.isEmpty() && !inCharge.equals(name);
    } catch (IOException e) {
      LOG.warn("{} does not tell which guard is in charge: {}", file, e.toString());
      return false;
    }
  }
}
