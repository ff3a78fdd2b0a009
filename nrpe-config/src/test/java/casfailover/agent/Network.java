package casfailover.agent;

import casfailover.config.Settings;
import casfailover.pair.Ipv4;
import casfailover.pair.MacAddress;
import casfailover.probe.LocalAddress;
import casfailover.probe.Pinger;
import casfailover.sight.Guard;
import casfailover.sight.Moment;
import casfailover.sight.Neighbours;
import casfailover.sight.Note;
import casfailover.sight.Replies;
import casfailover.sight.Sighting;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** The network of exch-b: its own interface, the gateway, and who answers on the wire. */
final class Network {

  volatile boolean gatewayAnswers = true;

  /** Who answers for the address. */
  volatile Set<MacAddress> wire = Set.of(OtherServer.MAC);

  volatile boolean probesBreak;

  /** Whether the gateway finds the way to the address. */
  volatile boolean reachable = true;

  volatile boolean deviceThere = true;
  volatile boolean devicesListed = true;
  volatile long linkUps = 1;
  volatile boolean casIpListed;

  private final Settings settings;
  private final Observations seen;
  private final Map<Ipv4, Consumer<Sighting>> pings = new ConcurrentHashMap<>();

  Network(Settings settings, Observations seen) {
    this.settings = settings;
    this.seen = seen;
  }

  // ---- Pings

  Pinger.Watch watch(Ipv4 target, Consumer<Sighting> listener) {
    pings.put(target, listener);
    return () -> pings.remove(target, listener);
  }

  /** Who is being pinged. */
  Set<Ipv4> pinged() {
    return Set.copyOf(pings.keySet());
  }

  /** The peer and the gateway are pinged, and whoever asked for that is told. */
  void ping(Moment now, boolean peerAnswers) {
    ping(now, settings.pair().peer().address(), peerAnswers);
    ping(now, settings.pair().gateway(), gatewayAnswers);
  }

  private void ping(Moment now, Ipv4 target, boolean answers) {
    Replies replies = new Replies(10, answers ? 10 : 0, Optional.of(Duration.ofNanos(400_000)));
    Optional.ofNullable(pings.get(target))
        .ifPresent(
            listener ->
                listener.accept(
                    answers
                        ? new Sighting.Seen(now, now, replies)
                        : new Sighting.Silent(now, now, replies)));
  }

  // ---- Looks

  Sighting probe(Ipv4 address, String networkInterface) {
    if (address.equals(settings.pair().gateway())) {
      return seen.of(Guard.GATEWAY_ARP, gatewayAnswers, Neighbours.of(Set.of(OtherServer.MAC), 3));
    }
    if (probesBreak) {
      throw new IllegalStateException("the probe broke");
    }
    return seen.of(Guard.WIRE, !wire.isEmpty(), Neighbours.of(wire, 3));
  }

  Sighting reach(Ipv4 from, Ipv4 neighbour, String networkInterface) {
    return seen.of(
        Guard.REACH,
        reachable,
        new Note(neighbour + (reachable ? " answers " : " does not answer ") + from));
  }

  /** Whether there is an interface to look at the wire from, and looks do not break. */
  boolean canProbe() {
    return deviceThere && devicesListed && !probesBreak;
  }

  List<LocalAddress> addresses() {
    if (!devicesListed) {
      throw new UncheckedIOException(
          "the system does not list its network interfaces", new SocketException("none"));
    }
    List<LocalAddress> all = new ArrayList<>();
    if (deviceThere) {
      all.add(onDevice(settings.pair().self().address()));
    }
    if (casIpListed) {
      all.add(onDevice(settings.pair().casIp()));
    }
    return all;
  }

  private static LocalAddress onDevice(Ipv4 address) {
    return new LocalAddress(address, 24, "eth0", Optional.of(new MacAddress("02:42:0a:2a:00:0c")));
  }
}
