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
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks the wire by arping of iputils: three ARP requests 60 ms apart, each listening until 180 ms
 * after the first.
 *
 * <p>Each is its own short run of the program, since it sends only one request a second. None stops
 * at the first answer ({@code -c} and {@code -f} are left out): two machines with one address must
 * both be heard, so a look always takes its whole time, unless it cannot be asked. The requests
 * come from this server's own address: asked from the address in question, while we have it, each
 * would be an announcement of it. The kernel does not hear its own requests; answers of another
 * interface of this machine are sorted out by their hardware address.
 */
public final class ArpingWireProbe implements WireProbe {

  private static final int PROBES = 3;
  private static final Duration APART = Duration.ofMillis(60);
  private static final Duration WHOLE = APART.multipliedBy(PROBES);

  /** How long the end of a run may take that was ended; only a machine that hangs takes longer. */
  private static final Duration END = Duration.ofSeconds(5);

  private static final Pattern ANSWER =
      Pattern.compile("cast re(?:ply|quest) from ([0-9.]+) \\[([0-9A-Fa-f:]{17})\\]");

  private final Path program;
  private final Ipv4 self;
  private final LocalAddresses local;
  private final CommandRunner runner;
  private final Supplier<Moment> clock;

  /**
   * A probe.
   *
   * @param program the path of arping
   * @param self this server's own fixed address, which the requests come from
   * @param local tells the hardware addresses of this machine
   * @param runner runs the program
   * @param clock dates what is seen
   */
  public ArpingWireProbe(
      Path program, Ipv4 self, LocalAddresses local, CommandRunner runner, Supplier<Moment> clock) {
    this.program = program;
    this.self = self;
    this.local = local;
    this.runner = runner;
    this.clock = clock;
  }

  @Override
  public Sighting probe(Ipv4 address, String networkInterface) {
    Moment begun = clock.get();
    List<Request> requests = new ArrayList<>();
    try {
      for (int i = 0; i < PROBES; i++) {
        Duration left = WHOLE.minus(clock.get().since(begun));
        Request request = new Request(command(address, networkInterface, longer(left, APART)));
        requests.add(request);
        if (i < PROBES - 1 && request.failsWithin(APART)) {
          break;
        }
      }
      for (Request request : requests) {
        request.ended.get(END.toMillis(), TimeUnit.MILLISECONDS);
      }
      return judge(begun, address, requests);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Sighting.Unknown(begun, clock.get(), "the look at the wire was interrupted");
    } catch (TimeoutException | ExecutionException | UncheckedIOException e) {
      return new Sighting.Unknown(begun, clock.get(), "the look at the wire failed: " + e);
    } finally {
      requests.forEach(Request::end);
    }
  }

  private Sighting judge(Moment begun, Ipv4 address, List<Request> requests) {
    Set<MacAddress> macs = new TreeSet<>();
    requests.forEach(request -> macs.addAll(request.answers(address)));
    local.all().forEach(own -> own.mac().ifPresent(macs::remove));
    Moment ended = clock.get();
    if (!macs.isEmpty()) {
      return new Sighting.Seen(begun, ended, Neighbours.of(macs, requests.size()));
    }
    return requests.stream()
        .flatMap(request -> request.failure().stream())
        .findFirst()
        .<Sighting>map(why -> new Sighting.Unknown(begun, ended, why))
        .orElseGet(() -> new Sighting.Silent(begun, ended, Neighbours.of(macs, requests.size())));
  }

  /** The program would stop after one second; it is ended earlier, at the deadline. */
  private Command command(Ipv4 address, String networkInterface, Duration deadline) {
    return Command.of(
            program,
            deadline,
            "-w1",
            "-I",
            networkInterface,
            "-s",
            self.toString(),
            address.toString())
        .alone();
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) >= 0 ? a : b;
  }

  /** One request on the wire, and the answers to it. */
  private final class Request implements LineListener {
    private final Command command;
    private final List<String> lines = new ArrayList<>();
    private final CompletableFuture<Ended> ended = new CompletableFuture<>();
    private final Child child;

    Request(Command command) {
      this.command = command;
      this.child = runner.start(command, this);
    }

    @Override
    public synchronized void line(String line) {
      lines.add(line);
    }

    @Override
    public void ended(Ended how) {
      ended.complete(how);
    }

    void end() {
      child.end();
    }

    /** Waits until the next request is due, or until this one shows that it cannot ask. */
    boolean failsWithin(Duration time) throws InterruptedException, ExecutionException {
      try {
        return !(ended.get(time.toMillis(), TimeUnit.MILLISECONDS) instanceof Ended.TimedOut);
      } catch (TimeoutException e) {
        return false; // it still listens, as it should
      }
    }

    synchronized List<MacAddress> answers(Ipv4 address) {
      List<MacAddress> macs = new ArrayList<>();
      for (String line : lines) {
        Matcher answer = ANSWER.matcher(line);
        if (answer.find() && answer.group(1).equals(address.toString())) {
          macs.add(new MacAddress(answer.group(2)));
        }
      }
      return macs;
    }

    /** Why it did not listen until its time was over. */
    Optional<String> failure() {
      Ended how = ended.getNow(new Ended.NotStarted("its end was not told"));
      return how instanceof Ended.TimedOut ? Optional.empty() : Optional.of(how.sentence(command));
    }
  }
}
