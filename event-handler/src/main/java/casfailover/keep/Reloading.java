package casfailover.keep;

import casfailover.journal.Entry;
import casfailover.keep.Reply.Outcome;
import casfailover.sight.Moment;

/** How the keeper goes over to other settings: nothing that is here, begun or wanted is lost. */
final class Reloading {

  private final Mind mind;
  private final Looking looking;

  Reloading(Mind mind, Looking looking) {
    this.mind = mind;
    this.looking = looking;
  }

  void reload(Moment now, Input.Reloaded input) {
    Setup setup = input.setup();
    mind.pledge().reload(setup, now);
    mind.sights().reload(setup, input.anew(), now);
    looking.anew(input.anew());
    mind.write(new Entry.Reloaded(setup.settings(), input.changed(), mind.pledge().kept().lease()));
    mind.tell(
        input.ticket(),
        Outcome.DONE,
        "%s now runs with settings %s, changed: %s"
            .formatted(mind.self(), setup.settings(), input.changed()));
  }

  /** Says what the peer may count on from here, once it is true. */
  void vouch(Moment now) {
    Phase phase = mind.phase();
    if (phase instanceof Phase.Holding holding) {
      mind.pledge().bind(holding.tenure().longestLifetime(), now);
    } else if (phase instanceof Phase.Ceding ceding) {
      mind.pledge().bind(ceding.tenure().longestLifetime(), now);
    } else if (phase instanceof Phase.Adding adding) {
      mind.pledge().bind(adding.lifetime(), now);
    } else if (!(phase instanceof Phase.Leaving) && !(phase instanceof Phase.Starting)) {
      mind.pledge().free();
    }
  }
}
