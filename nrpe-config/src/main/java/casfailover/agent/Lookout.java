package casfailover.agent;

import casfailover.keep.Input;
import casfailover.pair.Cidr;
import casfailover.pair.Ipv4;
import casfailover.pair.MacAddress;
import casfailover.pair.Pair;
import casfailover.probe.Pinger;
import casfailover.probe.Pinger.Watch;
import casfailover.probe.ReachProbe;
import casfailover.sight.Finding;
import casfailover.sight.Guard;
import casfailover.sight.Moment;
import casfailover.sight.Neighbours;
import casfailover.sight.Ports;
import casfailover.sight.Sighting;
import casfailover.sight.Sighting.Seen;
import casfailover.sight.Sighting.Silent;
import casfailover.sight.Sighting.Unknown;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;

/** Looks at what the keeper asks about, and pings without being asked. */
final class Lookout implements AutoCloseable {

  private final Map<Guard, Pinging> pings = new EnumMap<>(Guard.class);
  private volatile View view;

  /** With what it looks, and at whom; exchanged as one. */
  private record View(Equipment equipment, Pair pair) {}

  /** Who is pinged, and by what. */
  private record Pinging(Pinger pinger, Ipv4 target, Watch watch) {}

  Lookout(Equipment equipment, Pair pair) {
    this.view = new View(equipment, pair);
  }

  /** Begins to ping the peer and, where it is asked by ping, the gateway. */
  synchronized void start(boolean pingGateway, Consumer<Input> keeper) {
    View v = view;
    ping(Guard.PEER_PING, v.pair().peer().address(), keeper);
    if (pingGateway) {
      ping(Guard.GATEWAY_PING, v.pair().gateway(), keeper);
    } else {
      Optional.ofNullable(pings.remove(Guard.GATEWAY_PING)).ifPresent(old -> old.watch().close());
    }
  }

  /** What is pinged in the same way already is left alone; else the new pings come first. */
  private void ping(Guard guard, Ipv4 target, Consumer<Input> keeper) {
    Pinger pinger = view.equipment().pinger();
    Pinging before = pings.get(guard);
    if (before != null && before.pinger() == pinger && before.target().equals(target)) {
      return;
    }
    Watch watch = pinger.watch(target, s -> keeper.accept(new Input.Saw(guard, s)));
    pings.put(guard, new Pinging(pinger, target, watch));
    if (before != null) {
      before.watch().close();
    }
  }

  /** Looks with other equipment from the next look on, and goes on pinging without a gap. */
  synchronized void exchange(
      Equipment equipment, Pair pair, boolean pingGateway, Consumer<Input> keeper) {
    view = new View(equipment, pair);
    if (!pings.isEmpty()) {
      start(pingGateway, keeper);
    }
  }

  /** Looks once. A look that breaks is one that could not be made. */
  Sighting look(Guard guard) {
    // Before it is known with what: an answer to what is asked no more must not count as a later
    // one.
    Moment begun = view.equipment().clock().get();
    View v = view;
    Equipment equipment = v.equipment();
    Pair pair = v.pair();
    try {
      return switch (guard) {
        case PEER_SERVICE -> equipment.peerService().ask(pair.peer().address());
        case OWN_SERVICE -> ownService(equipment, pair);
        case PEER_AGENT -> equipment.peer().ask();
        case WIRE -> onDevice(begun, this::wire);
        case GATEWAY_ARP -> onDevice(begun, on -> equipment.wire().probe(pair.gateway(), on));
        case REACH -> onDevice(begun, this::reach);
        case DATABASES -> equipment.dag().map(d -> d.copies()).orElseGet(() -> noDag(begun));
        case QUORUM -> equipment.dag().map(d -> d.quorum()).orElseGet(() -> noDag(begun));
        case PEER_PING, GATEWAY_PING ->
            new Unknown(begun, equipment.clock().get(), "pings run by themselves");
      };
    } catch (RuntimeException e) {
      return new Unknown(begun, equipment.clock().get(), "the look broke: " + e);
    }
  }

