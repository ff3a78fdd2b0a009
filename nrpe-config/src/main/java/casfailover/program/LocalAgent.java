package casfailover.program;

import casfailover.certificate.Health;
import casfailover.config.Settings;
import casfailover.nrpe.Answer;
import casfailover.nrpe.Query;
import casfailover.nrpe.Reply;
import casfailover.nrpe.SocketNrpeClient;
import casfailover.pair.FreeText;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The agent that runs on this machine, asked over NRPE as anybody else would. */
final class LocalAgent {

  private static final Duration DEADLINE = Duration.ofSeconds(15);

  private final Settings settings;

  LocalAgent(Settings settings) {
    this.settings = settings;
  }

  /** Asks it once; its answer can be shown as it is, whoever it was that answered. */
  Answer ask(String command, List<String> words) {
    try {
      Parts parts = new Parts(settings, CasAgent.home());
      Answer answer =
          new SocketNrpeClient().ask(parts.nrpe().localTarget(DEADLINE), new Query(command, words));
      if (answer instanceof Answer.NoAnswer unclear) {
        return explained(unclear, parts.nrpe());
      }
      return answer instanceof Answer.Answered answered ? inert(answered.reply()) : answer;
    } catch (IOException e) {
      return new Answer.NoAnswer("cannot use the certificates in tls_dir: " + e.getMessage());
    }
  }

  /** Whoever the agent's certificate turns away can still look at the files. */
  private static Answer explained(Answer.NoAnswer answer, NrpeParts nrpe) {
    List<String> unfit = nrpe.certificates(Instant.now()).map(Health::unfit).orElse(List.of());
    return unfit.isEmpty()
        ? answer
        : new Answer.NoAnswer(
            answer.why() + "; " + String.join("; ", unfit) + "; then restart cas-agent");
  }

  private static Answer inert(Reply reply) {
    return new Answer.Answered(new Reply(reply.code(), FreeText.block(reply.text())));
  }

  /** Why there is no answer. */
  static String why(Answer answer) {
    return FreeText.line(
        answer instanceof Answer.Nobody nobody
            ? nobody.why()
            : answer instanceof Answer.NoAnswer unclear ? unclear.why() : "");
  }
}
