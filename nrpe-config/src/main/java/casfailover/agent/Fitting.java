package casfailover.agent;

import casfailover.config.Settings;
import java.util.List;

/** What came of reading the settings for a running agent. */
public sealed interface Fitting {

  /**
   * All that is new is ready.
   *
   * @param settings the settings
   * @param changed by name what is not as it was; a value may be secret
   * @param warnings what a person should look at all the same
   * @param equipment what the agent works with under them
   * @param outside puts into force what lies outside the agent: who is let in, how mail is sent
   */
  record Ready(
      Settings settings,
      List<String> changed,
      List<String> warnings,
      Equipment equipment,
      Runnable outside)
      implements Fitting {
    public Ready {
      changed = List.copyOf(changed);
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * The old ones must do.
   *
   * @param problems why, at least one, as {@code file:line: message} where a line is to blame
   */
  record Refused(List<String> problems) implements Fitting {
    public Refused {
      problems = List.copyOf(problems);
    }
  }
}
