package casfailover.keep;

import casfailover.decide.Evidence.PeerAgent;
import casfailover.decide.Evidence.Wire;
import casfailover.journal.Entry;
import casfailover.sight.Moment;
import casfailover.sight.PeerReport;
import java.util.Optional;

/** The end of a wish: the address has been served somewhere for a time without a break. */
final class Fulfilment {

  private final Mind mind;
  private final Notes notes;
  private Optional<Moment> servedSince = Optional.empty();

  Fulfilment(Mind mind, Notes notes) {
    this.mind = mind;
    this.notes = notes;
  }

  void look(Moment now) {
    // What was served before the last event of a monitor is no answer to it.
    boolean counts =
        mind.memory().intent().armed()
            && !mind.wishes().beingWritten()
            && (servedHere(now) || servedThere(now));
    servedSince = counts ? Optional.of(servedSince.orElse(now)) : Optional.empty();
    boolean over =
        servedSince
            .filter(since -> !now.within(mind.setup().timing().standDown(), since))
            .isPresent();
    if (over) {
      notes.note(now, new Entry.Ended(mind.casIp() + " was served without a break"));
    }
  }

  private boolean servedHere(Moment now) {
    return mind.holding().filter(Tenure::settled).isPresent()
        && mind.sights().servesAsFarAsKnown(now) == PeerReport.Answer.SEEN;
  }

  private boolean servedThere(Moment now) {
    return mind.phase() instanceof Phase.Standing
        && mind.sights().agent(now) == PeerAgent.HOLDS_AND_SERVES
        && mind.sights().neighbourhood().wire(now) == Wire.PEER;
  }
}
