package casfailover.nrpe;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(NoLeaks.class)
class DoorTest {

  private static final InetAddress MONITOR = AllowedHostsTest.address("192.0.2.10");
  private static final InetAddress STRANGER = AllowedHostsTest.address("192.0.2.66");

  private final Queue<Runnable> lookups = new ArrayDeque<>();
  private final HostNames names =
      new HostNames(
          name -> new InetAddress[] {MONITOR}, lookups::add, () -> 0, Duration.ofHours(1));
  private final RecordingLogger logger = new RecordingLogger();
  private final RateLimitedLog log = new RateLimitedLog(logger, () -> 0);
  private final ConnectionTable connections = new ConnectionTable(8, 1);
  private final FakeService service = new FakeService();
  private boolean conversationsBreak;
  private final Door door =
      new Door(
          admission("192.0.2.10"),
          Duration.ofMinutes(5),
          connections,
          (address, deadline) -> conversation(address, deadline),
          log);

  @AfterEach
  void end() {
    service.close();
  }

  @Test
  void whoIsAllowedIsHeardAndAnswered() {
    EmbeddedChannel channel = connect(MONITOR);
    assertThat(channel.config().isAutoRead()).isTrue();
    channel.writeInbound(
        Unpooled.wrappedBuffer(
            Wire.bytes(Packet.query(PacketVersion.V4, Query.of("_NRPE_CHECK")))));
    ByteBuf answer = channel.readOutbound();
    assertThat(PacketReader.read(answer.nioBuffer(), Packet.Kind.RESPONSE))
        .isEqualTo(
            new PacketReader.Reading.Whole(
                Packet.response(PacketVersion.V4, new Reply(0, "hello"))));
    answer.release();
    assertThat(channel.isOpen()).isFalse();
    assertThat(connections.all()).isEmpty();
  }

  @Test
  void whoIsNotAllowedIsClosedAndNothingIsRead() {
    EmbeddedChannel channel = connect(STRANGER);
    assertThat(channel.isOpen()).isFalse();
    assertThat(channel.config().isAutoRead()).isFalse();
    assertThat(connections.all()).isEmpty();
    assertThat(logger.lines)
        .containsExactly("refused a connection of 192.0.2.66: it is not in allowed_hosts");
  }

  @Test
  void anotherReasonIsLoggedAtOnceAndTheSameOnceAMinute() {
    connect(STRANGER);
    connect(STRANGER);
    door.admit(admission("192.0.2.66"));
    EmbeddedChannel channel = connect(STRANGER);
    channel.writeInbound(Unpooled.wrappedBuffer(new byte[2000]));

    assertThat(channel.isOpen()).isFalse();
    assertThat(logger.lines)
        .hasSize(2)
        .first()
        .isEqualTo("refused a connection of 192.0.2.66: it is not in allowed_hosts");
    assertThat(logger.lines).last().asString().startsWith("refused a request of 192.0.2.66: ");
  }

