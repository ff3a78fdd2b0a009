package casfailover.process;

import java.time.Duration;

/** How a run of a {@link Command} came to its end. */
public sealed interface Ended {

  /** The longest excerpt of an output that a sentence carries, in characters. */
  int EXCERPT = 300;

  /** What was run and what came of it, in one sentence for a person. */
  String sentence(Command command);

  /**
   * It ended by itself, or because its {@link Child} was told to end.
   *
   * @param code its exit code; above 128 it was ended by the signal of that number less 128
   * @param out what it printed, as far as it was kept
   * @param err what it printed as errors, as far as it was kept
   * @param took from its start to its end
   */
  record Exited(int code, String out, String err, Duration took) implements Ended {

    /** Whether the program itself says that it succeeded. */
    public boolean wentWell() {
      return code == 0;
    }

    @Override
    public String sentence(Command command) {
      return command + " ended with exit code " + code + ": " + excerpt(out, err);
    }
  }

  /**
   * It ran past its deadline and was ended with all that it had started.
   *
   * @param out what it had printed, as far as it was kept
   * @param err what it had printed as errors, as far as it was kept
   * @param took from its start to its end
   */
  record TimedOut(String out, String err, Duration took) implements Ended {
    @Override
    public String sentence(Command command) {
      return command
          + " did not end within "
          + command.deadline().toMillis()
          + " ms and was ended: "
          + excerpt(out, err);
    }
  }

  /**
   * It never ran.
   *
   * @param why what the system said
   */
  record NotStarted(String why) implements Ended {
    @Override
    public String sentence(Command command) {
      return command + " could not be started: " + why;
    }
  }

  private static String excerpt(String out, String err) {
    String text = (err.isBlank() ? out : err).strip().replaceAll("[\\s\\p{Cntrl}]+", " ");
    if (text.isEmpty()) {
      return "it printed nothing";
    }
    return text.length() <= EXCERPT ? text : text.substring(0, EXCERPT) + "…";
  }
}
