package casfailover.program;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.logging.FileHandler;
import java.util.logging.Handler;
import java.util.logging.Logger;

/** The agent's log in files of its own, for where nobody keeps what it writes to standard error. */
final class LogFile {

  private static final int BYTES = 1024 * 1024;
  private static final int FILES = 5;

  private LogFile() {}

  /**
   * Sends the log there from now on. The newest file has a {@code .0} behind its name; when it is
   * full it becomes {@code .1}, and so on, and a sixth one is never there.
   *
   * @throws IOException if no file can be written there
   */
  static void use(Path file) throws IOException {
    Handler handler = handler(file, BYTES);
    Logger root = Logger.getLogger("");
    for (Handler before : root.getHandlers()) {
      root.removeHandler(before);
    }
    root.addHandler(handler);
  }

  /** Writes files of about that many bytes each. */
  static Handler handler(Path file, int bytes) throws IOException {
    // A percent sign is JUL's own there, and stands for itself when doubled.
    String pattern = file.toString().replace("%", "%%") + ".%g";
    FileHandler handler = new FileHandler(pattern, bytes, FILES, true);
    handler.setEncoding(StandardCharsets.UTF_8.name());
    handler.setFormatter(new LogLine());
    return handler;
  }
}
