package casfailover.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;

/** The processor time that processes have used, by {@code /proc/PID/stat}. */
final class CpuTime {

  /** Linux tells programs its times in hundredths of a second, whatever its own clock is. */
  private static final double TICK_MILLIS = 10;

  /** Counted behind the name: utime, stime, and cutime and cstime, those of the dead children. */
  private static final int FIRST = 11;

  private static final int LAST = 14;

  private CpuTime() {}

  /** All that a process used, and those of its children that it has waited for. */
  static double millis(ProcessHandle process) {
    Path stat = Path.of("/proc", Long.toString(process.pid()), "stat");
    try {
      return millis(Files.readString(stat));
    } catch (IOException e) {
      throw new CannotRun("a process that is measured has ended: " + e.getMessage(), e);
    }
  }

  static double millis(String stat) {
    // The name stands in parentheses, and may itself have blanks and parentheses.
    String[] field = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return IntStream.rangeClosed(FIRST, LAST).mapToLong(i -> Long.parseLong(field[i])).sum()
        * TICK_MILLIS;
  }
}
