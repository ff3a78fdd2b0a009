package casfailover.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import casfailover.pair.Ipv4;
import casfailover.pair.Timing;
import casfailover.process.CommandRunner;
import casfailover.process.ExecCommandRunner;
import casfailover.sight.Neighbours;
import casfailover.sight.Replies;
import casfailover.sight.Sighting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The probes in a real network: needs root, run by the profile lab. */
class LinuxProbesIT {

  private static final Ipv4 SELF = Ipv4.parse("192.0.2.12");
  private static final Ipv4 PEER = Ipv4.parse("192.0.2.11");
  private static final Ipv4 CAS = Ipv4.parse("192.0.2.100");

  private final CommandRunner runner = new ExecCommandRunner();
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final Neighbourhood network = new Neighbourhood("192.0.2.12/24");
  private final WireProbe wire =
      new ArpingWireProbe(
          Programs.arping(), SELF, new JavaLocalAddresses(), runner, new SystemMoments());
  private final ReachProbe reach =
      new IputilsReachProbe(SELF, Programs.ping(), Programs.arping(), runner, new SystemMoments());
  private String peer = "";
  private String other = "";

  @BeforeEach
  void addNeighbours() {
    peer = network.neighbour("peer", "192.0.2.11/24");
    other = network.neighbour("other", "192.0.2.13/24");
  }

  @AfterEach
  void tearDown() {
    network.close();
    timer.shutdownNow();
  }

  @Test
  void findsAnAddressBelowALabelOnItsInterface() {
    network.ip("addr", "add", "192.0.2.99/25", "dev", Neighbourhood.INTERFACE, "label", "cas0:1");
    JavaLocalAddresses local = new JavaLocalAddresses();
    assertThat(local.all())
        .anyMatch(each -> each.prefix() == 25)
        .allSatisfy(each -> assertThat(local.find(each.address())).hasValue(each));
  }

  @Test
  void findsItsOwnAddress() {
    assertThat(new JavaLocalAddresses().find(SELF))
        .get()
        .satisfies(
            local -> {
              assertThat(local.networkInterface()).isEqualTo(Neighbourhood.INTERFACE);
              assertThat(local.prefix()).isEqualTo(24);
              assertThat(local.mac()).isPresent();
            });
  }

  @Test
  void nobodyAnswersForAFreeAddress() {
    Sighting sighting = wire.probe(CAS, Neighbourhood.INTERFACE);
    assertThat(sighting).isInstanceOf(Sighting.Silent.class);
    assertThat(sighting.ended().since(sighting.begun()))
        .isGreaterThanOrEqualTo(Duration.ofMillis(180));
  }

  @Test
  void namesTheMachineThatAnswers() {
    network.ip("-n", peer, "addr", "add", "192.0.2.100/24", "dev", "eth0");
    assertThat(answering(wire.probe(CAS, Neighbourhood.INTERFACE))).isEqualTo(1);
  }

  @Test
  void namesBothMachinesThatAnswer() {
    network.ip("-n", peer, "addr", "add", "192.0.2.100/24", "dev", "eth0");
    network.ip("-n", other, "addr", "add", "192.0.2.100/24", "dev", "eth0");
    assertThat(answering(wire.probe(CAS, Neighbourhood.INTERFACE))).isEqualTo(2);
  }

  @Test
  void doesNotCountItselfWhileItHasTheAddress() {
    network.ip("addr", "add", "192.0.2.100/24", "dev", Neighbourhood.INTERFACE);
    assertThat(wire.probe(CAS, Neighbourhood.INTERFACE)).isInstanceOf(Sighting.Silent.class);
    network.ip("-n", peer, "addr", "add", "192.0.2.100/24", "dev", "eth0");
    assertThat(answering(wire.probe(CAS, Neighbourhood.INTERFACE))).isEqualTo(1);
  }

  @Test
  void asksWithoutAnnouncingTheAddressItHas() {
    network.ip("addr", "add", "192.0.2.100/24", "dev", Neighbourhood.INTERFACE);
    assertThat(wire.probe(CAS, Neighbourhood.INTERFACE)).isInstanceOf(Sighting.Silent.class);
    assertThat(network.ip("-n", peer, "neigh", "show")).doesNotContain("192.0.2.100 ");
  }

  @Test
  void cannotAskOnAnInterfaceThatIsDownOrMissing() {
    Sighting missing = wire.probe(CAS, "eth9");
    assertThat(missing).isInstanceOf(Sighting.Unknown.class);
    assertThat(missing.detail()).contains("eth9");
    network.ip("link", "set", Neighbourhood.INTERFACE, "down");
    assertThat(wire.probe(CAS, Neighbourhood.INTERFACE)).isInstanceOf(Sighting.Unknown.class);
  }

