package casfailover.nrpe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import casfailover.nrpe.PacketReader.Reading;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(NoLeaks.class)
@Timeout(300)
class NrpeServerTest {

  private static final Duration GENEROUS = Duration.ofSeconds(60);
  private static final InetSocketAddress ANY_PORT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  private static final NrpeServerOptions OPTIONS =
      new NrpeServerOptions(
          ANY_PORT, "NRPE v4 cas-agent 1.0.0", 2, 64, 64, GENEROUS, Duration.ofSeconds(30));

  private final FakeService service = new FakeService();
  private final CountDownLatch gate = new CountDownLatch(1);
  private final NrpeClient client = NrpeClient.alone();
  private final List<NrpeServer> servers = new ArrayList<>();

  @AfterEach
  void end() {
    gate.countDown();
    client.close();
    servers.forEach(NrpeServer::close);
    service.close();
  }

  @ParameterizedTest
  @EnumSource(PacketVersion.class)
  void answersInTheVersionThatWasAsked(PacketVersion version) throws IOException {
    NrpeServer server = start(OPTIONS);
    assertThat(ask(server, version, Query.of("echo", "a", "größe")))
        .isEqualTo(new Answer.Answered(new Reply(0, "OK - a,größe")));
  }

  @ParameterizedTest
  @EnumSource(PacketVersion.class)
  void saysHello(PacketVersion version) throws IOException {
    NrpeServer server = start(OPTIONS);
    assertThat(ask(server, version, Query.of("_NRPE_CHECK")))
        .isEqualTo(new Answer.Answered(new Reply(0, "NRPE v4 cas-agent 1.0.0")));
  }

  @ParameterizedTest
  @CsvSource({"V2,1023", "V3,60000", "V4,60000"})
  void answersAtLength(PacketVersion version, int length) throws IOException {
    NrpeServer server = start(OPTIONS);
    assertThat(ask(server, version, Query.of("fill", "60000")))
        .isEqualTo(new Answer.Answered(new Reply(1, "x".repeat(length))));
  }

  @Test
  void aLongAnswerInVersionTwoEndsWithAWholeCharacter() throws IOException {
    service.check("umlauts", (caller, query) -> new Reply(2, "ä".repeat(600)));
    NrpeServer server = start(OPTIONS);
    assertThat(ask(server, PacketVersion.V2, Query.of("umlauts")))
        .isEqualTo(new Answer.Answered(new Reply(2, "ä".repeat(511))));
  }

  @Test
  void severalLinesArriveAsTheyAreWithoutTheLastNewline() throws IOException {
    service.check("lines", (caller, query) -> new Reply(0, "one\ntwo | a=1\nthree\n"));
    NrpeServer server = start(OPTIONS);
    assertThat(ask(server, PacketVersion.V4, Query.of("lines")))
        .isEqualTo(new Answer.Answered(new Reply(0, "one\ntwo | a=1\nthree")));
  }

  @ParameterizedTest
  @EnumSource(PacketVersion.class)
  void aQueryMayComeInTwoPiecesHoweverItIsSplit(PacketVersion version) throws IOException {
    NrpeServer server = start(OPTIONS);
    byte[] query = Wire.bytes(Packet.query(version, Query.of("echo", "split")));
    // Every place in the header and the text, then a sample of what is only padding.
    for (int at = 1; at < query.length; at += at < 40 || at > query.length - 8 ? 1 : 101) {
      try (Wire wire = new Wire(server.port())) {
        assertThat(wire.send(query, 0, at).send(query, at, query.length - at).answer())
            .as("split at " + at)
            .isEqualTo(new Reading.Whole(Packet.response(version, new Reply(0, "OK - split"))));
      }
    }
  }

  @Test
  void aQueryMayComeByteByByte() throws IOException {
    NrpeServer server = start(OPTIONS);
    byte[] query = Wire.bytes(Packet.query(PacketVersion.V3, Query.of("echo", "slowly")));
    try (Wire wire = new Wire(server.port())) {
      for (int i = 0; i < query.length; i++) {
        wire.send(query, i, 1);
      }
      assertThat(wire.answer())
          .isEqualTo(
              new Reading.Whole(Packet.response(PacketVersion.V3, new Reply(0, "OK - slowly"))));
    }
  }

  @Test
  void bytesAfterAQueryDoNotCostTheAnswer() throws IOException {
    NrpeServer server = start(OPTIONS);
    try (Wire wire = new Wire(server.port())) {
      byte[] query = Wire.bytes(Packet.query(PacketVersion.V4, Query.of("echo")));
      // In one piece: what comes after the answer has gone out is beyond its connection.
      wire.send(Arrays.copyOf(query, query.length + 4000));
      assertThat(wire.answer()).isInstanceOf(Reading.Whole.class);
    }
  }

