package casfailover.agent;

import casfailover.pair.Cidr;
import casfailover.sight.Moment;
import casfailover.takeover.AddressTable;
import casfailover.takeover.Presence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/** The addresses of one interface in a test, which go when their time is over, as in the kernel. */
final class Addresses implements AddressTable {

  private final Supplier<Moment> clock;
  private final Map<Cidr, Optional<Moment>> there = new ConcurrentHashMap<>();
  private final List<String> changes = new ArrayList<>();

  /** What fails, as in {@code add 192.0.2.101/24}; what is written {@code break …} throws. */
  final Set<String> failing = ConcurrentHashMap.newKeySet();

  volatile boolean readable = true;
  final CountDownLatch deleting = new CountDownLatch(1);
  volatile Optional<CountDownLatch> deletingHangsUntil = Optional.empty();
  private final Map<Cidr, Duration> lifetimes = new ConcurrentHashMap<>();
  volatile Moment inspected;

  Addresses(Supplier<Moment> clock) {
    this.clock = clock;
    this.inspected = clock.get();
  }

  @Override
  public void expectChange() {
    note("expect a change of", Example.CAS_IP);
  }

  @Override
  public Result add(Cidr address, String networkInterface, Duration lifetime) {
    lifetimes.put(address, lifetime);
    return change("add", address, Optional.of(clock.get().plus(lifetime)));
  }

  @Override
  public Result renew(Cidr address, String networkInterface, Duration lifetime) {
    lifetimes.put(address, lifetime);
    return has(address)
        ? change("renew", address, Optional.of(clock.get().plus(lifetime)))
        : new Failed(address + " cannot be renewed: it is not there");
  }

  @Override
  public Result delete(Cidr address, String networkInterface) {
    deleting.countDown();
    deletingHangsUntil.ifPresent(World::hang);
    Result result = note("delete", address);
    if (result instanceof Done) {
      there.remove(address);
    }
    return result;
  }

  private Result change(String verb, Cidr address, Optional<Moment> end) {
    Result result = note(verb, address);
    if (result instanceof Done) {
      there.put(address, end);
    }
    return result;
  }

  private Result note(String verb, Cidr address) {
    String change = verb + " " + address;
    synchronized (changes) {
      changes.add(change);
    }
    if (failing.contains("break " + change)) {
      throw new IllegalStateException("no such program");
    }
    return failing.contains(change)
        ? new Failed("ip addr " + change + " ended with exit code 2")
        : new Done(Duration.ofMillis(3));
  }

  @Override
  public Presence look(Cidr address) {
    inspected = clock.get();
    if (!readable) {
      return new Presence.Unknown("ip -4 -o addr show could not be started");
    }
    return has(address)
        ? new Presence.Present(
            "eth0",
            Optional.ofNullable(there.get(address))
                .flatMap(end -> end)
                .map(end -> end.since(clock.get())))
        : new Presence.Absent();
  }

  /** The address was there before the agent was. */
  void put(Cidr address, Optional<Duration> lifetime) {
    there.put(address, lifetime.map(clock.get()::plus));
  }

  boolean has(Cidr address) {
    Optional<Moment> end = there.get(address);
    boolean over = end != null && end.filter(e -> clock.get().since(e).toNanos() > 0).isPresent();
    if (over) {
      there.remove(address);
    }
    return end != null && !over;
  }

  /** The lifetime last asked for. */
  Duration lifetime(Cidr address) {
    return lifetimes.getOrDefault(address, Duration.ZERO);
  }

  /** How often something was tried, as in {@code add 192.0.2.100/24}. */
  long count(String change) {
    synchronized (changes) {
      return changes.stream().filter(change::equals).count();
    }
  }
}
