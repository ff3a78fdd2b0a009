package casfailover.keep;

import casfailover.handover.Answer;
import casfailover.handover.Question;
import casfailover.pair.Epoch;
import casfailover.pair.Timing;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;

/** exch-b holds the address, and exch-a, which is well again, is to have it. */
abstract class HandoverToPeer {

  static final Epoch OURS = new Epoch(2, "exch-b");
  static final Epoch THEIRS = new Epoch(3, "exch-a");
  static final Duration GRANT = Timing.DEFAULT.grant();
  static final Duration RECLAIM = Timing.DEFAULT.reclaimWait(Duration.ofSeconds(1));
  static final Question.Release RELEASE = new Question.Release(OURS, 7, GRANT, true);

  final Rig rig = Rig.holder();

  @BeforeEach
  void theOtherServerIsWellAgain() {
    rig.peerReturns().passSeconds(5);
    rig.news.clear();
  }

  Rig peerTakesIt() {
    rig.peer.holds = true;
    rig.peer.epoch = THEIRS;
    rig.world.wire = Set.of(OtherServer.MAC);
    return rig;
  }

  Reply released() {
    Ticket ticket = rig.ask(RELEASE);
    rig.pass(Duration.ofMillis(50));
    return rig.reply(ticket);
  }

  /** exch-a is offered the address, asks for it and takes it. */
  void peerAccepts() {
    rig.peer.takes = Duration.ofMillis(200);
    rig.peer.answers =
        question -> {
          rig.time.in(
              Duration.ofMillis(100),
              () -> {
                rig.ask(new Question.Release(OURS, 9, GRANT, true));
                rig.time.in(Duration.ofMillis(50), this::peerTakesIt);
              });
          return Optional.of(new Answer.Done("exch-a has 192.0.2.100"));
        };
  }
}
