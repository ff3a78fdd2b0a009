package casfailover.probe;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.pair.Ipv4;
import casfailover.sight.Ports;
import casfailover.sight.Sighting;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TcpServiceProbeTest {

  private static final Ipv4 LOOPBACK = Ipv4.parse("127.0.0.1");
  private static final Duration PLENTY = Duration.ofSeconds(30);

  @Test
  void saysSeenWhereAllPortsAccept() throws IOException {
    try (ServerSocket a = listen(50);
        ServerSocket b = listen(50)) {
      Sighting sighting = ask(PLENTY, b.getLocalPort(), a.getLocalPort());
      assertThat(sighting).isInstanceOf(Sighting.Seen.class);
      assertThat(sighting.detail())
          .isEqualTo(b.getLocalPort() + "/tcp accepts, " + a.getLocalPort() + "/tcp accepts");
    }
  }

  @Test
  void saysSilentWhereOneRefuses() throws IOException {
    try (ServerSocket open = listen(50)) {
      int closed = closedPort();
      assertThat(ask(PLENTY, open.getLocalPort(), closed))
          .isInstanceOfSatisfying(
              Sighting.Silent.class,
              silent ->
                  assertThat(((Ports) silent.finding()).answers())
                      .containsExactly(
                          new Ports.Answer(open.getLocalPort() + "/tcp", true, "accepts"),
                          new Ports.Answer(closed + "/tcp", false, "refused")));
    }
  }

  @Test
  void saysSilentWhereOneDoesNotAnswerInTime() throws IOException {
    List<SocketChannel> waiting = new ArrayList<>();
    try (ServerSocket full = listen(1)) {
      for (int i = 0; i < 8; i++) {
        SocketChannel channel = SocketChannel.open();
        waiting.add(channel);
        channel.configureBlocking(false);
        channel.connect(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), full.getLocalPort()));
      }
      Sighting sighting = ask(Duration.ofMillis(200), full.getLocalPort());
      assertThat(sighting).isInstanceOf(Sighting.Silent.class);
      assertThat(sighting.detail()).isEqualTo(full.getLocalPort() + "/tcp no answer");
    } finally {
      for (SocketChannel channel : waiting) {
        channel.close();
      }
    }
  }

  @Test
  void saysUnknownWhereItCannotAskFromHere() {
    // The system refuses to connect to a broadcast address before anything is sent.
    Sighting sighting =
        new TcpServiceProbe(List.of(443), PLENTY, new SystemMoments())
            .ask(Ipv4.parse("255.255.255.255"));
    assertThat(sighting).isInstanceOf(Sighting.Unknown.class);
    assertThat(sighting.detail())
        .startsWith("ports of 255.255.255.255 could not be asked from here: ");
  }

  private static Sighting ask(Duration deadline, int... ports) {
    List<Integer> list = new ArrayList<>();
    for (int port : ports) {
      list.add(port);
    }
    return new TcpServiceProbe(list, deadline, new SystemMoments()).ask(LOOPBACK);
  }

  private static ServerSocket listen(int backlog) throws IOException {
    return new ServerSocket(0, backlog, InetAddress.getLoopbackAddress());
  }

  private static int closedPort() throws IOException {
    try (ServerSocket socket = listen(1)) {
      return socket.getLocalPort();
    }
  }
}
