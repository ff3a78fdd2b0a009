package casfailover.process;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** A runner that starts nothing: it keeps the commands, and a script says what becomes of them. */
public final class ScriptedCommandRunner implements CommandRunner {

  /** A command that was started, as a test sees it. */
  public static final class Started implements Child {
    private final Command command;
    private final LineListener listener;
    private final List<String> said = new ArrayList<>();
    private boolean ended;

    Started(Command command, LineListener listener) {
      this.command = command;
      this.listener = listener;
    }

    public Command command() {
      return command;
    }

    /** Lets the child print lines. */
    public void prints(String... lines) {
      List.of(lines).forEach(listener::line);
    }

    /** Lets the child be gone. */
    public void goes(Ended how) {
      listener.ended(how);
    }

    public List<String> said() {
      return said;
    }

    public boolean wasEnded() {
      return ended;
    }

    @Override
    public void say(String line) {
      said.add(line);
    }

    @Override
    public void fallSilent() {
      throw new AssertionError("its input does not end");
    }

    @Override
    public void end() {
      ended = true;
    }
  }

  /** What becomes of a command that is started, by its number from 0. */
  public interface Script {
    void started(int number, Started child);
  }

  private final List<Started> started = new ArrayList<>();
  private final List<Command> ran = new ArrayList<>();
  private final Script script;
  private final BiFunction<Integer, Command, Ended> runs;

  /** A runner for commands that are started. */
  public ScriptedCommandRunner(Script script) {
    this(script, (number, command) -> new Ended.NotStarted("not in this script"));
  }

  /** A runner for both kinds of commands. */
  public ScriptedCommandRunner(Script script, BiFunction<Integer, Command, Ended> runs) {
    this.script = script;
    this.runs = runs;
  }

  @Override
  public synchronized Ended run(Command command) {
    ran.add(command);
    return runs.apply(ran.size() - 1, command);
  }

  @Override
  public Child start(Command command, LineListener listener) {
    Started child = new Started(command, listener);
    int number;
    synchronized (this) {
      number = started.size();
      started.add(child);
    }
    script.started(number, child);
    return child;
  }

  public synchronized List<Started> started() {
    return List.copyOf(started);
  }

  public synchronized List<Command> ran() {
    return List.copyOf(ran);
  }
}
