package casfailover.takeover;

import casfailover.process.Child;
import casfailover.process.Command;
import casfailover.process.CommandRunner;
import casfailover.process.Ended;
import casfailover.process.LineListener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks the Task Scheduler of Windows for the definitions of all tasks, whose XML is the same in
 * every language (MS-TSCH 2.5), and reads them one by one as they come.
 */
public final class SchtasksOldScriptTask implements OldScriptTask {

  private static final Duration DEADLINE = Duration.ofSeconds(10);
  private static final Duration ITS_END = Duration.ofSeconds(3);

  /** The longest line of a definition; one definition is at most as many characters. */
  private static final int LONGEST = 256 * 1024;

  private final Path program;
  private final CommandRunner runner;

  /**
   * The tasks of this machine.
   *
   * @param program the absolute path of schtasks.exe
   * @param runner runs it
   */
  public SchtasksOldScriptTask(Path program, CommandRunner runner) {
    this.program = program;
    this.runner = runner;
  }

  @Override
  public State state() {
    Command command =
        new Command(program, List.of("/Query", "/XML"), DEADLINE, LONGEST, Command.Tree.ALONE);
    Definitions definitions = new Definitions();
    Child child = runner.start(command, definitions);
    try {
      Ended ended = definitions.end.get(DEADLINE.plus(ITS_END).toMillis(), TimeUnit.MILLISECONDS);
      return definitions.state(ended, ended.sentence(command));
    } catch (TimeoutException | ExecutionException e) {
      return new State.Unknown(command + " did not end: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new State.Unknown(command + " was interrupted");
    } finally {
      child.end();
    }
  }

  /** What the program prints: before each definition its name as a comment. */
  private static final class Definitions implements LineListener {

    private static final Pattern NAME = Pattern.compile("\\s*<!--\\s*(\\\\.*?)\\s*-->\\s*");
    private static final Pattern DISABLED =
        Pattern.compile("(?s)<Settings>.*<Enabled>\\s*false\\s*</Enabled>.*</Settings>");
    private static final Pattern ACTIONS = Pattern.compile("(?s)<Actions[ >].*</Actions>");
    private static final Pattern RUNS =
        Pattern.compile(Pattern.quote(SCRIPT), Pattern.CASE_INSENSITIVE);

    private final CompletableFuture<Ended> end = new CompletableFuture<>();
    private final StringBuilder definition = new StringBuilder();
    private String name = "";
    private int read;
    private boolean tooLong;
    private Optional<String> enabled = Optional.empty();

    /** A zero byte is the half of a character that a wider encoding adds. */
    @Override
    public synchronized void line(String line) {
      String text = line.replace("\0", "");
      Matcher named = NAME.matcher(text);
      if (named.matches()) {
        name = named.group(1);
        definition.setLength(0);
        return;
      }
      if (definition.length() + text.length() > LONGEST) {
        tooLong = true;
        definition.setLength(0);
      }
      definition.append(text).append('\n');
      if (text.contains("</Task>")) {
        read++;
        Matcher actions = ACTIONS.matcher(definition);
        boolean runs = actions.find() && RUNS.matcher(actions.group()).find();
        if (runs && !DISABLED.matcher(definition).find()) {
          enabled = Optional.of(name);
        }
        definition.setLength(0);
      }
    }

    @Override
    public void ended(Ended how) {
      end.complete(how);
    }

    /** A Windows without a single task there is none, so nothing read is no answer. */
    synchronized State state(Ended ended, String sentence) {
      if (enabled.isPresent()) {
        return new State.Enabled(enabled.get());
      }
      boolean all = ended instanceof Ended.Exited exited && exited.code() == 0;
      return all && read > 0 && !tooLong && definition.toString().isBlank()
          ? new State.Off()
          : new State.Unknown(sentence + " (" + read + " tasks read)");
    }
  }
}
