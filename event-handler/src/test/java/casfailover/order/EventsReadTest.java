package casfailover.order;

import static casfailover.order.Said.FULL;
import static casfailover.order.Said.ORDERS;
import static casfailover.order.Said.event;
import static casfailover.order.Said.notUnderstood;
import static casfailover.order.Said.read;
import static casfailover.order.Said.understood;
import static org.assertj.core.api.Assertions.assertThat;

import casfailover.decide.Event;
import casfailover.decide.Event.Level;
import casfailover.decide.Event.State;
import casfailover.decide.Event.StateType;
import casfailover.decide.Event.Subject;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The words of an event, and what becomes of them. */
class EventsReadTest {

  private static final Event EVENT =
      new Event(
          "monitor",
          Subject.PEER,
          State.CRITICAL,
          StateType.HARD,
          "3",
          "17",
          new Level(false, Optional.of(State.DOWN), Optional.of(Duration.ofSeconds(1))));

  @Test
  void readsAllTheWordsOfAnEvent() {
    assertThat(event()).isEqualTo(new Understood.AnEvent(EVENT));
  }

  @Test
  void theWordsMayComeInAnyOrderAndInAnyLetters() {
    assertThat(
            read(
                "handle_event",
                "type=hard",
                "state=Critical",
                "now=1763781000",
                "peer_checked=1763780999",
                "peer_state=down",
                "downtime=0",
                "problem=17",
                "attempt=3",
                "service=PEER",
                "cas_ip=192.0.2.100/24"))
        .isEqualTo(new Understood.AnEvent(EVENT));
  }

  @Test
  void whatIsOnlyShownOrMayDelayCanBeLeftOut() {
    assertThat(
            understood(
                read(
                    "handle_event",
                    "cas_ip=192.0.2.100",
                    "service=cas_ip",
                    "state=OK",
                    "type=SOFT")))
        .isEqualTo(
            new Event("monitor", Subject.CAS_IP, State.OK, StateType.SOFT, "", "", Level.NOTHING));
  }

  @Test
  void anEventIsOfTheMonitorThatSpeaksAndNotOfWhatItSays() {
    assertThat(understood(ORDERS.read("192.0.2.10", "handle_event", FULL)).monitor())
        .isEqualTo("192.0.2.10");
  }

  @Test
  void anEventMayBeAboutThePeersHost() {
    Event event = understood(event("service", "host=EXCH-A", "state=DOWN"));

    assertThat(event.subject()).isEqualTo(Subject.HOST);
    assertThat(event.state()).isEqualTo(State.DOWN);
  }

  @ParameterizedTest
  @EnumSource(State.class)
  void aStateBelongsToAServiceOrToAHost(State state) {
    Understood ofService = event("state=" + state);
    Understood ofHost = event("service", "host=exch-a", "state=" + state);

    assertThat(understood(state.ofHost() ? ofHost : ofService).state()).isEqualTo(state);
    assertThat(notUnderstood(state.ofHost() ? ofService : ofHost))
        .isEqualTo("state=" + state + " is no state of a " + (state.ofHost() ? "service" : "host"));
  }

  @ParameterizedTest
  @CsvSource({"0, false", "1, true", "2, true", "0012, true"})
  void aDowntimeIsHowManyThereAre(String depth, boolean downtime) {
    assertThat(understood(event("downtime=" + depth)).level().downtime()).isEqualTo(downtime);
  }

  @ParameterizedTest
  @EnumSource(
      value = State.class,
      names = {"UP", "DOWN", "UNREACHABLE"})
  void thePeersHostHasTheStateOfAHost(State state) {
    assertThat(understood(event("peer_state=" + state)).level().peerState()).contains(state);
  }

  @ParameterizedTest
  @CsvSource({
    "1763780999, 1763781000, 1000",
    "1763781000, 1763781000, 0",
    "1763780990.25, 1763781000.75, 10500",
    "1763781000.53, 1763781000, 0",
    "0, 1763781000, 1763781000000"
  })
  void theAgeOfTheMonitorsLookIsCountedByItsOwnClock(String checked, String now, long millis) {
    assertThat(understood(event("peer_checked=" + checked, "now=" + now)).level().peerAge())
        .contains(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @CsvSource({"'',1763781000", "1763780999,''", "'',''", "1763781002,1763781000"})
  void theAgeIsUnknownIfHalfOfItIsMissingOrItLiesAhead(String checked, String now) {
    assertThat(understood(event("peer_checked=" + checked, "now=" + now)).level().peerAge())
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"$", "5$", "$5 and $6", "a$b", "$$"})
  void aDollarAloneIsNoMacro(String value) {
    assertThat(understood(event("problem=" + value)).problem()).isEqualTo(value);
  }

  @Test
  void anyOfTheAddressesNamesThePair() {
    assertThat(event("cas_ip=192.0.2.101")).isInstanceOf(Understood.AnEvent.class);
  }
}
