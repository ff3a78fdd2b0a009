package casfailover.jnrpe;

import java.util.List;

/** A way to ask a check of the agent that runs on this machine. */
@FunctionalInterface
public interface AgentClient {

  /**
   * Asks a check. Where the agent cannot be asked the answer is UNKNOWN and says why.
   *
   * @param command the name of the check's command, as in {@code check_peer}
   * @param words {@code key=value} words, each one known to the check
   */
  Answer ask(String command, List<String> words);
}
