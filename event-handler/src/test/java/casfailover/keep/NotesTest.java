package casfailover.keep;

import static casfailover.keep.Instants.at;
import static org.assertj.core.api.Assertions.assertThat;

import casfailover.decide.Decision;
import casfailover.decide.Decision.Act;
import casfailover.decide.Reason;
import casfailover.decide.Row;
import casfailover.journal.Entry;
import casfailover.journal.Recollection;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Entries that are noted, callers that wait, and troubles that a person should know. */
class NotesTest {

  private final Mind mind = new Mind(Rig.with(List.of()).setup, Recollection.EMPTY, at(100));
  private final Notes notes = new Notes(mind);
  private final Entry entry = new Entry.RightRegained();

  @Test
  void oneIsWrittenAtATime() {
    notes.note(at(100), entry);
    notes.note(at(100), new Entry.PeerBack());
    assertThat(mind.handOver()).containsExactly(new Effect.Write(entry));
    notes.written(entry);
    notes.note(at(101), new Entry.PeerBack());

    assertThat(mind.handOver()).hasSize(1);
  }

  @Test
  void whatCouldNotBeWrittenComesUpAgainAfterASecond() {
    notes.note(at(100), entry);
    notes.notWritten(at(101), entry);
    mind.handOver();
    notes.note(at(101.999), entry);
    assertThat(mind.handOver()).isEmpty();
    notes.note(at(102), entry);

    assertThat(mind.handOver()).containsExactly(new Effect.Write(entry));
  }

  @Test
  void thatTheSameWasWrittenAtSomebodysOrderEndsNoNote() {
    notes.note(at(100), entry);
    mind.handOver();
    notes.written(new Entry.RightRegained());
    notes.notWritten(at(100), new Entry.RightRegained());
    notes.note(at(105), entry);

    assertThat(mind.handOver()).isEmpty();
  }

  @Test
  void callersAreAnsweredOnce() {
    Callers callers = new Callers();
    Ticket ticket = new Ticket(1);
    callers.awaitDecision(ticket, at(100));
    assertThat(callers.decided(waited -> waited.toMillis() > 1000, at(101))).isEmpty();
    assertThat(callers.decided(waited -> waited.toMillis() >= 1000, at(101)))
        .containsExactly(ticket);
    assertThat(callers.decided(waited -> true, at(102))).isEmpty();

    callers.awaitDeparture(ticket);
    assertThat(callers.departed()).containsExactly(ticket);
    assertThat(callers.departed()).isEmpty();

    callers.awaitEntry(entry, ticket);
    assertThat(callers.written(new Entry.RightRegained())).isEmpty();
    assertThat(callers.written(entry)).containsExactly(ticket);
    assertThat(callers.written(entry)).isEmpty();
  }

  // ---- Troubles

  private static Verdict verdict(Act act) {
    return new Verdict(
        new Decision(act, Row.STRANGER_ANSWERS_TOO, Optional.empty()),
        new Reason("a stranger answers", ""));
  }

  @Test
  void theAlarmIsOfWhatAPersonShouldKnowFirst() {
    Troubles troubles = new Troubles();
    assertThat(troubles.alarm(verdict(Act.KEEP))).isEmpty();
    troubles.mail("mail");
    assertThat(troubles.alarm(verdict(Act.KEEP))).isEqualTo("mail");
    troubles.reach("reach");
    assertThat(troubles.alarm(verdict(Act.KEEP))).isEqualTo("reach");
    assertThat(troubles.alarm(verdict(Act.DEFEND))).isEqualTo("a stranger answers");
    assertThat(troubles.alarm(verdict(Act.KEEP_AND_ALARM))).isEqualTo("a stranger answers");
    troubles.disk("disk");
    assertThat(troubles.alarm(verdict(Act.KEEP_AND_ALARM))).isEqualTo("disk");
    assertThat(troubles.alarm(verdict(Act.KEEP))).isEqualTo("disk");
    troubles.address("address");
    assertThat(troubles.alarm(verdict(Act.KEEP_AND_ALARM))).isEqualTo("address");
  }

  @Test
  void eachTroubleEndsByItself() {
    Troubles troubles = new Troubles();
    troubles.mail("mail");
    troubles.disk("disk");
    troubles.address("address");
    troubles.reach("reach");
    assertThat(troubles.any()).isEqualTo("address");
    troubles.addressWorks();
    assertThat(troubles.any()).isEqualTo("disk");
    assertThat(troubles.ofAddress()).isEmpty();
    troubles.diskWorks();
    assertThat(troubles.any()).isEqualTo("mail");
    troubles.mailWorks();
    assertThat(troubles.any()).isEmpty();
    assertThat(troubles.ofReach()).isEqualTo("reach");
    troubles.reachWorks();
    assertThat(troubles.ofReach()).isEmpty();
  }
}
