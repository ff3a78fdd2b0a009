package casfailover.keep;

import static casfailover.keep.Instants.at;
import static casfailover.keep.Instants.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import casfailover.decide.Decision;
import casfailover.decide.Decision.Act;
import casfailover.decide.Event.State;
import casfailover.decide.Event.StateType;
import casfailover.decide.Reason;
import casfailover.decide.Row;
import casfailover.journal.Entry;
import casfailover.journal.Entry.How;
import casfailover.journal.Recollection;
import casfailover.pair.Epoch;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A wish that came at second 100, and what is told of it; reminders come each hour. */
class NewsroomTest {

  private static final Recollection ARMED =
      Recollection.EMPTY.after(
          at(100),
          new Entry.Heard(Rig.event(State.CRITICAL, StateType.HARD, "17"), "2026-11-22-1"));

  private final Newsroom newsroom = new Newsroom();
  private final Mind mind = new Mind(Rig.with(List.of()).setup, ARMED, at(100));
  private final Account account = new Account(mind, new OwnRestart(mind, new Notes(mind), at(100)));

  private static List<String> letters(List<Effect> effects) {
    return effects.stream().map(effect -> ((Effect.Post) effect).news().letter()).toList();
  }

  private List<String> standing(double seconds, Decision decision, Recollection memory) {
    Verdict verdict = new Verdict(decision, new Reason("why", ""));
    return letters(newsroom.whileStanding(at(seconds), verdict, memory, account));
  }

  private List<String> held(double seconds, Row row) {
    return standing(seconds, new Decision(Act.HOLD, row, Optional.empty()), ARMED);
  }

  @Test
  void aHoldIsToldOnceItHasLastedAMinute() {
    assertThat(held(100, Row.GATEWAY_SILENT)).isEmpty();
    assertThat(held(159.999, Row.GATEWAY_SILENT)).isEmpty();
    assertThat(held(160, Row.GATEWAY_SILENT))
        .containsExactly("2026-11-22-1.hold-gateway_silent-0@exch-b");
    assertThat(held(161, Row.GATEWAY_SILENT)).isEmpty();
  }

  @Test
  void whatOnlyWaitsIsToldOnceTheWaitingItselfHasLastedAMinute() {
    held(100, Row.GATEWAY_SILENT);
    held(150, Row.WAITING);
    assertThat(held(209.999, Row.WAITING)).isEmpty();
    assertThat(held(210, Row.WAITING)).hasSize(1);
  }

  @Test
  void anEarlierWaitingDoesNotCount() {
    held(100, Row.WAITING);
    standing(110, new Decision(Act.SUSPEND, Row.PEER_SERVES, Optional.empty()), ARMED);
    held(500, Row.WAITING);
    assertThat(held(559.999, Row.WAITING)).isEmpty();
    assertThat(held(560, Row.WAITING)).hasSize(1);
  }

  @Test
  void anotherReasonIsToldOnceItHasLastedTenSeconds() {
    held(100, Row.GATEWAY_SILENT);
    held(160, Row.GATEWAY_SILENT);
    assertThat(held(200, Row.DATABASES_NOT_HERE)).isEmpty();
    assertThat(held(209.999, Row.DATABASES_NOT_HERE)).isEmpty();
    assertThat(held(210, Row.DATABASES_NOT_HERE))
        .containsExactly("2026-11-22-1.hold-databases_not_here-0@exch-b");
  }

  @Test
  void aReasonThatOnlyFlickersIsNotTold() {
    held(100, Row.GATEWAY_SILENT);
    held(160, Row.GATEWAY_SILENT);
    held(200, Row.DATABASES_NOT_HERE);
    held(205, Row.GATEWAY_SILENT);

    assertThat(held(211, Row.DATABASES_NOT_HERE)).isEmpty();
  }

  @Test
  void aReminderComesEachHourAfterTheFirstLetter() {
    held(100, Row.GATEWAY_SILENT);
    held(160, Row.GATEWAY_SILENT);
    assertThat(held(3759.999, Row.GATEWAY_SILENT)).isEmpty();
    assertThat(held(3760, Row.GATEWAY_SILENT))
        .containsExactly("2026-11-22-1.hold-gateway_silent-1@exch-b");
    assertThat(held(7360, Row.DATABASES_NOT_HERE))
        .as("a reminder is due, whatever it is that holds")
        .containsExactly("2026-11-22-1.hold-databases_not_here-2@exch-b");
  }

