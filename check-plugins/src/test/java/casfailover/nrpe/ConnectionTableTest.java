package casfailover.nrpe;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.nrpe.ConnectionTable.Entry;
import casfailover.nrpe.ConnectionTable.Turn;
import io.netty.channel.Channel;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConnectionTableTest {

  private static final InetAddress A = AllowedHostsTest.address("192.0.2.10");
  private static final InetAddress B = AllowedHostsTest.address("192.0.2.12");

  private final ConnectionTable table = new ConnectionTable(3, 2);
  private final Channel first = new EmbeddedChannel();
  private final Channel second = new EmbeddedChannel();
  private final Channel third = new EmbeddedChannel();
  private final Channel fourth = new EmbeddedChannel();

  @Test
  void theOldestOfTheSameAddressThatHasNotAskedMakesRoom() {
    table.enter(first, B);
    table.enter(second, A);
    table.enter(third, A);
    assertThat(table.enter(fourth, A)).isEqualTo(new Entry.Entered(Optional.of(second)));
    assertThat(table.all()).containsExactly(first, third, fourth);
    assertThat(table.ask(second)).isEqualTo(Turn.MISSED);
  }

  @Test
  void whoKeepsTheMostWaitingMakesRoomWhereTheWholeIsFull() {
    table.enter(first, A);
    table.enter(second, B);
    table.enter(third, B);
    assertThat(table.enter(fourth, A)).isEqualTo(new Entry.Entered(Optional.of(second)));
  }

  @Test
  void whatIsAtWorkIsNotCountedAgainstItsAddress() {
    ConnectionTable wide = new ConnectionTable(3, 3);
    wide.enter(first, A);
    wide.enter(second, A);
    wide.enter(third, B);
    wide.ask(first);
    wide.leave(second);
    wide.enter(second, B);
    assertThat(wide.enter(fourth, A)).isEqualTo(new Entry.Entered(Optional.of(third)));
  }

  @Test
  void theOldestOfAllMakesRoomAmongAddressesThatKeepAsManyWaiting() {
    ConnectionTable small = new ConnectionTable(2, 2);
    small.enter(first, A);
    small.enter(second, B);
    assertThat(small.enter(third, A)).isEqualTo(new Entry.Entered(Optional.of(first)));
  }

  @Test
  void aFloodFromOtherAddressesNeverPushesOutTheOneThatWaitsAlone() {
    ConnectionTable wide = new ConnectionTable(64, 32);
    wide.enter(first, A);
    for (int i = 0; i < 3000; i++) {
      InetAddress other = AllowedHostsTest.address("198.51.100." + i % 30);
      wide.enter(new EmbeddedChannel(), other);
    }
    assertThat(wide.all()).hasSize(64).contains(first);
    assertThat(wide.ask(first)).isEqualTo(Turn.ITS_OWN);
  }

  @Test
  void whoHasAskedKeepsItsConnection() {
    table.enter(first, A);
    table.enter(second, A);
    assertThat(table.ask(first)).isEqualTo(Turn.ITS_OWN);
    assertThat(table.enter(third, A)).isEqualTo(new Entry.Entered(Optional.of(second)));
    table.ask(third);
    assertThat(table.enter(fourth, A))
        .isEqualTo(
            new Entry.Full("this address has 2 connections at work, and no more are allowed"));
  }

  @Test
  void nobodyGetsInWhereAllAreAtWork() {
    table.enter(first, A);
    table.enter(second, A);
    table.enter(third, B);
    table.ask(first);
    table.ask(second);
    table.ask(third);
    assertThat(table.enter(fourth, B))
        .isEqualTo(new Entry.Full("3 connections are at work, and no more are allowed"));
  }

  @Test
  void aPlaceIsGivenBackOnce() {
    table.enter(first, A);
    table.enter(second, A);
    table.ask(second);
    table.leave(first);
    table.leave(first);
    table.leave(second);
    assertThat(table.all()).isEmpty();
    assertThat(table.enter(third, A)).isEqualTo(new Entry.Entered(Optional.empty()));
    assertThat(table.enter(fourth, A)).isEqualTo(new Entry.Entered(Optional.empty()));
  }

  @Test
  void waitingForTheEndIsBounded() throws InterruptedException {
    table.enter(first, A);
    assertThat(table.awaitEmpty(Duration.ofMillis(1))).containsExactly(first);
    table.leave(first);
    assertThat(table.awaitEmpty(Duration.ofHours(1))).isEmpty();
  }
}
