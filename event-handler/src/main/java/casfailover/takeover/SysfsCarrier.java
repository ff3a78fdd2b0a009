package casfailover.takeover;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** The link as Linux counts it in sysfs, from 4.16 on. */
public final class SysfsCarrier implements Carrier {

  private final Path interfaces;

  /**
   * The links of a machine.
   *
   * @param interfaces where the system shows its interfaces: {@code /sys/class/net}
   */
  public SysfsCarrier(Path interfaces) {
    this.interfaces = interfaces;
  }

  @Override
  public OptionalLong ups(String networkInterface) {
    try {
      Path count = interfaces.resolve(networkInterface).resolve("carrier_up_count");
      return OptionalLong.of(
          Long.parseLong(Files.readString(count, StandardCharsets.US_ASCII).strip()));
    } catch (IOException | NumberFormatException e) {
      return OptionalLong.empty();
    }
  }
}
