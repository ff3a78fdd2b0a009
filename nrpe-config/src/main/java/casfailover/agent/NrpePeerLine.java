package casfailover.agent;

import casfailover.nrpe.Answer;
import casfailover.nrpe.NrpeClient;
import casfailover.nrpe.NrpeTarget;
import casfailover.nrpe.Query;
import casfailover.pair.FreeText;
import casfailover.sight.Moment;
import casfailover.sight.Note;
import casfailover.sight.PeerReport;
import casfailover.sight.Sighting;
import java.util.function.Supplier;

/** The line to the other agent over NRPE. */
public final class NrpePeerLine implements PeerLine {

  /** How much is shown of an answer that is no report. */
  private static final int SHOWN = 200;

  private final NrpeClient client;
  private final NrpeTarget target;
  private final Supplier<Moment> clock;

  public NrpePeerLine(NrpeClient client, NrpeTarget target, Supplier<Moment> clock) {
    this.client = client;
    this.target = target;
    this.clock = clock;
  }

  /** The same line to the same agent, which is reached or addressed in another way. */
  public NrpePeerLine to(NrpeTarget other) {
    return new NrpePeerLine(client, other, clock);
  }

  @Override
  public Sighting ask() {
    Moment begun = clock.get();
    Answer answer = client.askAndWait(target, Query.of(Inquiry.PEER_REPORT));
    Moment ended = clock.get();
    if (answer instanceof Answer.Answered answered) {
      String text = answered.reply().text();
      if (answered.reply().code() != 0) {
        return new Sighting.Unknown(begun, ended, "agent answers: " + FreeText.line(text, SHOWN));
      }
      try {
        return new Sighting.Seen(begun, ended, PeerReport.parse(text));
      } catch (IllegalArgumentException e) {
        return new Sighting.Unknown(
            begun,
            ended,
            "agent answers, but " + FreeText.line(String.valueOf(e.getMessage()), SHOWN));
      }
    }
    return answer instanceof Answer.NoAnswer unclear
        ? new Sighting.Unknown(begun, ended, "agent unclear: " + unclear.why())
        : new Sighting.Silent(begun, ended, new Note("agent no answer"));
  }
}
