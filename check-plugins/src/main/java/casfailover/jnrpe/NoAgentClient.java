package casfailover.jnrpe;

import casfailover.check.Check;
import java.util.List;

/**
 * The client of a program that brought no way to ask the agent: each answer is UNKNOWN and says
 * where the agent would be.
 */
final class NoAgentClient implements AgentClient {

  private final AgentAddress address;

  NoAgentClient(AgentAddress address) {
    this.address = address;
  }

  @Override
  public Answer ask(String command, List<String> words) {
    String sentence =
        "cannot ask cas-agent at %s: this program has no NRPE client; ask it with check_nrpe -c %s"
            .formatted(address, command);
    return Check.of(command)
        .map(check -> Answer.of(check.unknown(sentence)))
        .orElseGet(() -> new Answer(3, sentence));
  }
}
