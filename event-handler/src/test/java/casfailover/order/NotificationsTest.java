package casfailover.order;

import static casfailover.order.Said.PAIR;
import static casfailover.order.Said.notified;
import static casfailover.order.Said.read;
import static casfailover.order.Said.written;
import static org.assertj.core.api.Assertions.assertThat;

import casfailover.order.Order.Who;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people write on a dashboard, as the monitor passes it on. */
class NotificationsTest {

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
}