  @Test
  void whoHasSeenItIsNotRemindedButToldOfAnotherReason() {
    held(100, Row.GATEWAY_SILENT);
    held(160, Row.GATEWAY_SILENT);
    Recollection seen =
        ARMED.after(
            at(170), new Entry.Acknowledged(1, Epoch.NONE, at(170).wall(), "jane", "on it"));
    Decision same = new Decision(Act.HOLD, Row.GATEWAY_SILENT, Optional.empty());
    Decision another = new Decision(Act.HOLD, Row.DATABASES_NOT_HERE, Optional.empty());

    assertThat(standing(3760, same, seen)).isEmpty();
    assertThat(standing(3770, another, seen)).isEmpty();
    assertThat(standing(3780, another, seen)).hasSize(1);
  }

  @Test
  void aHoldThatEndedBeginsAnew() {
    held(100, Row.GATEWAY_SILENT);
    standing(150, new Decision(Act.SUSPEND, Row.PEER_SERVES, Optional.empty()), ARMED);
    held(155, Row.GATEWAY_SILENT);
    assertThat(held(214.999, Row.GATEWAY_SILENT)).isEmpty();
    assertThat(held(215, Row.GATEWAY_SILENT)).hasSize(1);
  }

  @Test
  void aHoldOfWhatNobodyWantsIsNotTold() {
    Decision hold = new Decision(Act.HOLD, Row.GATEWAY_SILENT, Optional.empty());
    standing(100, hold, Recollection.EMPTY);

    assertThat(standing(200, hold, Recollection.EMPTY)).isEmpty();
  }

  @Test
  void whatAPauseKeptFromHappeningIsToldAtOnceAndOnce() {
    Decision paused = new Decision(Act.HOLD, Row.PEER_DEAD, Optional.of(Act.TAKE));
    assertThat(standing(100, paused, ARMED)).containsExactly("2026-11-22-1.would-have@exch-b");
    assertThat(standing(300, paused, ARMED)).isEmpty();

    Decision home = new Decision(Act.HOLD, Row.GOING_HOME, Optional.of(Act.TAKE));
    Recollection owner =
        Recollection.EMPTY.after(at(90), new Entry.Learned(new Epoch(4, "exch-b")));
    assertThat(standing(301, home, owner)).containsExactly("vacant-4.would-have@exch-b");
    assertThat(standing(302, home, owner)).isEmpty();
  }

  @Test
  void whatWasPostedBeforeARestartIsNotPostedAgain() {
    Recollection posted =
        ARMED.after(at(165), new Entry.Posted("2026-11-22-1.hold-gateway_silent-0@exch-b"));
    Decision hold = new Decision(Act.HOLD, Row.GATEWAY_SILENT, Optional.empty());
    standing(170, hold, posted);

    assertThat(standing(240, hold, posted)).isEmpty();
  }

  // ---- The address is away from home

  private static Recollection taken(How how) {
    Epoch epoch = new Epoch(2, "exch-b");
    return ARMED
        .after(at(100), new Entry.Begun(epoch, how, "2026-11-22-1", false, "why"))
        .after(at(100), new Entry.Taken(epoch, how, "2026-11-22-1"));
  }

  private List<String> away(double seconds, Recollection memory) {
    return letters(
        newsroom.whileAway(at(seconds), memory, seconds(300), () -> account.view(at(seconds))));
  }

  @Test
  void anAddressAwayFromHomeIsToldOnceInEachInterval() {
    Recollection memory = taken(How.FAILOVER);
    assertThat(away(399.999, memory)).isEmpty();
    assertThat(away(400, memory)).containsExactly("2026-11-22-1.away-2-1@exch-b");
    assertThat(away(401, memory)).isEmpty();
    assertThat(away(700, memory)).containsExactly("2026-11-22-1.away-2-2@exch-b");
  }

  @Test
  void nobodyIsToldWhoSaidAWordOfItOrFoundItThere() {
    Recollection memory = taken(How.FAILOVER);
    assertThat(away(400, memory.after(at(200), new Entry.Kept(1, "exch-b", "jane", "")))).isEmpty();
    assertThat(
            away(
                400,
                memory.after(
                    at(200),
                    new Entry.Acknowledged(1, new Epoch(2, "exch-b"), at(200).wall(), "jane", ""))))
        .isEmpty();
    assertThat(away(400, taken(How.ADOPTED))).isEmpty();
  }

  // ---- The outbox

  @Test
  void aLetterThatTheOutboxDidNotTakeIsHandedOnAgainAfterFiveSeconds() {
    held(100, Row.GATEWAY_SILENT);
    Decision hold = new Decision(Act.HOLD, Row.GATEWAY_SILENT, Optional.empty());
    List<Effect> posted =
        newsroom.whileStanding(at(160), new Verdict(hold, new Reason("why", "")), ARMED, account);
    newsroom.notPosted(((Effect.Post) posted.get(0)).news(), at(161));

    assertThat(newsroom.again(at(165.999))).isEmpty();
    assertThat(newsroom.again(at(166))).isEqualTo(posted);
    assertThat(newsroom.again(at(200))).isEmpty();
  }

