package casfailover.probe;

import casfailover.sight.Moment;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * The three clocks of this machine. Linux tells in {@code /proc/uptime}, to a hundredth of a
 * second, how long ago it started, sleep included; where there is no such file the clock that
 * stands still in sleep stands for it, and only the wall clock tells of a sleep.
 */
public final class SystemMoments implements Supplier<Moment> {

  private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000L);

  private final Path uptime;

  public SystemMoments() {
    this(Path.of("/proc/uptime"));
  }

  SystemMoments(Path uptime) {
    this.uptime = uptime;
  }

  @Override
  public Moment get() {
    Duration monotonic = Duration.ofNanos(System.nanoTime());
    return new Moment(monotonic, boot(monotonic), Instant.now());
  }

  private Duration boot(Duration monotonic) {
    if (!Files.exists(uptime)) {
      return monotonic;
    }
    try {
      String seconds = Files.readString(uptime).strip().split(" ", 2)[0];
      return Duration.ofNanos(new BigDecimal(seconds).multiply(NANOS).longValue());
    } catch (IOException | NumberFormatException e) {
      throw new IllegalStateException(
          uptime + " does not tell how long ago this machine started: " + e.getMessage(), e);
    }
  }
}