  @Test
  void theLastThreeBytesOfVersionThreeAreWaitedForHoweverLateTheyCome() throws IOException {
    NrpeServer server = start(OPTIONS);
    byte[] query = Wire.bytes(Packet.query(PacketVersion.V3, Query.of("echo", "late")));
    try (Wire wire = new Wire(server.port())) {
      wire.send(query, 0, query.length - 3);
      assertThat(ask(server, PacketVersion.V4, Query.of("echo")))
          .isInstanceOf(Answer.Answered.class);
      assertThat(service.runs()).isEqualTo(1);
      assertThat(wire.send(query, query.length - 3, 3).answer())
          .isEqualTo(
              new Reading.Whole(Packet.response(PacketVersion.V3, new Reply(0, "OK - late"))));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 65_537, Integer.MAX_VALUE})
  void aLengthPastAllBoundsIsNotWaitedFor(int length) throws IOException {
    NrpeServer server = start(OPTIONS);
    byte[] query = Wire.bytes(Packet.query(PacketVersion.V4, Query.of("echo")));
    ByteBuffer.wrap(query).putInt(PacketVersion.LENGTH_AT, length);
    try (Wire wire = new Wire(server.port())) {
      assertThat(wire.send(query, 0, 16).readToEnd()).isEmpty();
    }
  }

  @Test
  void whoIsRefusedAndDoesNotGoIsNotWaitedForLong() throws Exception {
    NrpeServer server = start(withConnections(1, 1));
    try (Wire first = occupied(server);
        Wire refused = new Wire(server.port())) {
      await()
          .atMost(GENEROUS)
          .untilAsserted(
              () ->
                  assertThatThrownBy(() -> refused.send(new byte[1]))
                      .isInstanceOf(IOException.class));
      gate.countDown();
      assertThat(first.answer()).isInstanceOf(Reading.Whole.class);
    }
  }

