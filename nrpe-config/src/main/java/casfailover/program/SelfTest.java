package casfailover.program;

import casfailover.config.Settings;
import casfailover.exchange.DagReader;
import casfailover.pair.Cidr;
import casfailover.pair.Ipv4;
import casfailover.pair.MacAddress;
import casfailover.pair.Node;
import casfailover.probe.LocalAddress;
import casfailover.probe.Pinger;
import casfailover.program.Trial.Seen;
import casfailover.program.Trial.Verdict;
import casfailover.sight.DagReading;
import casfailover.sight.Neighbours;
import casfailover.sight.Sighting;
import casfailover.takeover.AddressTable;
import casfailover.takeover.Presence;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * The trials of what the agent takes for granted of its server, made with the agent's own parts.
 * They only look; one alone changes something, and only if it is given an address for it.
 */
final class SelfTest {

  private static final Duration PING = Duration.ofSeconds(5);
  private static final Duration TRIAL_LIFETIME = Duration.ofSeconds(20);

  private final Settings settings;
  private final Parts parts;
  private final SystemParts system;

  SelfTest(Settings settings, Parts parts) {
    this.settings = settings;
    this.parts = parts;
    this.system = parts.system();
  }

  /**
   * All trials, in order.
   *
   * @param reader asks Exchange; empty where it is not asked
   * @param spare an address that nobody has, which is added and deleted again; empty for none
   */
  List<Trial> trials(Optional<DagReader> reader, Optional<Ipv4> spare) {
    List<Trial> trials = new ArrayList<>();
    system(trials);
    network(trials);
    service(trials);
    reader.ifPresent(dag -> exchange(trials, dag));
    trials.addAll(system.trials());
    spare.map(address -> new Cidr(address, prefix())).ifPresent(cidr -> withAddress(trials, cidr));
    return trials;
  }

  private void system(List<Trial> trials) {
    trials.add(
        new Trial(
            "system",
            "Java is 17 or later, of 64 bits",
            () ->
                Seen.of(
                    Runtime.version().feature() >= 17
                        && System.getProperty("os.arch", "").contains("64"),
                    Runtime.version() + " for " + System.getProperty("os.arch"))));
    trials.add(
        new Trial(
            "system",
            "the programs that are called are there",
            () -> {
              List<Path> missing =
                  system.programs().stream().filter(p -> !Files.isExecutable(p)).toList();
              return Seen.of(
                  missing.isEmpty(),
                  missing.isEmpty()
                      ? system.programs().size() + " of them"
                      : missing.stream().map(Path::toString).collect(Collectors.joining(", "))
                          + " missing");
            }));
  }

  private void network(List<Trial> trials) {
    Node self = settings.pair().self();
    Ipv4 gateway = settings.pair().gateway();
    trials.add(
        new Trial(
            "network",
            "an interface has " + self.address(),
            () ->
                local()
                    .map(l -> Seen.of(true, l.networkInterface() + " with /" + l.prefix()))
                    .orElseGet(() -> Seen.of(false, "none has it"))));
    trials.add(
        new Trial("network", "the gateway " + gateway + " answers ping", () -> pinged(gateway)));
    trials.add(
        new Trial(
            "network", "the gateway " + gateway + " answers ARP", () -> Seen.of(wire(gateway))));
    Node peer = settings.pair().peer();
    trials.add(new Trial("network", peer + " answers ping", () -> pinged(peer.address())));
    settings
        .witness()
        .ifPresent(
            host ->
                trials.add(
                    new Trial(
                        "network",
                        "the witness " + host + " answers",
                        () -> Seen.of(parts.witnessProbe(host).ask()))));
    for (Cidr casIp : settings.pair().casIps()) {
      trials.add(
          new Trial(
              "network", "one machine has " + casIp.address(), () -> holders(casIp.address())));
    }
  }

  private Optional<LocalAddress> local() {
    return parts.local().find(settings.pair().self().address());
  }

  private String device() {
    return local().map(LocalAddress::networkInterface).orElse("none");
  }

  private int prefix() {
    return settings.pair().casIps().get(0).prefix();
  }

  private Sighting wire(Ipv4 address) {
    return system.wire().probe(address, device());
  }

  private Seen holders(Ipv4 casIp) {
    boolean here = parts.local().find(casIp).isPresent();
    Sighting sighting = wire(casIp);
    if (sighting instanceof Sighting.Unknown) {
      return Seen.of(sighting);
    }
    String others =
        sighting instanceof Sighting.Seen seen && seen.finding() instanceof Neighbours neighbours
            ? neighbours.macs().stream().map(MacAddress::toString).collect(Collectors.joining(", "))
            : "";
    int count = others.isEmpty() ? 0 : others.split(", ", -1).length;
    return Seen.of(
        count + (here ? 1 : 0) == 1,
        (here ? "this one" : "not this one")
            + (others.isEmpty() ? ", no other answers" : ", " + others + " answers"));
  }

