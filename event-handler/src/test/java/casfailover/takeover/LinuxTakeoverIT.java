package casfailover.takeover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import casfailover.pair.Cidr;
import casfailover.pair.Ipv4;
import casfailover.probe.JavaLocalAddresses;
import casfailover.probe.LocalAddress;
import casfailover.probe.Programs;
import casfailover.process.Command;
import casfailover.process.Ended;
import casfailover.process.ExecCommandRunner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Address and announcement in a real network of two: this process, in a network namespace of its
 * own, and one neighbour. Needs root, run by the profile lab.
 */
class LinuxTakeoverIT {

  private static final Cidr CAS = Cidr.parse("192.0.2.100/24");
  private static final Ipv4 OWN = Ipv4.parse("192.0.2.12");
  private static final String WIRE = "cas0";

  private final String neighbour = "cas-it-" + ProcessHandle.current().pid() + "-n";
  private final ExecCommandRunner runner = new ExecCommandRunner();
  private final JavaLocalAddresses local = new JavaLocalAddresses();
  private final AddressTable table = new IpAddressTable(Programs.ip(), runner, this::placed);
  private final Announcer announcer = new ArpingAnnouncer(Programs.arping(), runner);

  @BeforeEach
  void buildNetwork() {
    ip("link", "set", "lo", "up");
    assertThat(local.all())
        .as("this process must have a network namespace of its own: run it by mvn -Plab verify")
        .allMatch(there -> there.networkInterface().equals("lo"));
    ip("netns", "add", neighbour);
    ip("link", "add", WIRE, "type", "veth", "peer", "name", "eth0", "netns", neighbour);
    ip("link", "set", WIRE, "up");
    ip("addr", "add", OWN + "/24", "dev", WIRE);
    ip("-n", neighbour, "link", "set", "eth0", "up");
    ip("-n", neighbour, "addr", "add", "192.0.2.1/24", "dev", "eth0");
  }

  @AfterEach
  void removeNetwork() {
    announcer.silence();
    ip("netns", "del", neighbour);
    await().until(() -> local.find(CAS.address()).isEmpty());
  }

  @Test
  void addsWhatItExpectedToAdd() {
    table.expectChange();
    assertThat(table.add(CAS, WIRE, Duration.ofMinutes(1))).isInstanceOf(AddressTable.Done.class);
    assertThat(table.look(CAS)).isInstanceOf(Presence.Present.class);
    table.expectChange();
    assertThat(table.add(Cidr.parse("192.0.2.101/24"), "nosuch0", Duration.ofMinutes(1)))
        .isInstanceOfSatisfying(
            AddressTable.Failed.class, failed -> assertThat(failed.why()).contains("nosuch0"));
    assertThat(table.delete(CAS, WIRE)).isInstanceOf(AddressTable.Done.class);
  }

  @Test
  void addsRenewsAndDeletes() {
    assertThat(table.look(CAS)).isEqualTo(new Presence.Absent());
    assertThat(table.add(CAS, WIRE, Duration.ofMinutes(1))).isInstanceOf(AddressTable.Done.class);
    assertThat(remaining()).isBetween(Duration.ofSeconds(30), Duration.ofMinutes(1));
    assertThat(table.add(CAS, WIRE, Duration.ofMinutes(1))).isInstanceOf(AddressTable.Failed.class);
    assertThat(table.renew(CAS, WIRE, Duration.ofMinutes(10)))
        .isInstanceOf(AddressTable.Done.class);
    assertThat(remaining()).isGreaterThan(Duration.ofSeconds(500));
    assertThat(table.delete(CAS, WIRE)).isInstanceOf(AddressTable.Done.class);
    assertThat(table.look(CAS)).isEqualTo(new Presence.Absent());
    assertThat(table.delete(CAS, WIRE)).isInstanceOf(AddressTable.Done.class);
  }

