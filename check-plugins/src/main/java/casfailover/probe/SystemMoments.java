package casfailover.probe;

import casfailover.sight.Moment;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The three clocks of this machine. Linux tells in {@code /proc/uptime}, to a hundredth of a
 * second, how long ago it started, sleep included; where there is no such file the clock that
 * stands still in sleep stands for it, and only the wall clock tells of a sleep.
 *
 * <p>The file stays open: the clocks are read for each check and each look.
 */
public final class SystemMoments implements Supplier<Moment> {

  private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000L);

  /** Two numbers of at most ten digits before the point, and what parts them. */
  private static final int LONGEST = 64;

  private final Path path;
  private final Optional<RandomAccessFile> uptime;

  public SystemMoments() {
    this(Path.of("/proc/uptime"));
  }

  SystemMoments(Path path) {
    this.path = path;
    this.uptime = open(path);
  }

  private static Optional<RandomAccessFile> open(Path path) {
    try {
      return Files.exists(path)
          ? Optional.of(new RandomAccessFile(path.toFile(), "r"))
          : Optional.empty();
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  @Override
  public Moment get() {
    Duration monotonic = Duration.ofNanos(System.nanoTime());
    Duration boot = uptime.map(this::boot).orElse(monotonic);
    return new Moment(monotonic, boot, Instant.now());
  }

  private Duration boot(RandomAccessFile file) {
    try {
      String seconds = read(file).strip().split(" ", 2)[0];
      return Duration.ofNanos(new BigDecimal(seconds).multiply(NANOS).longValue());
    } catch (IOException | NumberFormatException e) {
      throw unreadable(path, e);
    }
  }

  /** From the start each time, which Linux takes as a new question. */
  private static String read(RandomAccessFile file) throws IOException {
    byte[] bytes = new byte[LONGEST];
    synchronized (file) {
      file.seek(0);
      int count = file.read(bytes);
      return new String(bytes, 0, Math.max(count, 0), StandardCharsets.US_ASCII);
    }
  }

  private static IllegalStateException unreadable(Path path, Exception e) {
    return new IllegalStateException(
        path + " does not tell how long ago this machine started: " + e.getMessage(), e);
  }
}
