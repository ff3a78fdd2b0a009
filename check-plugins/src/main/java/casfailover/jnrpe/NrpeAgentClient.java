package casfailover.jnrpe;

import casfailover.check.Check;
import casfailover.check.PluginLine;
import casfailover.nrpe.NrpeTarget;
import casfailover.nrpe.Query;
import casfailover.nrpe.Reply;
import casfailover.nrpe.SocketNrpeClient;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * The way to the running agent over NRPE. What the agent says passes through as it is, unless it is
 * longer than a stock JNRPE server can send: that would cut it anywhere, within a character too.
 */
final class NrpeAgentClient implements AgentClient {

  /** Half of what check_nrpe waits: a stock JNRPE server runs plugins where it serves others. */
  private static final Duration DEADLINE = Duration.ofSeconds(5);

  private final AgentAddress address;

  NrpeAgentClient(AgentAddress address) {
    this.address = address;
  }

  @Override
  public Answer ask(String command, List<String> words) {
    try {
      return answer(command, address.target(DEADLINE), new Query(command, words));
    } catch (IOException | IllegalArgumentException e) {
      return unknown(command, String.valueOf(e.getMessage()));
    }
  }

  private Answer answer(String command, NrpeTarget agent, Query query) {
    casfailover.nrpe.Answer answer = new SocketNrpeClient().ask(agent, query);
    if (answer instanceof casfailover.nrpe.Answer.Answered answered) {
      Reply reply = answered.reply();
      return new Answer(reply.code(), PluginLine.fit(reply.text(), PluginLine.V2_BYTES));
    }
    return answer instanceof casfailover.nrpe.Answer.Nobody nobody
        ? unknown(command, nobody.why() + "; " + whereItListens())
        : unknown(command, ((casfailover.nrpe.Answer.NoAnswer) answer).why() + "; " + howItTalks());
  }

  private static String whereItListens() {
    return "start cas-agent, or say where it listens by -D%s=ADDRESS and -D%s=PORT"
        .formatted(AgentAddress.HOST, AgentAddress.PORT);
  }

  private String howItTalks() {
    return address
        .tlsDir()
        .map(
            dir ->
                dir
                    + " must have the ca.pem of the agent, and, if that demands certificates,"
                    + " monitor.pem and monitor.key that the user of this program can read")
        .orElseGet(
            () ->
                "if the agent has a tls_dir, name a folder with its ca.pem by -D%s=FOLDER"
                    .formatted(AgentAddress.TLS_DIR));
  }

  private static Answer unknown(String command, String why) {
    String sentence = "cannot ask cas-agent: " + why;
    return Check.of(command)
        .map(check -> Answer.of(check.unknown(sentence)))
        .orElseGet(() -> new Answer(3, sentence));
  }
}
