package casfailover.process;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadFactory;

/**
 * Runs programs by Commons Exec, each in an environment that holds only what it needs: a plain
 * locale, so that outputs read the same everywhere, and a fixed search path.
 */
public final class ExecCommandRunner implements CommandRunner {

  /** Without these PowerShell and the programs that it calls do not start on Windows. */
  private static final List<String> NEEDED_ON_WINDOWS =
      List.of(
          "SystemRoot",
          "SystemDrive",
          "windir",
          "ComSpec",
          "PATHEXT",
          "PSModulePath",
          "TEMP",
          "TMP",
          "USERPROFILE",
          "APPDATA",
          "LOCALAPPDATA",
          "COMPUTERNAME",
          "PROCESSOR_ARCHITECTURE",
          "ExchangeInstallPath",
          "ProgramFiles",
          "ProgramData");

  private static final int LAST_ERRORS = 8 * 1024;

  private final Map<String, String> environment;
  private final Encoding encoding;
  private final ThreadFactory threads;

  /** A runner whose children get the least that they need of an environment. */
  public ExecCommandRunner() {
    this(
        least(System.getenv()),
        System.getenv().containsKey("SystemRoot")
            ? Encoding.ofWindows(Locale.getDefault())
            : Encoding.UTF_8);
  }

  /** A runner whose children get exactly this environment. */
  public ExecCommandRunner(Map<String, String> environment) {
    this(environment, Encoding.UTF_8);
  }

  /** The same for children that print in the code page of a Windows in a language. */
  public ExecCommandRunner(Map<String, String> environment, Locale windows) {
    this(environment, Encoding.ofWindows(windows));
  }

  private ExecCommandRunner(Map<String, String> environment, Encoding encoding) {
    this.environment = Map.copyOf(environment);
    this.encoding = encoding;
    this.threads =
        body -> {
          Thread thread = new Thread(body, "child process");
          thread.setDaemon(true);
          return thread;
        };
  }

  /** What children need of the environment of this program. */
  static Map<String, String> least(Map<String, String> ours) {
    Map<String, String> least = new HashMap<>();
    for (String name : NEEDED_ON_WINDOWS) {
      if (ours.containsKey("SystemRoot") && ours.containsKey(name)) {
        least.put(name, ours.getOrDefault(name, ""));
      }
    }
    String system = least.getOrDefault("SystemRoot", "");
    least.put("LC_ALL", "C");
    least.put(
        "PATH",
        system.isEmpty()
            ? "/usr/sbin:/usr/bin:/sbin:/bin"
            : system + "\\System32;" + system + ";" + system + "\\System32\\Wbem");
    return least;
  }

  @Override
  public Ended run(Command command) {
    CompletableFuture<Ended> ended = new CompletableFuture<>();
    RunningChild child =
        new RunningChild(
            command,
            threads,
            new Sink.Head(command.outputLimit(), encoding),
            new Sink.Head(command.outputLimit(), encoding),
            ended::complete);
    child.launch(environment);
    try {
      return ended.get();
    } catch (InterruptedException e) {
      child.end();
      Thread.currentThread().interrupt();
      return ended.join();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the end of " + command + " was lost", e);
    }
  }

  @Override
  public Child start(Command command, LineListener listener) {
    RunningChild child =
        new RunningChild(
            command,
            threads,
            new Sink.Lines(command.outputLimit(), encoding, listener::line),
            new Sink.Tail(LAST_ERRORS, encoding),
            listener::ended);
    child.launch(environment);
    return child;
  }
}