  @Test
  void whoComesFromTheAddressThatItConnectsToIsThisMachineAndNeedsNoMention() {
    InetAddress own = AllowedHostsTest.address("192.0.2.12");
    EmbeddedChannel channel = connect(own, own);
    assertThat(channel.isOpen()).isTrue();
    assertThat(connect(own, MONITOR).isOpen()).isFalse();
    Closing.of(channel);
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.12, 192.0.2.12, true",
    "192.0.2.10, 192.0.2.12, false",
    "2001:db8::12, 2001:db8:0:0:0:0:0:12, true",
    "2001:db8::10, 2001:db8::12, false",
    "127.0.0.2, 127.0.0.1, true",
    "::1, ::1, true"
  })
  void theCallerIsToldToBeHereOrElsewhere(String from, String to, boolean here) {
    door.admit(admission("192.0.2.10,2001:db8::10"));
    EmbeddedChannel channel = connect(AllowedHostsTest.address(from), AllowedHostsTest.address(to));
    channel.writeInbound(
        Unpooled.wrappedBuffer(Wire.bytes(Packet.query(PacketVersion.V4, Query.of("where")))));
    assertThat(service.callers).extracting(Caller::here).containsExactly(here);
    Closing.of(channel);
  }

  @Test
  void whoIsAllowedByNameWaitsForTheLookup() {
    door.admit(admission("monitor.corp.example"));
    EmbeddedChannel channel = connect(MONITOR);
    EmbeddedChannel other = connect(STRANGER);
    assertThat(channel.config().isAutoRead()).isFalse();
    lookups.remove().run();
    channel.runPendingTasks();
    other.runPendingTasks();
    assertThat(channel.config().isAutoRead()).isTrue();
    assertThat(other.isOpen()).isFalse();
    Closing.of(channel);
  }

  @Test
  void whatBreaksAfterALookupLeavesNothingOpen() {
    door.admit(admission("monitor.corp.example"));
    conversationsBreak = true;
    EmbeddedChannel channel = connect(MONITOR);
    lookups.remove().run();
    channel.runPendingTasks();

    assertThat(channel.isOpen()).isFalse();
    assertThat(connections.all()).isEmpty();
    assertThat(logger.lines).containsExactly("closed a connection");
  }

  @Test
  void onlySoManyWaitForALookup() {
    door.admit(admission("monitor.corp.example"));
    for (int i = 0; i < 64; i++) {
      assertThat(connect(STRANGER).isOpen()).isTrue();
    }
    assertThat(connect(STRANGER).isOpen()).isFalse();
    assertThat(lookups).hasSize(1);
  }

  @Test
  void whoHasNotAskedMakesRoomForTheNext() {
    EmbeddedChannel first = connect(MONITOR);
    EmbeddedChannel second = connect(MONITOR);
    assertThat(first.isOpen()).isFalse();
    assertThat(second.isOpen()).isTrue();
    assertThat(connections.all()).containsExactly(second);
    Closing.of(second);
  }

  @Test
  void whereNobodyCanMakeRoomOnlySoManyAreToldSoAndTheRestIsClosed() {
    EmbeddedChannel working = connect(MONITOR);
    connections.ask(working);
    List<EmbeddedChannel> told = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      told.add(connect(MONITOR));
    }
    assertThat(told).allMatch(EmbeddedChannel::isOpen);
    assertThat(connect(MONITOR).isOpen()).isFalse();

    told.forEach(Closing::of);
    EmbeddedChannel next = connect(MONITOR);
    assertThat(next.isOpen()).isTrue();
    assertThat(connections.all()).containsExactly(working);
    Closing.of(next);
    Closing.of(working);
  }

  @Test
  void aChangeCountsFromTheNextConnectionOn() {
    EmbeddedChannel before = connect(MONITOR);
    door.admit(admission("192.0.2.66"));
    assertThat(before.isOpen()).isTrue();
    assertThat(connect(MONITOR).isOpen()).isFalse();
    EmbeddedChannel after = connect(STRANGER);
    assertThat(after.isOpen()).isTrue();
    Closing.of(before);
    Closing.of(after);
  }

  private Conversation conversation(InetAddress address, Duration deadline) {
    if (conversationsBreak) {
      throw new IllegalStateException("no memory");
    }
    return new Conversation(
        address, deadline, connections, new CommandRunner(service, "hello", log), log);
  }

  private Admission admission(String hosts) {
    return new Admission(AllowedHosts.parse(hosts, Set.of(), names), Optional.empty());
  }

  private EmbeddedChannel connect(InetAddress from) {
    return connect(from, AllowedHostsTest.address("192.0.2.12"));
  }

  private EmbeddedChannel connect(InetAddress from, InetAddress to) {
    EmbeddedChannel channel =
        new EmbeddedChannel() {
          @Override
          protected SocketAddress remoteAddress0() {
            return new InetSocketAddress(from, 4711);
          }

          @Override
          protected SocketAddress localAddress0() {
            return new InetSocketAddress(to, 5666);
          }
        };
    channel.config().setAutoRead(false);
    channel.pipeline().addLast(door);
    channel.pipeline().fireChannelActive();
    return channel;
  }
}
