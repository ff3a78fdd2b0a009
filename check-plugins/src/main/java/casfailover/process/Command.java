package casfailover.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A program to be run, with what it is given and how much it may take.
 *
 * @param program the absolute path of the program; no search path and no shell is ever asked
 * @param arguments handed to the program one by one as they are, without any quoting
 * @param deadline the longest that the program may run, from its start to its end
 * @param outputLimit how many bytes of each of its two outputs are kept; for a program that is
 *     listened to while it runs, the longest line
 * @param tree what there is to end with it
 */
public record Command(
    Path program, List<String> arguments, Duration deadline, int outputLimit, Tree tree) {

  /** What a program is the root of. */
  public enum Tree {
    /** It may start others, and those too; to find them takes a look at every process there is. */
    DESCENDANTS,
    /** It is known to start none. */
    ALONE
  }

  /** What is kept of the output of programs that print a few lines, in bytes. */
  public static final int FEW_LINES = 64 * 1024;

  public Command {
    if (!program.isAbsolute()) {
      throw new IllegalArgumentException("'" + program + "' is not an absolute path of a program");
    }
    if (deadline.isZero() || deadline.isNegative() || outputLimit <= 0) {
      throw new IllegalArgumentException(
          program + " needs a deadline and an output limit above zero");
    }
    arguments = List.copyOf(arguments);
  }

  /** A command that may start others. */
  public Command(Path program, List<String> arguments, Duration deadline, int outputLimit) {
    this(program, arguments, deadline, outputLimit, Tree.DESCENDANTS);
  }

  /** A command that prints a few lines. */
  public static Command of(Path program, Duration deadline, String... arguments) {
    return new Command(program, List.of(arguments), deadline, FEW_LINES);
  }

  /** The same, of a program that starts no other. */
  public Command alone() {
    return new Command(program, arguments, deadline, outputLimit, Tree.ALONE);
  }

  /** The command as a person would write it. */
  @Override
  public String toString() {
    return arguments.isEmpty() ? program.toString() : program + " " + String.join(" ", arguments);
  }
}
