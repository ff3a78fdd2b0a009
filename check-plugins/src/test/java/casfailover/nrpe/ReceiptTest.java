package casfailover.nrpe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a server can tell of an answer after it was sent. */
@ExtendWith(NoLeaks.class)
@Timeout(300)
class ReceiptTest {

  private static final Duration GENEROUS = Duration.ofSeconds(60);

  private final FakeService service = new FakeService();
  private final NrpeClient client = NrpeClient.alone();
  private final List<NrpeServer> servers = new ArrayList<>();
  private final List<Caller> callers = new CopyOnWriteArrayList<>();
  private final AtomicInteger taken = new AtomicInteger();
  private final CountDownLatch gate = new CountDownLatch(1);

  @BeforeEach
  void define() {
    service.check(
        "act",
        (caller, query) -> {
          callers.add(caller);
          caller.receipt().whenTaken(taken::incrementAndGet);
          return new Reply(0, "done");
        });
    service.define(
        "act_later",
        new Lane(service.actions, FakeService.AMPLE),
        (caller, query) -> {
          caller.receipt().whenTaken(taken::incrementAndGet);
          return CompletableFuture.supplyAsync(this::afterTheGate);
        });
  }

  private Reply afterTheGate() {
    try {
      gate.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return new Reply(0, "done");
  }

  @AfterEach
  void end() {
    gate.countDown();
    client.close();
    servers.forEach(NrpeServer::close);
    service.close();
  }

  @ParameterizedTest
  @EnumSource(PacketVersion.class)
  void aCallerSaysInWhichVersionItAsked(PacketVersion version) throws IOException {
    assertThat(ask(start(Optional.empty()), version, Optional.empty(), "act"))
        .isEqualTo(new Answer.Answered(new Reply(0, "done")));

    assertThat(callers).extracting(Caller::version).containsExactly(version);
  }

  @Test
  void whoReadsItsAnswerAndClosesGaveItsReceipt() throws IOException {
    ask(start(Optional.empty()), PacketVersion.V4, Optional.empty(), "act");

    await().atMost(GENEROUS).until(() -> taken.get() == 1);
  }

  @Test
  void underTlsTheWordOfTheCallerIsItsReceipt(@TempDir Path folder) throws Exception {
    TestAuthority authority = new TestAuthority(folder, "ca");
    TlsFiles files = authority.sign("exch-a");
    NrpeServer server = start(Optional.of(Tls.ofServer(files, ClientCertificates.REQUIRED)));

    assertThat(ask(server, PacketVersion.V4, Optional.of(Tls.ofClient(files)), "act"))
        .isEqualTo(new Answer.Answered(new Reply(0, "done")));

    await().atMost(GENEROUS).until(() -> taken.get() == 1);
  }

  @Test
  void whoIsGoneBeforeItsAnswerGaveNone() throws IOException {
    NrpeServer server = start(Optional.empty());
    try (Wire wire = new Wire(server.port())) {
      wire.send(Wire.bytes(Packet.query(PacketVersion.V4, Query.of("act_later"))));
      wire.saysNoMore();
      // There is one network thread, so this is answered after that was read.
      ask(server, PacketVersion.V4, Optional.empty(), "echo");
      gate.countDown();
      assertThat(wire.answer()).isInstanceOf(PacketReader.Reading.Whole.class);
    }
    ask(server, PacketVersion.V4, Optional.empty(), "act");
    await().atMost(GENEROUS).until(() -> taken.get() > 0);
    assertThat(taken).hasValue(1);
  }

  @Test
  void whoNeverClosesIsLeftAfterAMomentWithItsAnswer() throws IOException {
    NrpeServer server = start(Optional.empty());
    try (Wire wire = new Wire(server.port())) {
      wire.send(Wire.bytes(Packet.query(PacketVersion.V2, Query.of("act"))));
      assertThat(wire.answer()).isInstanceOf(PacketReader.Reading.Whole.class);
      server.close();
    }
    assertThat(taken).hasValue(0);
  }

  private NrpeServer start(Optional<Tls> tls) throws IOException {
    NrpeServer server =
        NrpeServer.start(
            new NrpeServerOptions(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                "hello",
                1,
                64,
                64,
                GENEROUS,
                GENEROUS),
            new Admission(AllowedHosts.parse("", Set.of(), HostNames.ofSystem(GENEROUS)), tls),
            service);
    servers.add(server);
    return server;
  }

  private Answer ask(NrpeServer server, PacketVersion version, Optional<Tls> tls, String command) {
    return client.askAndWait(
        new NrpeTarget(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()),
            version,
            tls,
            Optional.empty(),
            GENEROUS),
        Query.of(command));
  }
}
