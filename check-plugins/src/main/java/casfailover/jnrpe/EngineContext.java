package casfailover.jnrpe;

import it.jnrpe.IJNRPEEventBus;
import it.jnrpe.IJNRPEExecutionContext;
import it.jnrpe.events.LogEvent;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** What jnrpe-lib gives its plugins: a place for their log events, and UTF-8. */
final class EngineContext implements IJNRPEExecutionContext, IJNRPEEventBus {

  private final Logger log;

  EngineContext(Logger log) {
    this.log = log;
  }

  @Override
  public IJNRPEEventBus getEventBus() {
    return this;
  }

  @Override
  public Charset getCharset() {
    return StandardCharsets.UTF_8;
  }

  @Override
  public void register(Object listener) {
    throw new UnsupportedOperationException(
        "events of plugins go to the log; nobody listens to them: " + listener);
  }

  @Override
  public void post(Object event) {
    if (event instanceof LogEvent logged) {
      log.log(level(logged), logged.getMessage(), logged.getCause());
    }
  }

  private static Level level(LogEvent event) {
    return switch (event.getLogType()) {
      case TRACE -> Level.TRACE;
      case DEBUG -> Level.DEBUG;
      case INFO -> Level.INFO;
      case WARNING -> Level.WARNING;
      case ERROR, FATAL -> Level.ERROR;
    };
  }
}
