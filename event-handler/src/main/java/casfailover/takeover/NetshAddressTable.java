package casfailover.takeover;

import casfailover.pair.Cidr;
import casfailover.pair.Ipv4;
import casfailover.process.Command;
import casfailover.process.CommandRunner;
import casfailover.process.Ended;
import casfailover.takeover.DuplicateDetection.State;
import casfailover.takeover.PersistentAddresses.Answer;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The addresses of a Windows machine, changed by netsh. What it prints is in the system's language
 * and its exit code is 0 for an address that another machine has, so neither is ever asked: the
 * addresses before and after are compared, and duplicate address detection has the last word.
 *
 * <p>An address that we add is gone after a restart of the machine, is not registered in the DNS
 * under the server's name, and is not what the server's own connections come from. The interface is
 * the one that has this server's own address, by its number: names are localised, and one can hold
 * anything.
 *
 * <p>Windows deletes no address by itself: its lifetime is kept by {@link Lifetimes}, and a renewal
 * adds nothing. Only the first renewal of an address that somebody had configured takes that one
 * away and adds ours, which takes as long as duplicate address detection.
 */
public final class NetshAddressTable implements AddressTable {

  private static final Duration DEADLINE = Duration.ofSeconds(5);

  /** What an address may have left to live that another process of ours has given a lifetime. */
  static final Duration LEFT_BY_ANOTHER = Duration.ofSeconds(4);

  /**
   * An address of this machine.
   *
   * @param address the address
   * @param index the number of the interface that has it, as netsh takes it for a name
   * @param networkInterface the name of that interface, for people
   */
  public record Placed(Ipv4 address, int index, String networkInterface) {}

  private final Path program;
  private final Ipv4 self;
  private final CommandRunner runner;
  private final Supplier<List<Placed>> placed;
  private final PersistentAddresses persistent;
  private final DuplicateDetection duplicates;
  private final Lifetimes lifetimes;

  /**
   * A table.
   *
   * @param program the absolute path of netsh.exe
   * @param self this server's own fixed address
   * @param runner runs it
   * @param placed all addresses of this machine as they are now, read without a program
   * @param persistent tells which of them somebody has configured
   * @param duplicates tells whether another machine has one
   * @param lifetimes deletes them when this program is gone
   */
  public NetshAddressTable(
      Path program,
      Ipv4 self,
      CommandRunner runner,
      Supplier<List<Placed>> placed,
      PersistentAddresses persistent,
      DuplicateDetection duplicates,
      Lifetimes lifetimes) {
    this.program = program;
    this.self = self;
    this.runner = runner;
    this.placed = placed;
    this.persistent = persistent;
    this.duplicates = duplicates;
    this.lifetimes = lifetimes;
  }

  /** Three probes of duplicate address detection, a second apart, and the programs. */
  @Override
  public Duration longestAdd() {
    return Duration.ofSeconds(6);
  }

  @Override
  public Result add(Cidr address, String networkInterface, Duration lifetime) {
    return confirmed("adding " + address, () -> add(address, lifetime));
  }

  private Optional<String> add(Cidr address, Duration lifetime) {
    Optional<Placed> before = find(address.address());
    if (before.isPresent()) {
      boolean leftover = duplicates.settled(address.address()) instanceof State.Duplicate;
      return Optional.of(
          address
              + " is not added: it is on "
              + before.get().networkInterface()
              + (leftover
                  ? " as a duplicate of another machine's" + removed(address, before.get().index())
                  : ""));
    }
    Optional<Placed> own = find(self);
    if (own.isEmpty()) {
      return Optional.of(address + " is not added: no interface has " + self);
    }
    // Before it is there, or it would outlive us.
    Optional<String> noLifetime = failure(lifetimes.give(address, lifetime));
    return noLifetime.isPresent() ? noLifetime : addTo(own.get(), address);
  }

  private Optional<String> addTo(Placed own, Cidr address) {
    Command command =
        netsh(
            "add",
            own.index(),
            "address=" + address.address(),
            "mask=" + address.mask(),
            "store=active",
            "skipassource=true");
    Ended ended = runner.run(command);
    State state = duplicates.settled(address.address());
    Optional<Placed> after = find(address.address());
    boolean right = after.filter(there -> there.index() == own.index()).isPresent();
    if (right && state instanceof State.Preferred) {
      return Optional.empty();
    }
    String why =
        state instanceof State.Duplicate
            ? "another machine has " + address + ": Windows found it as a duplicate"
            : ended.sentence(command) + "; after that, " + address + " is " + told(after, state);
    return Optional.of(why + removed(address, own.index()));
  }

  private static String told(Optional<Placed> after, State state) {
    String where = after.map(there -> "on " + there.networkInterface()).orElse("not there");
    if (state instanceof State.Unknown unknown) {
      return where + ", and its state is not known: " + unknown.why();
    }
    return state instanceof State.Other other ? where + ", in state " + other.word() : where;
  }

