package casfailover.handover;

import casfailover.nrpe.NrpeClient;
import casfailover.nrpe.NrpeTarget;
import casfailover.nrpe.Query;
import casfailover.nrpe.Reply;
import casfailover.pair.FreeText;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/**
 * The other agent over NRPE. Each question has a connection of its own, which is open before the
 * question is read, so that an answer needs one packet and cannot be taken for that to another.
 */
public final class NrpePeer implements Peer {

  /** How much is shown of an answer that does not read. */
  private static final int SHOWN = 200;

  private final NrpeClient client;
  private final NrpeTarget target;

  public NrpePeer(NrpeClient client, NrpeTarget target) {
    this.client = client;
    this.target = target;
  }

  /** The same agent, which is reached or addressed in another way. */
  public NrpePeer to(NrpeTarget other) {
    return new NrpePeer(client, other);
  }

  @Override
  public CompletionStage<Answer> ask(Question question, Duration patience) {
    NrpeTarget patient =
        new NrpeTarget(target.server(), target.version(), target.tls(), target.name(), patience);
    Query query = new Query(QuestionText.command(question), QuestionText.words(question));
    return client.ask(patient, query).thenApply(answer -> read(question, answer));
  }

  private static Answer read(Question question, casfailover.nrpe.Answer answer) {
    if (answer instanceof casfailover.nrpe.Answer.Answered answered) {
      return read(question, answered.reply());
    }
    return new Answer.Unclear(
        answer instanceof casfailover.nrpe.Answer.Nobody nobody
            ? nobody.why()
            : ((casfailover.nrpe.Answer.NoAnswer) answer).why());
  }

  private static Answer read(Question question, Reply reply) {
    String text = FreeText.block(reply.text());
    int blank = text.indexOf(' ');
    String word = blank < 0 ? text : text.substring(0, blank);
    String rest = blank < 0 ? "" : text.substring(blank + 1);
    return switch (word) {
      case "DONE" ->
          question instanceof Question.Release
              ? Answer.Released.parse(rest)
                  .<Answer>map(released -> released)
                  .orElseGet(() -> unclear(text))
              : new Answer.Done(rest);
      case "ALREADY" ->
          question instanceof Question.Release ? unclear(text) : new Answer.Already(rest);
      case "HELD", "REFUSED", "FAILED" -> new Answer.NotDone(rest);
      default -> unclear(text);
    };
  }

  private static Answer unclear(String text) {
    return new Answer.Unclear("it answers: " + FreeText.line(text, SHOWN));
  }
}
