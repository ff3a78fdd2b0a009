package casfailover.config;

import java.util.List;

/** What came of reading a settings file. */
public sealed interface Reading {

  /**
   * Settings that may be worked with.
   *
   * @param settings the settings
   * @param warnings what a person should look at all the same
   */
  record Good(Settings settings, List<Warning> warnings) implements Reading {
    public Good {
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * Settings that may not be worked with.
   *
   * @param problems all that is wrong with them, at least one, in the order of the file
   */
  record Refused(List<Problem> problems) implements Reading {
    public Refused {
      problems = List.copyOf(problems);
    }
  }
}
