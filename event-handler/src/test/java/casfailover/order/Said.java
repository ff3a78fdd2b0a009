package casfailover.order;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.decide.Event;
import casfailover.pair.Cidr;
import casfailover.pair.Ipv4;
import casfailover.pair.Node;
import casfailover.pair.Pair;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What a monitor or a person says to exch-b, and what was understood. */
final class Said {

  static final Pair PAIR =
      new Pair(
          new Node("exch-b", Ipv4.parse("192.0.2.12")),
          new Node("exch-a", Ipv4.parse("192.0.2.11")),
          "exch-a",
          List.of(Cidr.parse("192.0.2.100/24"), Cidr.parse("192.0.2.101/24")),
          Ipv4.parse("192.0.2.1"));
  static final List<String> FULL =
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
  static final Orders ORDERS = new Orders(PAIR);

  private Said() {}

  static Understood read(String command, String... words) {
    return ORDERS.read("monitor", command, List.of(words));
  }

  /** The full event with some of its words replaced; a word without a value is left out. */
  static Understood event(String... changed) {
    return ORDERS.read("monitor", "handle_event", words(changed));
  }

  private static List<String> words(String... changed) {
    Stream<String> kept =
        FULL.stream()
            .filter(word -> Arrays.stream(changed).noneMatch(c -> key(c).equals(key(word))));
    return Stream.concat(kept, Arrays.stream(changed).filter(c -> c.contains("="))).toList();
  }

  static String key(String word) {
    return word.replaceAll("(?s)=.*", "");
  }

  static Event understood(Understood answer) {
    assertThat(answer).isInstanceOf(Understood.AnEvent.class);
    return ((Understood.AnEvent) answer).event();
  }

  static String notUnderstood(Understood answer) {
    assertThat(answer).isInstanceOf(Understood.NotUnderstood.class);
    return ((Understood.NotUnderstood) answer).why();
  }

  static String refused(Understood answer) {
    assertThat(answer).isInstanceOf(Understood.Refused.class);
    return ((Understood.Refused) answer).why();
  }

  static Understood written(String comment) {
    return notified("CUSTOM", comment);
  }

  static Understood notified(String type, String comment) {
    return read(
        "notify", "cas_ip=192.0.2.100", "type=" + type, "author=jane", "comment=" + comment);
  }
}
