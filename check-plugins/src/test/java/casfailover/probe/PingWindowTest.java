package casfailover.probe;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.pair.Ipv4;
import casfailover.sight.Replies;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PingWindowTest {

  private final PingWindow window =
      new PingWindow(Ipv4.parse("192.0.2.1"), 4, Duration.ofMillis(500));

  @Test
  void countsAnAnswer() {
    assertThat(window.read("64 bytes from 192.0.2.1: icmp_seq=1 ttl=64 time=0.062 ms"))
        .contains(
            new PingWindow.News.Answered(
                new Replies(1, 1, Optional.of(Duration.ofNanos(62_000))),
                Duration.ofNanos(62_000)));
  }

  @Test
  void countsAMissedOne() {
    reply(1);
    assertThat(window.read("no answer yet for icmp_seq=2")).contains(missed(2, 1));
  }

  @Test
  void remembersTheLastFewOnly() {
    reply(1);
    reply(2);
    miss(3);
    miss(4);
    miss(5);
    assertThat(window.read("no answer yet for icmp_seq=6")).contains(missed(4, 0));
  }

  @Test
  void anAnswerInTimeMakesUpForTheReportThatItWasMissed() {
    miss(1);
    assertThat(window.read("64 bytes from 192.0.2.1: icmp_seq=1 ttl=64 time=300 ms"))
        .contains(
            new PingWindow.News.Answered(
                new Replies(1, 1, Optional.of(Duration.ofMillis(300))), Duration.ofMillis(300)));
  }

  @Test
  void anAnswerPastTheDeadlineCountsForNothing() {
    miss(1);
    assertThat(window.read("64 bytes from 192.0.2.1: icmp_seq=1 ttl=64 time=501 ms")).isEmpty();
    assertThat(window.read("no answer yet for icmp_seq=2")).contains(missed(2, 0));
  }

  @Test
  void aSecondAnswerToOnePingCountsForNothing() {
    reply(1);
    assertThat(window.read("64 bytes from 192.0.2.1: icmp_seq=1 ttl=64 time=0.2 ms (DUP!)"))
        .isEmpty();
  }

  @Test
  void aNumberThatIsReportedAgainIsOneMoreMissedInterval() {
    reply(1);
    miss(2);
    miss(2);
    assertThat(window.read("no answer yet for icmp_seq=2")).contains(missed(4, 1));
  }

  @Test
  void onlyTheTargetAnswers() {
    assertThat(window.read("From 192.0.2.11 icmp_seq=1 Destination Host Unreachable")).isEmpty();
    assertThat(window.read("64 bytes from 192.0.2.11: icmp_seq=1 ttl=64 time=0.1 ms")).isEmpty();
    assertThat(window.read("64 bytes from 192.0.2.10: icmp_seq=1 ttl=64 time=0.1 ms")).isEmpty();
    assertThat(window.read("164 bytes from 192x0.2.1: icmp_seq=1 ttl=64 time=0.1 ms")).isEmpty();
  }

  @Test
  void passesOverWhatIsNoNews() {
    assertThat(window.read("PING 192.0.2.1 (192.0.2.1) 56(84) bytes of data.")).isEmpty();
    assertThat(window.read("")).isEmpty();
    assertThat(window.read("rtt min/avg/max/mdev = 0.062/0.078/0.084/0.005 ms")).isEmpty();
  }

  @Test
  void aNewRunStartsItsNumbersAgainAndForgetsNothing() {
    reply(1);
    reply(2);
    window.newRun();
    miss(1);
    assertThat(window.read("64 bytes from 192.0.2.1: icmp_seq=2 ttl=64 time=1 ms"))
        .contains(
            new PingWindow.News.Answered(
                new Replies(4, 3, Optional.of(Duration.ofMillis(1))), Duration.ofMillis(1)));
  }

  private void reply(int sequence) {
    assertThat(window.read("64 bytes from 192.0.2.1: icmp_seq=" + sequence + " ttl=64 time=0.1 ms"))
        .isPresent();
  }

  private void miss(int sequence) {
    assertThat(window.read("no answer yet for icmp_seq=" + sequence)).isPresent();
  }

  private static PingWindow.News missed(int sent, int received) {
    return new PingWindow.News.Missed(new Replies(sent, received, Optional.empty()));
  }
}
