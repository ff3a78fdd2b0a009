package casfailover.order;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.decide.Event;
import casfailover.decide.Event.Level;
import casfailover.decide.Event.State;
import casfailover.decide.Event.StateType;
import casfailover.decide.Event.Subject;
import casfailover.order.Order.Who;
import casfailover.pair.Cidr;
import casfailover.pair.Ipv4;
import casfailover.pair.Node;
import casfailover.pair.Pair;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrdersTest {

  private static final Pair PAIR =
      new Pair(
          new Node("exch-b", Ipv4.parse("192.0.2.12")),
          new Node("exch-a", Ipv4.parse("192.0.2.11")),
          "exch-a",
          List.of(Cidr.parse("192.0.2.100/24"), Cidr.parse("192.0.2.101/24")),
          Ipv4.parse("192.0.2.1"));

  private static final List<String> FULL =
      List.of(
          "cas_ip=192.0.2.100",
          "service=peer",
          "state=CRITICAL",
          "type=HARD",
          "attempt=3",
          "problem=17",
          "downtime=0",
          "peer_state=DOWN",
          "peer_checked=1763780999",
          "now=1763781000");

  private static final Event EVENT =
      new Event(
          "monitor",
          Subject.PEER,
          State.CRITICAL,
          StateType.HARD,
          "3",
          "17",
          new Level(false, Optional.of(State.DOWN), Optional.of(Duration.ofSeconds(1))));

  private static final Orders ORDERS = new Orders(PAIR);

  private static Understood read(String command, String... words) {
    return ORDERS.read("monitor", command, List.of(words));
  }

  /** The full event with some of its words replaced; a word without a value is left out. */
  private static Understood event(String... changed) {
    return ORDERS.read("monitor", "handle_event", words(changed));
  }

  private static List<String> words(String... changed) {
    Stream<String> kept =
        FULL.stream()
            .filter(word -> Arrays.stream(changed).noneMatch(c -> key(c).equals(key(word))));
    return Stream.concat(kept, Arrays.stream(changed).filter(c -> c.contains("="))).toList();
  }

  private static String key(String word) {
    return word.replaceAll("(?s)=.*", "");
  }

  private static Event understood(Understood answer) {
    assertThat(answer).isInstanceOf(Understood.AnEvent.class);
    return ((Understood.AnEvent) answer).event();
  }

  private static String notUnderstood(Understood answer) {
    assertThat(answer).isInstanceOf(Understood.NotUnderstood.class);
    return ((Understood.NotUnderstood) answer).why();
  }

  private static String refused(Understood answer) {
    assertThat(answer).isInstanceOf(Understood.Refused.class);
    return ((Understood.Refused) answer).why();
  }

  // ---- Events

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

  // ---- What is refused

  @ParameterizedTest
  @ValueSource(strings = {"cas_ip", "service", "state", "type"})
  void anEventNeedsTheWordsThatItIsMadeOf(String key) {
    assertThat(notUnderstood(event(key))).isEqualTo("handle_event needs " + key + "=");
    assertThat(notUnderstood(event(key + "="))).isEqualTo("handle_event needs " + key + "=");
  }

  @ParameterizedTest
  @CsvSource({
    "colour=blue, colour",
    "COMMENT=x, COMMENT",
    "comment=x, comment",
    "author=jane, author",
    "CRITICAL, CRITICAL",
    "=, ''",
    "'', ''",
    "state =OK, 'state '"
  })
  void anUnknownKeyIsRefusedByName(String word, String key) {
    assertThat(notUnderstood(ORDERS.read("monitor", "handle_event", plus(FULL, word))))
        .startsWith("handle_event does not know '" + key + "'; it knows attempt cas_ip downtime ")
        .endsWith(", each with = and a value");
  }

  private static List<String> plus(List<String> words, String word) {
    return Stream.concat(words.stream(), Stream.of(word)).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "service=exchange | handle_event: service=exchange is none of PEER CAS_IP",
        "service=host | handle_event: service=host is none of PEER CAS_IP",
        "state=BROKEN | handle_event: state=BROKEN is none of OK WARNING CRITICAL UNKNOWN UP DOWN"
            + " UNREACHABLE",
        "type=FIRM | handle_event: type=FIRM is none of SOFT HARD",
        "peer_state=CRITICAL | handle_event: peer_state=CRITICAL is none of UP DOWN UNREACHABLE",
        "downtime=no | downtime=no is not a number; 0 means none",
        "downtime=-1 | downtime=-1 is not a number; 0 means none",
        "peer_checked=never | peer_checked=never is not a time in seconds since 1970",
        "now=1e9 | now=1e9 is not a time in seconds since 1970",
        "now=-1 | now=-1 is not a time in seconds since 1970",
        "cas_ip=cas.corp.example | 'cas.corp.example' is not an IPv4 address: four numbers from 0"
            + " to 255, as in 192.0.2.11"
      })
  void anUnknownWordIsRefusedByName(String word, String sentence) {
    assertThat(notUnderstood(event(word))).isEqualTo(sentence);
  }

  @ParameterizedTest
  @MethodSource("full")
  void noWordMayStandThereTwice(String word) {
    assertThat(notUnderstood(ORDERS.read("monitor", "handle_event", plus(FULL, word))))
        .isEqualTo("handle_event: " + key(word) + "= stands there twice");
  }

  static List<String> full() {
    return FULL;
  }

  @ParameterizedTest
  @MethodSource("full")
  void noWordMayHoldAControlCharacter(String word) {
    for (String control :
        new String[] {
          "\n", "\r", "\u0000", "\u001b", "\u0085", "\u009b", "\u2028", "\u202e", "\ud800"
        }) {
      assertThat(notUnderstood(event(word + control)))
          .isEqualTo("handle_event: " + key(word) + "= holds a control character");
    }
  }

  @ParameterizedTest
  @MethodSource("full")
  void aMacroThatTheMonitorLeftStandingIsNamed(String word) {
    String macro = "$HOSTSTATE:exch-a$";

    assertThat(notUnderstood(event(key(word) + "=" + macro)))
        .isEqualTo(
            "handle_event: "
                + key(word)
                + "= still holds the macro "
                + macro
                + ", which the monitoring system did not fill in: mend its name in the command");
  }

  @ParameterizedTest
  @ValueSource(strings = {"$SERVICEPROBLEMID$", "$_SERVICEX$", "x$service.vars.x$y", "17$TIMET$"})
  void aMacroIsFoundWhereverItStands(String value) {
    assertThat(notUnderstood(event("problem=" + value))).contains("still holds the macro $");
  }

  @ParameterizedTest
  @ValueSource(strings = {"$", "5$", "$5 and $6", "a$b", "$$"})
  void aDollarAloneIsNoMacro(String value) {
    assertThat(understood(event("problem=" + value)).problem()).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"problem", "attempt"})
  void whatTheMonitorNumbersIsOpaqueAndBounded(String key) {
    assertThat(event(key + "=" + "#".repeat(64))).isInstanceOf(Understood.AnEvent.class);
    assertThat(notUnderstood(event(key + "=" + "7".repeat(65))))
        .isEqualTo(key + "= is longer than 64 characters");
  }

  @Test
  void anEventOfAnotherPairIsRefusedNamingBothAddresses() {
    assertThat(refused(event("cas_ip=192.0.2.200")))
        .isEqualTo(
            "this event is about 192.0.2.200, and this pair has 192.0.2.100: mend cas_ip= in the"
                + " monitoring system's event handler");
    assertThat(refused(event("cas_ip=192.0.2.10"))).contains("192.0.2.10,").contains("192.0.2.100");
  }

  @Test
  void anyOfTheAddressesNamesThePair() {
    assertThat(event("cas_ip=192.0.2.101")).isInstanceOf(Understood.AnEvent.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"exch-b", "exch-c", "exch-a.corp.example"})
  void anEventOfAnotherHostIsRefused(String host) {
    assertThat(refused(event("service", "host=" + host, "state=DOWN")))
        .isEqualTo(
            "this event is about host "
                + host
                + ", and exch-b only looks after exch-a: let the event handler ask the other"
                + " server");
  }

  @Test
  void anEventIsAboutAServiceOrAHost() {
    assertThat(notUnderstood(event("host=exch-a")))
        .isEqualTo("handle_event takes service= or host=, not both");
    assertThat(notUnderstood(event("service", "host="))).isEqualTo("handle_event needs host=");
  }

  @Test
  void anUnknownActionIsNotUnderstood() {
    assertThat(notUnderstood(read("destroy\n" + "x".repeat(100))))
        .isEqualTo("there is no action 'destroy " + "x".repeat(51) + "…'");
  }

  // ---- People

  @Test
  void ordersAreRead() {
    Who jane = new Who("jane", "vendor called");
    String[] words = {"author=jane", "comment=vendor called"};

    assertThat(read("takeover", words))
        .isEqualTo(new Understood.AnOrder(new Order.Take(jane, false)));
    assertThat(read("release", words)).isEqualTo(new Understood.AnOrder(new Order.Release(jane)));
    assertThat(read("pause", words)).isEqualTo(new Understood.AnOrder(new Order.Pause(jane)));
    assertThat(read("resume", words)).isEqualTo(new Understood.AnOrder(new Order.Resume(jane)));
    assertThat(read("back_soon", words))
        .isEqualTo(new Understood.AnOrder(new Order.BackSoon(jane)));
    assertThat(read("keep", "server=EXCH-A", words[0], words[1]))
        .isEqualTo(new Understood.AnOrder(new Order.Keep(jane, "exch-a")));
  }

  @Test
  void anAddressIsKeptOnAServerOfThePair() {
    assertThat(read("keep", "server=exch-c"))
        .isEqualTo(
            new Understood.Refused(
                "there is no server exch-c in this pair: it is exch-b and exch-a"));
    assertThat(notUnderstood(read("keep"))).isEqualTo("keep needs server=");
  }

  @Test
  void aFailbackGoesToTheServerThatIsNamedOrToThePreferredOwner() {
    Who jane = new Who("jane", "FAILBACK exch-a");

    assertThat(read("failback", "server=EXCH-B", "author=jane", "comment=FAILBACK exch-a"))
        .isEqualTo(new Understood.AnOrder(new Order.Failback(jane, "exch-b", false)));
    assertThat(read("failback", "dry_run=yes"))
        .isEqualTo(new Understood.AnOrder(new Order.Failback(Who.NOBODY, "exch-a", true)));
    assertThat(read("failback", "server=exch-c"))
        .isEqualTo(
            new Understood.Refused(
                "there is no server exch-c in this pair: it is exch-b and exch-a"));
    assertThat(notUnderstood(read("failback", "dry_run=maybe")))
        .isEqualTo("failback: dry_run=maybe is neither yes nor no");
    assertThat(read("evacuate", "author=jane", "comment=FAILBACK exch-a"))
        .isEqualTo(new Understood.AnOrder(new Order.Evacuate(jane)));
  }

  @Test
  void onlyTheAuthorsThatAreNamedMayOrderAFailback() {
    Orders named = new Orders(PAIR, List.of("jane", "joe"));

    assertThat(named.read("monitor", "failback", List.of("author=joe")))
        .isInstanceOf(Understood.AnOrder.class);
    assertThat(named.read("monitor", "failback", List.of("author=eve")))
        .isEqualTo(
            new Understood.Refused(
                "eve may not order a failback: failback_authors names jane, joe"));
    assertThat(named.read("monitor", "failback", List.of()))
        .isEqualTo(
            new Understood.Refused(
                "nobody without a name may order a failback: failback_authors names jane, joe"));
    assertThat(named.read("monitor", "release", List.of())).isInstanceOf(Understood.AnOrder.class);
  }

  @Test
  void everyCommandThatIsNamedIsRead() {
    for (String command : Orders.COMMANDS) {
      Understood understood =
          switch (command) {
            case "handle_event" -> event();
            case "keep" -> read(command, "server=exch-a");
            case "notify" -> written("KEEP exch-a");
            default -> read(command);
          };
      assertThat(understood).as(command).isNotInstanceOf(Understood.NotUnderstood.class);
    }
  }

  private static Understood written(String comment) {
    return notified("CUSTOM", comment);
  }

  private static Understood notified(String type, String comment) {
    return read(
        "notify", "cas_ip=192.0.2.100", "type=" + type, "author=jane", "comment=" + comment);
  }

  @ParameterizedTest
  @CsvSource({"ACKNOWLEDGEMENT", "acknowledgement"})
  void anAcknowledgementOnADashboardIsOne(String type) {
    assertThat(notified(type, "vendor called"))
        .isEqualTo(new Understood.AnOrder(new Order.Acknowledge(new Who("jane", "vendor called"))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"FAILBACK exch-a", "failback EXCH-A", " FAILBACK   exch-a "})
  void whatIsWrittenOnADashboardOrdersAFailback(String comment) {
    Who through = new Who("jane through monitor", comment);
    assertThat(written(comment))
        .isEqualTo(
            new Understood.ANote(
                "jane",
                comment.strip(),
                new Understood.AnOrder(new Order.Failback(through, "exch-a", false))));
  }

  @Test
  void whatIsWrittenOnADashboardKeepsIt() {
    Who through = new Who("jane through monitor", "KEEP exch-b");
    assertThat(written("KEEP exch-b"))
        .isEqualTo(
            new Understood.ANote(
                "jane", "KEEP exch-b", new Understood.AnOrder(new Order.Keep(through, "exch-b"))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "FAILBACK",
        "please FAILBACK exch-a",
        "FAILBACK exch-a now",
        "FAILBACK exch-a; reboot",
        "KEEPexch-b",
        "RELEASE exch-a"
      })
  void anyOtherCommentDoesNothingAndSaysWhatWould(String comment) {
    assertThat(written(comment))
        .isEqualTo(
            new Understood.ANote(
                "jane",
                comment,
                new Understood.Refused(
                    "\""
                        + comment
                        + "\" is no order, and nothing was done: one is FAILBACK or KEEP with"
                        + " exch-b or exch-a, and nothing else")));
  }

  @Test
  void aServerOfAnotherPairIsRefusedByName() {
    assertThat(written("FAILBACK exch-c"))
        .isEqualTo(
            new Understood.ANote(
                "jane",
                "FAILBACK exch-c",
                new Understood.Refused(
                    "there is no server exch-c in this pair: it is exch-b and exch-a")));
  }

  @Test
  void failbackAuthorsCountOnADashboardToo() {
    Orders named = new Orders(PAIR, List.of("joe"));
    assertThat(
            named.read(
                "monitor",
                "notify",
                List.of(
                    "cas_ip=192.0.2.100", "type=CUSTOM", "author=jane", "comment=FAILBACK exch-a")))
        .isEqualTo(
            new Understood.ANote(
                "jane",
                "FAILBACK exch-a",
                new Understood.Refused(
                    "jane may not order a failback: failback_authors names joe")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PROBLEM", "RECOVERY", "DOWNTIMESTART", "FLAPPINGSTART"})
  void otherNotificationsAskForNothing(String type) {
    assertThat(notified(type, "FAILBACK exch-a"))
        .isEqualTo(new Understood.Nothing("a notification of type " + type + " asks for nothing"));
  }

  @Test
  void aNotificationAboutAnotherPairIsRefused() {
    assertThat(read("notify", "cas_ip=192.0.2.200", "type=CUSTOM", "comment=FAILBACK exch-a"))
        .isEqualTo(
            new Understood.Refused(
                "this notification is about 192.0.2.200, and this pair has 192.0.2.100: mend"
                    + " cas_ip= in the monitoring system's notification command"));
  }

  @Test
  void anOrderNeedsNoName() {
    assertThat(read("release")).isEqualTo(new Understood.AnOrder(new Order.Release(Who.NOBODY)));
  }

  @Test
  void eachExceptionIsOfOneCommandAlone() {
    assertThat(read("takeover", "even_if=databases"))
        .isEqualTo(new Understood.AnOrder(new Order.Take(Who.NOBODY, true)));
    assertThat(notUnderstood(read("takeover", "even_if=wire")))
        .isEqualTo("takeover: even_if=wire is not known; only even_if=databases is");
    assertThat(read("resume", "even_if=script"))
        .isEqualTo(new Understood.AnOrder(new Order.Resume(Who.NOBODY, true)));
    assertThat(notUnderstood(read("resume", "even_if=databases")))
        .isEqualTo("resume: even_if=databases is not known; only even_if=script is");
    assertThat(notUnderstood(read("release", "even_if=databases")))
        .startsWith("release does not know 'even_if'; it knows author comment,");
  }

  @Test
  void aCommentTakesTheRestAsItWasBeforeItWasParted() {
    assertThat(
            read(
                "pause",
                "author=jane",
                "comment=down",
                "really",
                "author=eve",
                "even_if=databases",
                "",
                "comment=x"))
        .isEqualTo(
            new Understood.AnOrder(
                new Order.Pause(
                    new Who("jane", "down!really!author=eve!even_if=databases!!comment=x"))));
  }

  @Test
  void aCommentMayHoldWhatLooksLikeAMacro() {
    assertThat(read("pause", "comment=costs $5 or $TIMET$"))
        .isEqualTo(new Understood.AnOrder(new Order.Pause(new Who("", "costs $5 or $TIMET$"))));
  }

  @Test
  void anAuthorIsNoMacro() {
    assertThat(notUnderstood(read("pause", "author=$NOTIFICATIONAUTHOR$")))
        .contains("author= still holds the macro $NOTIFICATIONAUTHOR$");
  }

  @Test
  void aPersonsWordsAreInert() {
    Who who =
        new Who(" ja\u001b[31mne\u009b\u202e ", "one\r\ntwo\u0000\u0085three\u2028four\ufeff");

    assertThat(who.author()).isEqualTo("ja [31mne");
    assertThat(who.comment()).isEqualTo("one  two  three four");
    assertThat(read("pause", "comment=one\ntwo"))
        .isEqualTo(new Understood.AnOrder(new Order.Pause(new Who("", "one two"))));
  }

  @Test
  void aPersonsWordsAreBoundedAndNoCharacterIsCutInTwo() {
    Who who = new Who("a".repeat(200), "\ud83d\ude00".repeat(400));

    assertThat(who.author()).isEqualTo("a".repeat(63) + "…");
    assertThat(who.comment()).isEqualTo("\ud83d\ude00".repeat(400));
    assertThat(new Who("a".repeat(64), "\ud83d\ude00".repeat(501)))
        .extracting(Who::author, Who::comment)
        .containsExactly("a".repeat(64), "\ud83d\ude00".repeat(499) + "…");
  }

  // ---- Polls

  @Test
  void aPollTellsTheLevelAndItsOtherWordsArePassedOver() {
    assertThat(
            Levels.ofPoll(
                List.of(
                    "state=CRITICAL",
                    "type=HARD",
                    "downtime=1",
                    "peer_state=UP",
                    "peer_checked=1763780996",
                    "now=1763781000",
                    "warning=5",
                    "comment=x")))
        .contains(new Level(true, Optional.of(State.UP), Optional.of(Duration.ofSeconds(4))));
  }

  @Test
  void aPollThatSaysNothingIsNoLevel() {
    assertThat(Levels.ofPoll(List.of())).isEmpty();
    assertThat(Levels.ofPoll(List.of("warning=5", "critical"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "downtime=perhaps",
        "downtime=$SERVICEDOWNTIME$",
        "peer_state=BROKEN",
        "peer_state=OK",
        "downtime=0\n"
      })
  void aPollThatDoesNotReadIsNoLevelAndNoError(String word) {
    assertThat(Levels.ofPoll(List.of("type=HARD", word))).isEmpty();
  }

  @Test
  void aPollThatContradictsItselfIsNoLevel() {
    assertThat(Levels.ofPoll(List.of("downtime=0", "downtime=1"))).isEmpty();
  }
}
