package casfailover.agent;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** The lines that a logger, or one below it, was given. */
final class LogLines extends Handler implements AutoCloseable {

  final List<String> all = new CopyOnWriteArrayList<>();
  private final Logger logger;

  /** Listens until it is closed. */
  LogLines(String name) {
    logger = Logger.getLogger(name);
    logger.addHandler(this);
  }

  @Override
  public void publish(LogRecord line) {
    all.add(line.getMessage());
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    logger.removeHandler(this);
  }
}