  /** An address that does not work must not stay, also one that Windows shows only to itself. */
  private String removed(Cidr address, int index) {
    return remove(address, index, "active").map(why -> "; " + why).orElse("; it was deleted");
  }

  @Override
  public Result renew(Cidr address, String networkInterface, Duration lifetime) {
    return confirmed("renewing " + address, () -> renew(address, lifetime));
  }

  private Optional<String> renew(Cidr address, Duration lifetime) {
    Optional<Placed> there = find(address.address());
    if (there.isEmpty()) {
      return Optional.of(address + " cannot be renewed: it is not there");
    }
    if (lifetimes.left(address).isEmpty()) {
      Answer answer = persistent.holds(address.address());
      if (answer instanceof Answer.Unknown unknown) {
        return Optional.of("cannot tell whether " + address + " was configured: " + unknown.why());
      }
      if (answer instanceof Answer.Persistent) {
        return convert(address, there.get(), lifetime);
      }
    }
    return failure(lifetimes.give(address, lifetime));
  }

  /** Makes an address that somebody has configured one of ours. */
  private Optional<String> convert(Cidr address, Placed there, Duration lifetime) {
    if (duplicates.settled(address.address()) instanceof State.Duplicate) {
      return Optional.of("another machine has " + address + ": Windows found it as a duplicate");
    }
    Optional<String> kept = remove(address, there.index(), "persistent");
    return kept.isPresent() ? kept : add(address, lifetime);
  }

  @Override
  public Result delete(Cidr address, String networkInterface) {
    return confirmed(
        "deleting " + address,
        () -> {
          Optional<Placed> there = find(address.address());
          if (there.isEmpty()) {
            lifetimes.end(address);
            return Optional.empty();
          }
          boolean ours =
              lifetimes.left(address).isPresent()
                  || persistent.holds(address.address()) instanceof Answer.Passing;
          // If nobody can tell, it must not come back after a restart either.
          Optional<String> kept =
              remove(address, there.get().index(), ours ? "active" : "persistent");
          return kept.isPresent() && !ours ? remove(address, there.get().index(), "active") : kept;
        });
  }

  /** Deletes an address; says why if it is still there. */
  private Optional<String> remove(Cidr address, int index, String store) {
    Command command = netsh("delete", index, "address=" + address.address(), "store=" + store);
    Ended ended = runner.run(command);
    Optional<Placed> after = find(address.address());
    if (after.isEmpty()) {
      lifetimes.end(address);
      return Optional.empty();
    }
    return Optional.of(
        ended.sentence(command)
            + "; after that, "
            + address
            + " is still on "
            + after.get().networkInterface());
  }

  @Override
  public Presence look(Cidr address) {
    try {
      Optional<Placed> there = find(address.address());
      if (there.isEmpty()) {
        return new Presence.Absent();
      }
      String on = there.get().networkInterface();
      Optional<Duration> left = lifetimes.left(address);
      if (left.isPresent()) {
        return new Presence.Present(on, left);
      }
      Answer answer = persistent.holds(address.address());
      if (answer instanceof Answer.Unknown unknown) {
        return new Presence.Unknown(unknown.why());
      }
      return new Presence.Present(
          on,
          answer instanceof Answer.Persistent ? Optional.empty() : Optional.of(LEFT_BY_ANOTHER));
    } catch (UncheckedIOException e) {
      return new Presence.Unknown("looking for " + address + " failed: " + e.getMessage());
    }
  }

  /** A change; why it was not made, if it was not. */
  private interface Change {
    Optional<String> make();
  }

  private static Result confirmed(String what, Change change) {
    long begun = System.nanoTime();
    try {
      return change
          .make()
          .<Result>map(Failed::new)
          .orElseGet(() -> new Done(Duration.ofNanos(System.nanoTime() - begun)));
    } catch (UncheckedIOException e) {
      return new Failed(what + " was not confirmed: " + e.getMessage());
    }
  }

  private static Optional<String> failure(Result result) {
    return result instanceof Failed failed ? Optional.of(failed.why()) : Optional.empty();
  }

  private Command netsh(String verb, int index, String... rest) {
    String[] arguments = new String[5 + rest.length];
    arguments[0] = "interface";
    arguments[1] = "ipv4";
    arguments[2] = verb;
    arguments[3] = "address";
    arguments[4] = "name=" + index;
    System.arraycopy(rest, 0, arguments, 5, rest.length);
    return Command.of(program, DEADLINE, arguments);
  }

  private Optional<Placed> find(Ipv4 address) {
    return placed.get().stream().filter(there -> there.address().equals(address)).findFirst();
  }
}
