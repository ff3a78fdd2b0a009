package casfailover.probe;

import casfailover.pair.Ipv4;
import casfailover.pair.MacAddress;
import casfailover.process.Child;
import casfailover.process.Command;
import casfailover.process.CommandRunner;
import casfailover.process.Ended;
import casfailover.process.LineListener;
import casfailover.sight.Moment;
import casfailover.sight.Neighbours;
import casfailover.sight.Sighting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks the wire through the ARP table of Windows: what it has learnt of the address is forgotten, a
 * ping makes Windows ask anew, and what it has learnt then is read, three times within 180 ms.
 *
 * <p>Whether the ping is answered does not matter, a machine that drops it has answered ARP before.
 * A hardware address is told by its form and not by the words around it. For an address that this
 * machine has itself Windows asks nobody: a second holder is not seen by this.
 */
public final class ArpExeWireProbe implements WireProbe {

  private static final int READINGS = 3;
  private static final Duration APART = Duration.ofMillis(60);
  private static final Duration DEADLINE = Duration.ofSeconds(2);
  private static final Duration ANSWER = Duration.ofMillis(500);

  private static final Pattern MAC =
      Pattern.compile("(?<![0-9A-Fa-f-])([0-9A-Fa-f]{2}(?:-[0-9A-Fa-f]{2}){5})(?![0-9A-Fa-f-])");

  /** What the table shows for a question that nobody has answered. */
  private static final Set<MacAddress> NOBODY =
      Set.of(new MacAddress("00:00:00:00:00:00"), new MacAddress("ff:ff:ff:ff:ff:ff"));

  private final Path arp;
  private final PingExe ping;
  private final LocalAddresses local;
  private final CommandRunner runner;
  private final Supplier<Moment> clock;

  /**
   * A probe.
   *
   * @param arp the path of ARP.EXE
   * @param ping the path of PING.EXE
   * @param local tells the addresses of this machine
   * @param runner runs the programs
   * @param clock dates what is seen
   */
  public ArpExeWireProbe(
      Path arp, Path ping, LocalAddresses local, CommandRunner runner, Supplier<Moment> clock) {
    this.arp = arp;
    this.ping = new PingExe(ping);
    this.local = local;
    this.runner = runner;
    this.clock = clock;
  }

  @Override
  public Sighting probe(Ipv4 address, String networkInterface) {
    Moment begun = clock.get();
    Command forget = Command.of(arp, DEADLINE, "-d", address.toString()).alone();
    Ended forgotten = runner.run(forget);
    if (!(forgotten instanceof Ended.Exited)) {
      return unknown(begun, forgotten.sentence(forget));
    }
    try (Asking asking = new Asking(ping.command(address, 1, ANSWER))) {
      return read(begun, address, asking);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return unknown(begun, "the look at the wire was interrupted");
    } catch (ExecutionException e) {
      return unknown(begun, "the look at the wire failed: " + e);
    }
  }

  private Sighting read(Moment begun, Ipv4 address, Asking asking)
      throws InterruptedException, ExecutionException {
    for (int i = 0; i < READINGS; i++) {
      asking.endsWithin(APART);
      Command show = Command.of(arp, DEADLINE, "-a", address.toString()).alone();
      Ended shown = runner.run(show);
      if (!(shown instanceof Ended.Exited table)) {
        return unknown(begun, shown.sentence(show));
      }
      Set<MacAddress> macs = macs(table.out(), address);
      if (!macs.isEmpty()) {
        return new Sighting.Seen(begun, clock.get(), Neighbours.of(macs, i + 1));
      }
    }
    boolean answered = asking.answered(address);
    Optional<Ended> ended = asking.ended();
    if (ended.isPresent() && !answered) {
      // It waits for half a second where nobody answers, so it could not ask.
      return unknown(begun, ended.get().sentence(asking.command));
    }
    if (answered && local.find(address).isEmpty()) {
      return unknown(begun, address + " answers a ping, but ARP shows no machine that has it");
    }
    return new Sighting.Silent(begun, clock.get(), Neighbours.of(new TreeSet<>(), READINGS));
  }

  private Set<MacAddress> macs(String table, Ipv4 address) {
    Set<MacAddress> macs = new TreeSet<>();
    Pattern entry = Pattern.compile("^\\s*" + Pattern.quote(address.toString()) + "\\s");
    for (String line : table.lines().toList()) {
      Matcher mac = MAC.matcher(line);
      if (entry.matcher(line).find() && mac.find()) {
        macs.add(new MacAddress(mac.group(1)));
      }
    }
    macs.removeAll(NOBODY);
    local.all().forEach(own -> own.mac().ifPresent(macs::remove));
    return macs;
  }

  private Sighting unknown(Moment begun, String why) {
    return new Sighting.Unknown(begun, clock.get(), why);
  }

  /** The ping that makes Windows ask the wire; it is ended when enough was read. */
  private final class Asking implements LineListener, AutoCloseable {
    private final Command command;
    private final List<String> said = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Ended> ended = new CompletableFuture<>();
    private final Child child;

    Asking(Command command) {
      this.command = command;
      this.child = runner.start(command, this);
    }

    @Override
    public void line(String line) {
      said.add(line);
    }

    @Override
    public void ended(Ended how) {
      ended.complete(how);
    }

    /** Waits until it ended, but not for long. */
    void endsWithin(Duration time) throws InterruptedException, ExecutionException {
      try {
        ended.get(time.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        return; // it still waits for an answer, as it should
      }
    }

    boolean answered(Ipv4 address) {
      return said.stream().anyMatch(line -> PingExe.answers(line, address));
    }

    Optional<Ended> ended() {
      return ended.isDone() ? Optional.of(ended.join()) : Optional.empty();
    }

    @Override
    public void close() {
      child.end();
    }
  }
}