  private Seen pinged(Ipv4 target) {
    CompletableFuture<Sighting> answer = new CompletableFuture<>();
    CompletableFuture<Sighting> failure = new CompletableFuture<>();
    Pinger.Watch watch =
        system
            .pinger(settings.timing())
            .watch(
                target,
                s -> {
                  if (s instanceof Sighting.Seen) {
                    answer.complete(s);
                  } else {
                    failure.complete(s);
                  }
                });
    try {
      return Seen.of(answer.get(PING.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      return failure.isDone()
          ? Seen.of(failure.join())
          : new Seen(Verdict.UNKNOWN, "ping told nothing within " + PING.toSeconds() + " s");
    } catch (ExecutionException e) {
      return new Seen(Verdict.UNKNOWN, String.valueOf(e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Seen(Verdict.UNKNOWN, "it was interrupted");
    } finally {
      watch.close();
    }
  }

  private void service(List<Trial> trials) {
    Node self = settings.pair().self();
    trials.add(
        new Trial(
            "service",
            "client access serves on " + self.address(),
            () -> Seen.of(parts.serviceProbe(self).ask(self.address()))));
    for (Cidr casIp : settings.pair().casIps()) {
      if (parts.local().find(casIp.address()).isPresent()) {
        trials.add(
            new Trial(
                "service",
                "client access serves on " + casIp.address(),
                () -> Seen.of(parts.serviceProbe(self).ask(casIp.address()))));
      }
    }
  }

  private void exchange(List<Trial> trials, DagReader dag) {
    String self = settings.pair().self().name();
    Duration maxAge = settings.timing().dagMaxAge();
    trials.add(new Trial("exchange", "Exchange names databases", () -> Seen.of(dag.copies())));
    trials.add(
        new Trial(
            "exchange",
            "a reading takes less than dag_max_age (" + maxAge.toMillis() + " ms)",
            () -> {
              Sighting sighting = dag.copies();
              Duration took = sighting.ended().since(sighting.begun());
              return sighting instanceof Sighting.Seen
                  ? Seen.of(took.compareTo(maxAge) < 0, took.toMillis() + " ms")
                  : Seen.of(sighting);
            }));
    trials.add(
        new Trial(
            "exchange", "each database has a copy on " + self, () -> copiesHere(dag.copies())));
    trials.add(new Trial("exchange", "the cluster has quorum", () -> Seen.of(dag.quorum())));
  }

  private Seen copiesHere(Sighting sighting) {
    if (!(sighting instanceof Sighting.Seen seen)
        || !(seen.finding() instanceof DagReading reading)) {
      return Seen.of(sighting);
    }
    String self = settings.pair().self().name();
    List<String> wanted =
        settings.dagDatabases().isEmpty()
            ? List.copyOf(reading.byDatabase().keySet())
            : settings.dagDatabases();
    List<String> without =
        wanted.stream()
            .filter(
                name ->
                    reading.byDatabase().getOrDefault(name, List.of()).stream()
                        .noneMatch(copy -> copy.on(self)))
            .toList();
    return without.isEmpty()
        ? Seen.of(true, wanted.size() + " of " + wanted.size())
        : Seen.of(false, "none of " + String.join(", ", without));
  }

  private void withAddress(List<Trial> trials, Cidr spare) {
    trials.add(add(spare));
    trials.add(
        new Trial(
            "address",
            "a guard process deletes " + spare.address() + " when its agent is gone",
            () -> isFree(spare) ? parts.guardTrial().of(spare, device()) : notFree()));
  }

  private boolean isFree(Cidr spare) {
    return wire(spare.address()) instanceof Sighting.Silent;
  }

  private static Seen notFree() {
    return new Seen(Verdict.UNKNOWN, "it is not free, or nobody can tell: not added");
  }

  /** Adds an address for a moment, as a takeover would. */
  private Trial add(Cidr spare) {
    return new Trial(
        "address",
        spare.address() + " can be added and deleted",
        () -> {
          if (!isFree(spare)) {
            return notFree();
          }
          AddressTable addresses = system.addressesForATrial();
          String on = device();
          AddressTable.Result added = addresses.add(spare, on, TRIAL_LIFETIME);
          Presence there = addresses.look(spare);
          AddressTable.Result deleted = addresses.delete(spare, on);
          if (added instanceof AddressTable.Failed failed) {
            return Seen.of(false, failed.why());
          }
          if (deleted instanceof AddressTable.Failed failed) {
            return Seen.of(false, failed.why());
          }
          long took = ((AddressTable.Done) added).took().toMillis();
          return Seen.of(
              there instanceof Presence.Present, "added in " + took + " ms, and deleted again");
        });
  }
}