  /** The only connection that a server takes, at work until the gate opens. */
  private Wire occupied(NrpeServer server) throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    service.define(
        "block",
        new Lane(service.checks, FakeService.AMPLE),
        (caller, query) -> {
          begun.countDown();
          return blocked();
        });
    Wire wire = new Wire(server.port());
    wire.send(Wire.bytes(Packet.query(PacketVersion.V4, Query.of("block"))));
    begun.await();
    return wire;
  }

  @Test
  void whoSaysNoMoreStillGetsItsAnswer() throws IOException {
    service.define("block", new Lane(service.checks, FakeService.AMPLE), (c, q) -> blocked());
    NrpeServer server = start(OPTIONS);
    try (Wire wire = new Wire(server.port())) {
      wire.send(Wire.bytes(Packet.query(PacketVersion.V2, Query.of("block")))).saysNoMore();
      assertThat(ask(server, PacketVersion.V4, Query.of("echo")))
          .isInstanceOf(Answer.Answered.class);
      gate.countDown();
      assertThat(wire.answer())
          .isEqualTo(
              new Reading.Whole(Packet.response(PacketVersion.V2, new Reply(0, "unblocked"))));
    }
  }

  @Test
  void anInvalidRequestIsClosedWithoutAnAnswer() throws IOException {
    NrpeServer server = start(OPTIONS);
    byte[] query = Wire.bytes(Packet.query(PacketVersion.V4, Query.of("echo")));
    query[5] ^= 1;
    try (Wire wire = new Wire(server.port())) {
      assertThat(wire.send(query).readToEnd()).isEmpty();
    }
  }

  @Test
  void aQueryWithoutACommandIsClosedWithoutAnAnswer() throws IOException {
    NrpeServer server = start(OPTIONS);
    try (Wire wire = new Wire(server.port())) {
      byte[] query = Wire.bytes(Packet.query(PacketVersion.V4, Query.of("", "a")));
      assertThat(wire.send(query).readToEnd()).isEmpty();
    }
  }

  @Test
  void whoDoesNotFinishItsQueryIsClosedAtTheDeadlineHoweverItTrickles() throws IOException {
    NrpeServer server = start(withDeadline(Duration.ofMillis(200)));
    byte[] query = Wire.bytes(Packet.query(PacketVersion.V4, Query.of("echo")));
    try (Wire wire = new Wire(server.port())) {
      wire.send(query, 0, 20);
      assertThat(wire.readToEnd()).isEmpty();
    }
  }

  @Test
  void aSlowCommandOutlivesTheDeadlineOfItsConnection() throws IOException {
    service.define("block", new Lane(service.checks, FakeService.AMPLE), (c, q) -> blocked());
    NrpeServer server = start(withDeadline(Duration.ofMillis(200)));
    try (Wire asked = new Wire(server.port());
        Wire idle = new Wire(server.port())) {
      asked.send(Wire.bytes(Packet.query(PacketVersion.V4, Query.of("block"))));
      assertThat(idle.readToEnd()).isEmpty();
      gate.countDown();
      assertThat(asked.answer()).isInstanceOf(Reading.Whole.class);
    }
  }

  @Test
  void aSlowLaneDelaysNoOther() throws IOException {
    service.define("block", new Lane(service.actions, FakeService.AMPLE), (c, q) -> blocked());
    NrpeServer server = start(OPTIONS);
    CompletableFuture<Answer> first = asking(server, Query.of("block"));
    CompletableFuture<Answer> second = asking(server, Query.of("block"));
    assertThat(ask(server, PacketVersion.V4, Query.of("echo")))
        .isEqualTo(new Answer.Answered(new Reply(0, "OK - ")));
    assertThat(ask(server, PacketVersion.V4, Query.of("_NRPE_CHECK")))
        .isInstanceOf(Answer.Answered.class);
    assertThat(List.of(first, second)).noneMatch(CompletableFuture::isDone);
    gate.countDown();
    assertThat(first)
        .succeedsWithin(GENEROUS)
        .isEqualTo(new Answer.Answered(new Reply(0, "unblocked")));
  }

  @ParameterizedTest
  @CsvSource({
    "2, 64, '2 connections are at work, and no more are allowed'",
    "64, 2, 'this address has 2 connections at work, and no more are allowed'"
  })
  void whereThereIsNoRoomASentenceSaysSoAndNothingIsBegun(int most, int each, String why)
      throws Exception {
    CountDownLatch begun = new CountDownLatch(2);
    service.define(
        "block",
        new Lane(service.checks, FakeService.AMPLE),
        (c, q) -> {
          begun.countDown();
          return blocked();
        });
    NrpeServer server = start(withConnections(most, each));
    CompletableFuture<Answer> first = asking(server, Query.of("block"));
    CompletableFuture<Answer> second = asking(server, Query.of("block"));
    begun.await();

    for (PacketVersion version : PacketVersion.values()) {
      assertThat(ask(server, version, Query.of("echo")))
          .isEqualTo(
              new Answer.Answered(new Reply(3, "UNKNOWN - not started: " + why + "; ask again")));
    }
    assertThat(List.of(first, second)).noneMatch(CompletableFuture::isDone);
    gate.countDown();
    assertThat(first)
        .succeedsWithin(GENEROUS)
        .isEqualTo(new Answer.Answered(new Reply(0, "unblocked")));
  }

  @Test
  void anotherDeadlineHoldsFromTheNextConnectionOn() throws IOException {
    NrpeServer server = start(OPTIONS);
    byte[] query = Wire.bytes(Packet.query(PacketVersion.V4, Query.of("echo", "in time")));
    try (Wire before = new Wire(server.port()).send(query, 0, 20)) {
      assertThat(ask(server, PacketVersion.V4, Query.of("echo")))
          .isInstanceOf(Answer.Answered.class);
      AllowedHosts hosts = AllowedHosts.parse("", Set.of(), HostNames.ofSystem(GENEROUS));
      server.admit(new Admission(hosts, Optional.empty()), Duration.ofMillis(200));
      try (Wire after = new Wire(server.port()).send(query, 0, 20)) {
        assertThat(after.readToEnd()).isEmpty();
      }
      before.send(query, 20, query.length - 20);
      assertThat(before.answer())
          .isEqualTo(
              new Reading.Whole(Packet.response(PacketVersion.V4, new Reply(0, "OK - in time"))));
    }
  }

  @Test
  void idleConnectionsKeepNobodyOut() throws IOException {
    NrpeServer server = start(withConnections(16, 4));
    List<Wire> idle = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      idle.add(new Wire(server.port()).send(new byte[] {0}));
    }
    // Those that wait to be let in may still push each other out, and one of them is ours.
    await()
        .atMost(GENEROUS)
        .until(
            () ->
                ask(server, PacketVersion.V4, Query.of("echo"))
                    .equals(new Answer.Answered(new Reply(0, "OK - "))));
    for (Wire wire : idle) {
      wire.close();
    }
  }

  @Test
  void aPortInUseIsSaidInAWordThatHelps() throws IOException {
    NrpeServer server = start(OPTIONS);
    NrpeServerOptions same =
        NrpeServerOptions.of(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()), "hello");
    assertThatThrownBy(() -> start(same))
        .isInstanceOfSatisfying(
            PortInUse.class,
            inUse -> {
              assertThat(inUse.port()).isEqualTo(server.port());
              assertThat(inUse.address()).isEqualTo(ANY_PORT.getHostString());
            })
        .hasMessageContaining("port " + server.port() + " on ")
        .hasMessageContaining("stop the program that has it, or set another server_port");
  }

  @Test
  void anAddressThatIsNotOursIsNoPortInUse() {
    NrpeServerOptions elsewhere =
        NrpeServerOptions.of(new InetSocketAddress("192.0.2.200", 5666), "hello");
    assertThatThrownBy(() -> start(elsewhere))
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(PortInUse.class)
        .hasMessageContaining("cannot listen on port 5666 of 192.0.2.200");
  }

  @Test
  void aServerThatClosesAnswersWhatItAccepted() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    service.define(
        "act",
        new Lane(service.actions, FakeService.AMPLE),
        (caller, query) -> {
          begun.countDown();
          return blocked();
        });
    NrpeServer server = start(OPTIONS);
    CompletableFuture<Answer> answer = asking(server, Query.of("act"));
    begun.await();
    CompletableFuture<Void> closed = CompletableFuture.runAsync(server::close);
    await().atMost(GENEROUS).until(() -> isRefused(server.port()));
    assertThat(answer).isNotDone();
    gate.countDown();
    assertThat(answer)
        .succeedsWithin(GENEROUS)
        .isEqualTo(new Answer.Answered(new Reply(0, "unblocked")));
    assertThat(closed).succeedsWithin(GENEROUS);
  }

  @Test
  void aServerThatClosesDoesNotWaitForever() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    service.define(
        "never",
        new Lane(service.actions, FakeService.AMPLE),
        (caller, query) -> {
          begun.countDown();
          return new CompletableFuture<>();
        });
    NrpeServer server =
        start(new NrpeServerOptions(ANY_PORT, "hello", 1, 64, 64, GENEROUS, Duration.ofMillis(50)));
    CompletableFuture<Answer> answer = asking(server, Query.of("never"));
    begun.await();
    server.close();
    assertThat(answer)
        .succeedsWithin(GENEROUS)
        .isEqualTo(
            new Answer.Answered(
                new Reply(3, "UNKNOWN - the agent is stopping and does not wait any longer")));
  }

  @Test
  void nothingThatIsSentDisturbsTheOthers() throws IOException {
    NrpeServer server = start(withDeadline(Duration.ofMillis(500)));
    Random random = new Random(5666);
    for (int round = 0; round < 200; round++) {
      byte[] bytes =
          Wire.bytes(
              Packet.query(
                  PacketVersion.of(2 + random.nextInt(3)).orElseThrow(), Query.of("echo")));
      for (int change = random.nextInt(5); change >= 0; change--) {
        bytes[random.nextInt(random.nextBoolean() ? 16 : bytes.length)] = (byte) random.nextInt();
      }
      try (Wire wire = new Wire(server.port())) {
        wire.send(bytes, 0, random.nextInt(bytes.length));
      }
    }
    assertThat(ask(server, PacketVersion.V4, Query.of("echo", "still")))
        .isEqualTo(new Answer.Answered(new Reply(0, "OK - still")));
  }

  private CompletableFuture<Reply> blocked() {
    try {
      gate.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return CompletableFuture.completedFuture(new Reply(0, "unblocked"));
  }

  private static boolean isRefused(int port) {
    try {
      new Wire(port).close();
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  private NrpeServer start(NrpeServerOptions options) throws IOException {
    AllowedHosts hosts = AllowedHosts.parse("", Set.of(), HostNames.ofSystem(GENEROUS));
    NrpeServer server = NrpeServer.start(options, new Admission(hosts, Optional.empty()), service);
    servers.add(server);
    return server;
  }

  private static NrpeServerOptions withDeadline(Duration deadline) {
    return new NrpeServerOptions(ANY_PORT, "hello", 2, 64, 64, deadline, Duration.ofSeconds(30));
  }

  private static NrpeServerOptions withConnections(int most, int mostPerAddress) {
    return new NrpeServerOptions(
        ANY_PORT, "hello", 2, most, mostPerAddress, GENEROUS, Duration.ofSeconds(30));
  }

  private CompletableFuture<Answer> asking(NrpeServer server, Query query) {
    return client.ask(target(server, PacketVersion.V4), query).toCompletableFuture();
  }

  private Answer ask(NrpeServer server, PacketVersion version, Query query) {
    return client.askAndWait(target(server, version), query);
  }

  private static NrpeTarget target(NrpeServer server, PacketVersion version) {
    return new NrpeTarget(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()),
        version,
        Optional.empty(),
        Optional.empty(),
        GENEROUS);
  }
}
