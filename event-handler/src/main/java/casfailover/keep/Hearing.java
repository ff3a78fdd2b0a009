package casfailover.keep;

import casfailover.decide.Event;
import casfailover.journal.Entry;
import casfailover.journal.Recollection;
import casfailover.keep.Reply.Outcome;
import casfailover.sight.Moment;

/** What follows from an event of a monitor. */
final class Hearing {

  private final Mind mind;
  private final Wishes wishes;

  Hearing(Mind mind) {
    this.mind = mind;
    this.wishes = mind.wishes();
  }

  void hear(Moment now, Ticket ticket, Event event) {
    if (repeats(event)) {
      mind.callers().awaitDecision(ticket, now);
      return;
    }
    Recollection memory = mind.memory();
    boolean mattered = wishes.heard(event, now);
    boolean changes =
        switch (event.meaning()) {
          case ARM -> event.subject() != Event.Subject.CAS_IP || nobodyHolds(now);
          case END -> memory.remembersProblem(event) || wishes.beingWritten();
          case PRE_ARM, NOTHING -> false;
        };
    if (changes) {
      String incident =
          event.meaning() == Event.Meaning.ARM && !memory.intent().armed()
              ? mind.nextIncident(now)
              : "";
      wishes.writing(event);
      mind.callers().awaitEntry(mind.write(new Entry.Heard(event, incident)), ticket);
      return;
    }
    String text =
        switch (event.meaning()) {
          case ARM -> "somebody has " + mind.casIp() + ", so this event asks for nothing";
          case PRE_ARM -> "looks closely at " + mind.peer() + " from now on";
          case END -> mattered ? "looks no closer than usual any more" : "nothing was wanted";
          case NOTHING -> "a state of " + event.state() + " asks for nothing";
        };
    boolean held = event.meaning() == Event.Meaning.PRE_ARM;
    mind.tell(ticket, held ? Outcome.HELD : Outcome.DONE, text);
  }

  /** Whether an event equals the last one of its source, also one on its way to the disk. */
  private boolean repeats(Event event) {
    return wishes
        .beingWritten(event)
        .map(event::repeats)
        .orElseGet(() -> mind.memory().repeats(event));
  }

  private boolean nobodyHolds(Moment now) {
    boolean here =
        !(mind.phase() instanceof Phase.Standing
            || mind.phase() instanceof Phase.Ceded
            || mind.phase() instanceof Phase.Starting);
    return !here
        && !mind.sights().peerHolds(now)
        && !mind.sights().neighbourhood().anybodyAnswers(now);
  }
}
