package casfailover.takeover;

import casfailover.process.Child;
import casfailover.process.Command;
import casfailover.process.CommandRunner;
import casfailover.process.Ended;
import casfailover.process.LineListener;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A runner that starts nothing: it notes the commands, and a test says how they end. */
final class RecordingRunner implements CommandRunner {

  /** A command that was started and runs until it is ended. */
  static final class Started implements Child {
    final Command command;
    boolean ended;

    Started(Command command) {
      this.command = command;
    }

    @Override
    public void say(String line) {
      throw new AssertionError(command + " is not spoken to");
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

  final List<Command> ran = new ArrayList<>();
  final List<Started> started = new ArrayList<>();
  private final Function<Command, Ended> ends;

  RecordingRunner(Function<Command, Ended> ends) {
    this.ends = ends;
  }

  @Override
  public Ended run(Command command) {
    ran.add(command);
    return ends.apply(command);
  }

  @Override
  public Child start(Command command, LineListener listener) {
    Started child = new Started(command);
    started.add(child);
    return child;
  }
}
