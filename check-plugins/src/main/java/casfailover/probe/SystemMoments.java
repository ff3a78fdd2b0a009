package casfailover.probe;

import casfailover.sight.Moment;
import java.io.IOException;
import java.io.RandomAccessFile;
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
    byte[] text = new byte[LONGEST];
    try {
      int length = read(file, text);
      return Duration.ofMillis(10 * hundredths(text, length));
    } catch (IOException | NumberFormatException e) {
      throw unreadable(path, e);
    }
  }

  /** From the start each time, which Linux takes as a new question. */
  private static int read(RandomAccessFile file, byte[] text) throws IOException {
    synchronized (file) {
      file.seek(0);
      return Math.max(0, file.read(text));
    }
  }

  /** The first number of {@code 1244.86 2386.48}; by hand, since each check asks for it. */
  private static long hundredths(byte[] text, int length) {
    long number = 0;
    int point = 0;
    for (int i = 0; i < length; i++) {
      byte c = text[i];
      if (c >= '0' && c <= '9') {
        number = 10 * number + c - '0';
      } else if (c == '.' && point == 0 && i > 0) {
        point = i;
      } else if (c == ' ' && point > 0 && i == point + 3) {
        return number;
      } else {
        break;
      }
    }
    throw new NumberFormatException(
        "it holds '" + new String(text, 0, length, StandardCharsets.US_ASCII).strip() + "'");
  }

  private static IllegalStateException unreadable(Path path, Exception e) {
    return new IllegalStateException(
        path + " does not tell how long ago this machine started: " + e.getMessage(), e);
  }
}
