package casfailover.nrpe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.ssl.SslHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long a connection may take, on a clock that only these tests move. */
@ExtendWith(NoLeaks.class)
class DeadlineTest {

  private static final InetAddress MONITOR = AllowedHostsTest.address("192.0.2.10");
  private static final long DEADLINE = 10_000;

  @TempDir static Path folder = Path.of("");

  private static final List<TlsFiles> FILES = new ArrayList<>();

  private final RecordingLogger logger = new RecordingLogger();
  private final RateLimitedLog log = new RateLimitedLog(logger, () -> 0);
  private final ConnectionTable connections = new ConnectionTable(8, 8);
  private final FakeService service = new FakeService();
  private final List<EmbeddedChannel> clients = new ArrayList<>();

  @BeforeAll
  static void makeCertificates() throws Exception {
    TestAuthority authority = new TestAuthority(folder, "ca");
    FILES.add(authority.sign("exch-a"));
    FILES.add(authority.sign("monitor"));
  }

  @AfterEach
  void end() {
    clients.forEach(EmbeddedChannel::finishAndReleaseAll);
    service.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 10, 999, 5000})
  void whoTricklesIsClosedAtTheDeadlineHoweverItTrickles(long everyMillis) throws Exception {
    byte[] endless = ByTheBook.packet(4, new byte[60_000]);
    trickle(connect(Optional.empty()), endless, everyMillis);
    assertThat(logger.lines)
        .containsExactly("refused a request of 192.0.2.10: did not ask within 10 s");
  }

  @ParameterizedTest
  @ValueSource(longs = {50, 999, 5000})
  void whoTricklesItsHandshakeIsClosedAtTheDeadlineHoweverItTrickles(long everyMillis)
      throws Exception {
    trickle(connect(tls()), said(client()), everyMillis);
    assertThat(logger.lines)
        .containsExactly(
            "refused a request of 192.0.2.10: did not end its TLS handshake within 10 s");
  }

  private void trickle(EmbeddedChannel channel, byte[] bytes, long everyMillis) {
    long passed = 0;
    for (int i = 0; passed + everyMillis < DEADLINE; i++) {
      channel.writeInbound(Unpooled.copiedBuffer(bytes, i, 1));
      pass(channel, everyMillis);
      passed += everyMillis;
    }
    pass(channel, DEADLINE - 1 - passed);
    assertThat(channel.isOpen()).isTrue();
    pass(channel, 1);
    assertThat(channel.isOpen()).isFalse();
    assertThat(connections.all()).isEmpty();
  }

  @Test
  void theTimeOfTheHandshakeCounts() throws Exception {
    EmbeddedChannel channel = connect(tls());
    EmbeddedChannel client = client();
    pass(channel, DEADLINE - 1000);
    talk(client, channel);
    assertThat(channel.pipeline().get(SslHandler.class).handshakeFuture().isSuccess()).isTrue();
    pass(channel, 999);
    assertThat(channel.isOpen()).isTrue();
    pass(channel, 1);
    assertThat(channel.isOpen()).isFalse();
    channel.releaseOutbound();
  }

  @Test
  void aCommandAtWorkMayTakeLonger() throws Exception {
    CompletableFuture<Reply> reply = new CompletableFuture<>();
    service.define("slow", new Lane(service.actions, FakeService.AMPLE), (caller, query) -> reply);
    EmbeddedChannel channel = connect(Optional.empty());
    channel.writeInbound(
        Unpooled.wrappedBuffer(Wire.bytes(Packet.query(PacketVersion.V4, Query.of("slow")))));
    pass(channel, 5 * DEADLINE);
    assertThat(channel.isOpen()).isTrue();
    // The worker is through with it, so that what follows happens on this thread.
    service.close();
    reply.complete(new Reply(0, "done"));
    // The worker may still be on its way from the service back to the connection.
    await()
        .pollInSameThread()
        .until(
            () -> {
              channel.runPendingTasks();
              return !channel.isOpen();
            });
    assertThat(said(channel)).isNotEmpty();
  }

  private static void pass(EmbeddedChannel channel, long millis) {
    channel.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
    channel.runPendingTasks();
  }

  private static Optional<Tls> tls() throws Exception {
    return Optional.of(Tls.ofServer(FILES.get(0), ClientCertificates.REQUIRED));
  }

  private EmbeddedChannel client() throws Exception {
    Tls tls = Tls.ofClient(FILES.get(1));
    EmbeddedChannel client = new EmbeddedChannel();
    client.pipeline().addLast(TlsPipeline.handler(tls.java().engine(), Duration.ofHours(1)));
    clients.add(client);
    return client;
  }

  /** Carries what either says to the other until both are silent. */
  private static void talk(EmbeddedChannel one, EmbeddedChannel other) {
    for (int silent = 0; silent < 2; ) {
      byte[] forth = said(one);
      byte[] back = said(other);
      silent = forth.length + back.length == 0 ? silent + 1 : 0;
      other.writeInbound(Unpooled.wrappedBuffer(forth));
      one.writeInbound(Unpooled.wrappedBuffer(back));
    }
  }

  private static byte[] said(EmbeddedChannel channel) {
    ByteBuffer all = ByteBuffer.allocate(100_000);
    for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
      all.put(part.nioBuffer());
      part.release();
    }
    byte[] bytes = new byte[all.position()];
    all.flip().get(bytes);
    return bytes;
  }

  private EmbeddedChannel connect(Optional<Tls> tls) {
    EmbeddedChannel channel =
        new EmbeddedChannel() {
          @Override
          protected SocketAddress remoteAddress0() {
            return new InetSocketAddress(MONITOR, 4711);
          }
        };
    channel.freezeTime();
    channel.config().setAutoRead(false);
    channel.pipeline().addLast(door(tls));
    channel.pipeline().fireChannelActive();
    return channel;
  }

  private Door door(Optional<Tls> tls) {
    HostNames names = HostNames.ofSystem(Duration.ofHours(1));
    Duration deadline = Duration.ofMillis(DEADLINE);
    CommandRunner runner = new CommandRunner(service, "hello", log);
    return new Door(
        new Admission(AllowedHosts.parse("192.0.2.10", Set.of(), names), tls),
        deadline,
        connections,
        (address, time) -> new Conversation(address, time, connections, runner, log),
        log);
  }
}