  @Test
  void seesAnAddressWithoutALifetimeAndGivesItOne() {
    ip("addr", "add", CAS.toString(), "dev", WIRE);
    assertThat(table.look(CAS)).isEqualTo(new Presence.Present(WIRE, Optional.empty()));
    assertThat(table.renew(CAS, WIRE, Duration.ofMinutes(1))).isInstanceOf(AddressTable.Done.class);
    assertThat(remaining()).isLessThanOrEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void theAddressDiesWithItsKeeperAndIsNotRenewedThen() {
    assertThat(table.add(CAS, WIRE, Duration.ofSeconds(1))).isInstanceOf(AddressTable.Done.class);
    await().until(() -> table.look(CAS) instanceof Presence.Absent);
    assertThat(table.renew(CAS, WIRE, Duration.ofMinutes(1)))
        .isInstanceOf(AddressTable.Failed.class);
    assertThat(table.look(CAS)).isEqualTo(new Presence.Absent());
  }

  @Test
  void aFailedAddSaysWhatTheSystemSaid() {
    assertThat(table.add(CAS, "eth9", Duration.ofSeconds(4)))
        .isInstanceOfSatisfying(
            AddressTable.Failed.class,
            failed -> assertThat(failed.why()).contains("Cannot find device \"eth9\""));
  }

  @Test
  void neighboursLearnWhereTheAddressIs() {
    neighbourBelievesInAnother();
    assertThat(table.add(CAS, WIRE, Duration.ofMinutes(1))).isInstanceOf(AddressTable.Done.class);
    announcer.announce(CAS, WIRE);
    await().until(this::neighbourKnowsBetter);
  }

  @Test
  void neighboursLearnItFromTheFirstWordAlone() {
    neighbourBelievesInAnother();
    assertThat(table.add(CAS, WIRE, Duration.ofMinutes(1))).isInstanceOf(AddressTable.Done.class);
    announcer.arrived(CAS);
    await().until(this::neighbourKnowsBetter);
  }

  /** What it learnt lately it would not give up for a question that others ask. */
  private void neighbourBelievesInAnother() {
    ip("-n", neighbour, "ntable", "change", "name", "arp_cache", "dev", "eth0", "locktime", "0");
    ip(
        "-n",
        neighbour,
        "neigh",
        "add",
        "192.0.2.100",
        "lladdr",
        "02:00:00:00:00:99",
        "dev",
        "eth0",
        "nud",
        "reachable");
    assertThat(neighbourKnowsBetter()).isFalse();
  }

  private boolean neighbourKnowsBetter() {
    String mac = local.find(OWN).flatMap(LocalAddress::mac).map(Object::toString).orElseThrow();
    return ip("-n", neighbour, "neigh", "show", "192.0.2.100")
        .toLowerCase(Locale.ROOT)
        .contains(mac);
  }

  @Test
  void countsEachTimeThatTheLinkComesUp() {
    Carrier carrier = new SysfsCarrier(Path.of("/sys/class/net"));
    ip("-n", neighbour, "link", "set", "eth0", "down");
    long before = carrier.ups(WIRE).orElseThrow();
    ip("-n", neighbour, "link", "set", "eth0", "up");
    await().until(() -> carrier.ups(WIRE).orElseThrow() == before + 1);
  }

  private Optional<IpAddressTable.Placed> placed(Ipv4 address) {
    return local
        .find(address)
        .map(
            there ->
                new IpAddressTable.Placed(
                    new Cidr(there.address(), there.prefix()), there.networkInterface()));
  }

  private Duration remaining() {
    return table.look(CAS) instanceof Presence.Present present
        ? present.remaining().orElse(Duration.ZERO)
        : Duration.ZERO;
  }

  private String ip(String... arguments) {
    Command command = Command.of(Programs.ip(), Duration.ofSeconds(30), arguments);
    Ended ended = runner.run(command);
    if (ended instanceof Ended.Exited exited && exited.wentWell()) {
      return exited.out();
    }
    throw new AssertionError(
        "this test needs root and a kernel with network namespaces and veth pairs: "
            + ended.sentence(command));
  }
}
