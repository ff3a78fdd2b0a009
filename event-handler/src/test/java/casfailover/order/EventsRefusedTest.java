package casfailover.order;

import static casfailover.order.Said.FULL;
import static casfailover.order.Said.ORDERS;
import static casfailover.order.Said.event;
import static casfailover.order.Said.key;
import static casfailover.order.Said.notUnderstood;
import static casfailover.order.Said.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Events that are not understood, or are of another pair: nothing happens, and the word is named.
 */
class EventsRefusedTest {

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
}