  // ---- What happened

  private static final Epoch EPOCH = new Epoch(2, "exch-b");

  private View view() {
    return account.view(at(100));
  }

  private static News only(List<Effect> effects) {
    assertThat(effects).hasSize(1);
    return ((Effect.Post) effects.get(0)).news();
  }

  private List<Effect> taken(How how, Optional<Duration> cutOff) {
    Recollection memory = taken(how);
    return newsroom.taken(memory.term().orElseThrow(), view(), memory, cutOff);
  }

  @Test
  void aTakeIsToldOnceByTheTermThatBegan() {
    News takeover = only(taken(How.FAILOVER, Optional.empty()));
    assertThat(takeover.letter()).isEqualTo("2026-11-22-1.takeover-2@exch-b");
    assertThat(takeover.kind()).isEqualTo(News.Kind.TAKEOVER);
    assertThat(takeover.incident()).isEqualTo("2026-11-22-1");
    assertThat(takeover.at()).isEqualTo(at(100).wall());
    assertThat(takeover.reason()).isEqualTo(new Reason("why", ""));
    assertThat(takeover.term()).isEqualTo(taken(How.FAILOVER).term());
    assertThat(taken(How.FAILOVER, Optional.empty())).isEmpty();
  }

  @Test
  void aHandoverIsToldWithTheTimeForWhichNobodyHadIt() {
    News handover = only(taken(How.HANDOVER, Optional.of(seconds(1.25))));

    assertThat(handover.letter()).isEqualTo("2026-11-22-1.handover-2@exch-b");
    assertThat(handover.kind()).isEqualTo(News.Kind.HANDOVER);
    assertThat(handover.reason()).isEqualTo(new Reason("why", "1.25 s"));
  }

  @Test
  void aTakeEndsWhatHeldIt() {
    held(100, Row.GATEWAY_SILENT);
    taken(How.FAILOVER, Optional.empty());

    assertThat(held(165, Row.GATEWAY_SILENT)).isEmpty();
    assertThat(held(225, Row.GATEWAY_SILENT)).hasSize(1);
  }

  @Test
  void aReleaseIsToldOnce() {
    News release = only(newsroom.released(EPOCH, "why", view()));

    assertThat(release.letter()).isEqualTo("2026-11-22-1.release-2@exch-b");
    assertThat(release.kind()).isEqualTo(News.Kind.RELEASE);
    assertThat(release.reason()).isEqualTo(new Reason("why", ""));
    assertThat(newsroom.released(EPOCH, "why", view())).isEmpty();
  }

  @Test
  void eachAlarmIsToldOnceInATerm() {
    Reason reason = new Reason("a stranger answers", "");
    News alarm = only(newsroom.alarm(News.Kind.ANOTHER_ANSWERS, EPOCH, reason, view()));

    assertThat(alarm.letter()).isEqualTo("2026-11-22-1.alarm-another-answers-2@exch-b");
    assertThat(alarm.kind()).isEqualTo(News.Kind.ANOTHER_ANSWERS);
    assertThat(newsroom.alarm(News.Kind.ANOTHER_ANSWERS, EPOCH, reason, view())).isEmpty();
    assertThat(newsroom.alarm(News.Kind.UNREACHED, EPOCH, reason, view())).hasSize(1);
  }

  @Test
  void anAcknowledgementIsToldWithWhoGaveIt() {
    Entry.Acknowledged word =
        new Entry.Acknowledged(7, EPOCH, at(100).wall(), "jane", "vendor called");
    News news = only(newsroom.acknowledged(word, view()));

    assertThat(news.letter()).isEqualTo("2026-11-22-1.acknowledged-7@exch-b");
    assertThat(news.kind()).isEqualTo(News.Kind.ACKNOWLEDGED);
    assertThat(news.reason()).isEqualTo(new Reason("jane", "vendor called"));
  }

  @Test
  void thatNobodyAsksAnyMoreIsToldOnceForEachTimeThatTheyStopped() {
    News news = only(newsroom.unwatched(at(50), view()));
    assertThat(news.kind()).isEqualTo(News.Kind.UNWATCHED);
    assertThat(news.incident()).isEmpty();

    assertThat(newsroom.unwatched(at(50), view())).isEmpty();
    assertThat(newsroom.unwatched(at(99), view())).hasSize(1);
  }
}
