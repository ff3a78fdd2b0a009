package casfailover.jnrpe;

import casfailover.check.Outcome;
import casfailover.check.PluginLine;

/**
 * What goes back to a monitor.
 *
 * @param code the state as the exit code of a plugin, 0 to 3
 * @param text the output of the plugin, in one or more lines
 */
public record Answer(int code, String text) {

  public Answer {
    if (code < 0 || code > 3) {
      throw new IllegalArgumentException("a plugin answers 0 to 3, not " + code);
    }
  }

  static Answer of(Outcome outcome) {
    return new Answer(outcome.status().code(), PluginLine.of(outcome).text());
  }
}
