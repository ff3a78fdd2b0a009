package casfailover.program;

import casfailover.nrpe.Answer;
import casfailover.report.Json;
import java.util.List;

/** What is ordered of the agent of this machine, and its answer as words and as an exit code. */
final class AgentOrders {

  private final Invocation call;

  AgentOrders(Invocation call) {
    this.call = call;
  }

  int order(String command, List<String> words) {
    return told(new LocalAgent(call.settings()).ask(command, words));
  }

  /** Shows an answer; its first word tells how it went. */
  int told(Answer answer) {
    if (!(answer instanceof Answer.Answered answered)) {
      call.warn("cas-agent does not run here: " + LocalAgent.why(answer));
      return Exit.FAILED;
    }
    String text = answered.reply().text();
    String outcome = text.split(" ", 2)[0];
    boolean notUnderstood = answered.reply().code() == 3 && text.endsWith("Nothing was done.");
    int exit =
        switch (outcome) {
          case "DONE" -> Exit.DONE;
          case "HELD" -> Exit.HELD;
          case "REFUSED" -> Exit.REFUSED;
          default -> notUnderstood ? Exit.USAGE : Exit.FAILED;
        };
    if (call.json()) {
      boolean word = exit != Exit.USAGE && (exit != Exit.FAILED || outcome.equals("FAILED"));
      call.say(
          Json.object()
              .with("version", 1)
              .with("outcome", word ? outcome : notUnderstood ? "NOT_UNDERSTOOD" : "FAILED")
              .with("text", word ? text.substring(outcome.length()).strip() : text)
              .end());
    } else {
      call.say(text);
    }
    return exit;
  }
}