  @Test
  void cannotAskWithoutItsOwnAddress() {
    network.ip("addr", "del", "192.0.2.12/24", "dev", Neighbourhood.INTERFACE);
    assertThat(wire.probe(CAS, Neighbourhood.INTERFACE)).isInstanceOf(Sighting.Unknown.class);
  }

  @Test
  void aNeighbourFindsAnAddressThatIsHere() {
    network.ip("addr", "add", "192.0.2.100/24", "dev", Neighbourhood.INTERFACE);
    Sighting sighting = reach.probe(CAS, PEER, Neighbourhood.INTERFACE);
    assertThat(sighting).isInstanceOf(Sighting.Seen.class);
    assertThat(sighting.detail()).isEqualTo("192.0.2.11 answers a ping from 192.0.2.100");
  }

  @Test
  void aNeighbourThatTakesAnotherMachineForTheAddressDoesNotFindIt() {
    network.ip("addr", "add", "192.0.2.100/24", "dev", Neighbourhood.INTERFACE);
    String wrong = "192.0.2.100 lladdr 02:00:00:00:00:99 dev eth0 nud permanent";
    List<String> neigh = new ArrayList<>(List.of("-n", peer, "neigh", "add"));
    neigh.addAll(List.of(wrong.split(" ")));
    network.ip(neigh.toArray(String[]::new));
    Sighting sighting = reach.probe(CAS, PEER, Neighbourhood.INTERFACE);
    assertThat(sighting).isInstanceOf(Sighting.Silent.class);
    assertThat(sighting.detail()).contains("none from 192.0.2.100");
  }

  @Test
  void aNeighbourWithALostLinkFindsNothing() {
    network.ip("addr", "add", "192.0.2.100/24", "dev", Neighbourhood.INTERFACE);
    network.ip("-n", peer, "link", "set", "eth0", "down");
    assertThat(reach.probe(CAS, PEER, Neighbourhood.INTERFACE)).isInstanceOf(Sighting.Silent.class);
  }

  @Test
  void hearsEachAnswerAndEachMissedPing() {
    List<Sighting> heard = new CopyOnWriteArrayList<>();
    Pinger pinger =
        new IputilsPinger(Programs.ping(), Timing.DEFAULT, runner, new SystemMoments(), timer);
    try (Pinger.Watch watch = pinger.watch(PEER, heard::add)) {
      assertThat(watch).isNotNull();
      await().until(() -> heard.size() >= 10);
      assertThat(heard.get(9)).isInstanceOf(Sighting.Seen.class);
      network.ip("-n", peer, "link", "set", "eth0", "down");
      await().until(() -> received(heard) == 0);
      assertThat(heard.get(heard.size() - 1)).isInstanceOf(Sighting.Silent.class);
      network.ip("-n", peer, "link", "set", "eth0", "up");
      await().until(() -> heard.get(heard.size() - 1) instanceof Sighting.Seen);
    }
  }

  @Test
  void saysUnknownWithoutARouteAndFindsTheTargetOnceThereIsOne() {
    List<Sighting> heard = new CopyOnWriteArrayList<>();
    Pinger pinger =
        new IputilsPinger(Programs.ping(), Timing.DEFAULT, runner, new SystemMoments(), timer);
    Ipv4 far = Ipv4.parse("198.51.100.1");
    try (Pinger.Watch watch = pinger.watch(far, heard::add)) {
      assertThat(watch).isNotNull();
      await().until(() -> !heard.isEmpty());
      assertThat(heard.get(0)).isInstanceOf(Sighting.Unknown.class);
      assertThat(heard.get(0).detail()).contains("Network is unreachable");
      network.ip("-n", peer, "addr", "add", "198.51.100.1/32", "dev", "eth0");
      network.ip("route", "add", "198.51.100.0/24", "via", PEER.toString());
      await().until(() -> heard.get(heard.size() - 1) instanceof Sighting.Seen);
    }
  }

  @Test
  void aClientAccessThatDropsPacketsGivesNoAnswer() {
    ServiceProbe service =
        new TcpServiceProbe(List.of(443), Duration.ofMillis(500), new SystemMoments());
    assertThat(service.ask(PEER).detail()).isEqualTo("443/tcp refused");
    assertThat(service.ask(CAS).detail()).isEqualTo("443/tcp no answer");
    assertThat(service.ask(Ipv4.parse("198.51.100.1"))).isInstanceOf(Sighting.Unknown.class);
  }

  private static int answering(Sighting sighting) {
    return sighting instanceof Sighting.Seen seen && seen.finding() instanceof Neighbours neighbours
        ? neighbours.macs().size()
        : 0;
  }

  private static int received(List<Sighting> heard) {
    return heard.get(heard.size() - 1) instanceof Sighting.Silent silent
            && silent.finding() instanceof Replies replies
        ? replies.received()
        : -1;
  }
}