  /**
   * A service may listen on one address only, so while clients come to us it is asked on theirs
   * too. That it does not serve there is told and decides nothing: nobody knows whether the peer's
   * would.
   */
  private static Sighting ownService(Equipment equipment, Pair pair) {
    Sighting self = equipment.ownService().ask(pair.self().address());
    if (!(self instanceof Seen seen && seen.finding() instanceof Ports ports)) {
      return self;
    }
    List<Ports.Answer> answers = new ArrayList<>(ports.answers());
    for (Cidr casIp : pair.casIps()) {
      if (equipment.local().find(casIp.address()).isPresent()) {
        answers.addAll(onCasIp(equipment.ownService().ask(casIp.address()), casIp.address()));
      }
    }
    return new Seen(seen.begun(), seen.ended(), new Ports(answers));
  }

  private static List<Ports.Answer> onCasIp(Sighting sighting, Ipv4 casIp) {
    Optional<Finding> finding =
        sighting instanceof Seen seen
            ? Optional.of(seen.finding())
            : sighting instanceof Silent silent ? Optional.of(silent.finding()) : Optional.empty();
    return finding.filter(Ports.class::isInstance).map(f -> ((Ports) f).answers()).stream()
        .flatMap(List::stream)
        .map(a -> a.on(casIp.toString()))
        .toList();
  }

  private Sighting onDevice(Moment begun, Function<String, Sighting> look) {
    Equipment equipment = view.equipment();
    Device device = device();
    return device instanceof Device.Here here
        ? look.apply(here.address().networkInterface())
        : new Unknown(begun, equipment.clock().get(), ((Device.Gone) device).why());
  }

  /** Several addresses are one: whoever answers for any of them has them all. */
  private Sighting wire(String device) {
    Equipment equipment = view.equipment();
    Pair pair = view.pair();
    Sighting all = equipment.wire().probe(pair.casIps().get(0).address(), device);
    for (Cidr casIp : pair.casIps().subList(1, pair.casIps().size())) {
      all = worse(all, equipment.wire().probe(casIp.address(), device));
    }
    return all;
  }

  /** Several addresses are one: whoever does not reach one of them does not reach them. */
  private Sighting reach(String device) {
    Pair pair = view.pair();
    ReachProbe probe = view.equipment().reach();
    Sighting all = probe.probe(pair.casIps().get(0).address(), pair.gateway(), device);
    for (Cidr casIp : pair.casIps().subList(1, pair.casIps().size())) {
      if (!(all instanceof Seen)) {
        return all;
      }
      all = probe.probe(casIp.address(), pair.gateway(), device);
    }
    return all;
  }

  private static Sighting worse(Sighting a, Sighting b) {
    if (a instanceof Seen one
        && b instanceof Seen two
        && one.finding() instanceof Neighbours n
        && two.finding() instanceof Neighbours m) {
      Set<MacAddress> macs = new TreeSet<>(n.macs());
      macs.addAll(m.macs());
      return new Seen(a.begun(), b.ended(), Neighbours.of(macs, n.probes() + m.probes()));
    }
    if (a instanceof Seen || b instanceof Seen) {
      return a instanceof Seen ? a : b;
    }
    return a instanceof Unknown ? a : b instanceof Unknown ? b : a;
  }

  private Sighting noDag(Moment begun) {
    return new Unknown(begun, view.equipment().clock().get(), "there is no DAG to ask");
  }

  /** The interface that carries our own fixed address. */
  Device device() {
    Pair pair = view.pair();
    try {
      return view.equipment()
          .local()
          .find(pair.self().address())
          .<Device>map(Device.Here::new)
          .orElseGet(
              () -> new Device.Gone("no interface has " + pair.self().address() + " any more"));
    } catch (UncheckedIOException e) {
      return new Device.Gone(e.getMessage() + ": " + e.getCause());
    }
  }

  /** The hardware address of that interface. */
  Optional<MacAddress> mac() {
    return device() instanceof Device.Here here ? here.address().mac() : Optional.empty();
  }

  @Override
  public synchronized void close() {
    pings.values().forEach(ping -> ping.watch().close());
    pings.clear();
  }
}
