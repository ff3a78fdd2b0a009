package casfailover.nrpe;

import io.netty.channel.ChannelPipeline;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Everything that must not happen and that nobody is told of but the log: errors of ours, warnings
 * of Netty (an exception that nobody handles, a buffer that nobody releases), and exceptions that
 * end a thread.
 */
final class Alarms extends Handler implements AutoCloseable {

  private static final Logger ROOT = Logger.getLogger("");

  /** Where Netty tells, on a lower level, of what reached the end of a pipeline. */
  private static final Logger PIPELINE =
      Logger.getLogger(ChannelPipeline.class.getPackageName() + ".DefaultChannelPipeline");

  private final Queue<String> all = new ConcurrentLinkedQueue<>();

  Alarms() {
    setLevel(Level.ALL);
    ROOT.addHandler(this);
    PIPELINE.setLevel(Level.FINE);
    Thread.setDefaultUncaughtExceptionHandler((thread, e) -> all.add(thread + " ended by " + e));
  }

  Queue<String> all() {
    return all;
  }

  @Override
  public void publish(LogRecord line) {
    boolean netty = String.valueOf(line.getLoggerName()).startsWith("io.netty");
    boolean reachedTheEnd = line.getLoggerName().equals(PIPELINE.getName());
    if (reachedTheEnd
        || line.getLevel().intValue() >= (netty ? Level.WARNING : Level.SEVERE).intValue()) {
      all.add(line.getLoggerName() + ": " + line.getMessage() + " " + line.getThrown());
    }
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    ROOT.removeHandler(this);
    PIPELINE.setLevel(null);
    Thread.setDefaultUncaughtExceptionHandler(null);
  }
}
