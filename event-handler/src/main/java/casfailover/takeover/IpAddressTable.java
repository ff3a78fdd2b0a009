package casfailover.takeover;

import casfailover.pair.Cidr;
import casfailover.pair.Ipv4;
import casfailover.process.Command;
import casfailover.process.CommandRunner;
import casfailover.process.Ended;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The addresses of a Linux machine, changed by ip of iproute2: one run of it for each change, which
 * for an expected one waits already. Reading back needs none, so that an expected change is done
 * when it is seen: the end of its ip, which would take time from whoever waits, comes later.
 *
 * <p>The system counts lifetimes in whole seconds, so part of one is left off: an address may go
 * too early, never too late. {@code ip addr add} refuses an address that is there, but only with
 * the same prefix; {@code ip addr change} adds one that is not. So both look first, which takes no
 * program either. What happens between look and change stays possible: this table has one user, and
 * who renews minds the time.
 */
public final class IpAddressTable implements AddressTable {

  /** Far more than the few milliseconds that it takes. */
  private static final Duration DEADLINE = Duration.ofSeconds(2);

  /** How long the ip of the last change may take to end, by itself or not, before the next one. */
  private static final Duration LAST_ENDS = Duration.ofMillis(200);

  /** A server that let the address go for a handover reckons with no longer than a second. */
  private static final Duration ADD_DEADLINE = Duration.ofSeconds(1).minus(LAST_ENDS);

  /** An ip that waits needs some tenths of a millisecond. */
  private static final Duration LOOK_AGAIN = Duration.ofNanos(50_000);

  private static final Pattern LINE =
      Pattern.compile(
          "[0-9]+: ([^ ]+) +inet ([0-9.]+)(?:/[0-9]+)?(?: peer [^ ]+)? .*valid_lft (forever|[0-9]+sec) .*");

  /**
   * An address and the interface that has it.
   *
   * @param address the address with its prefix
   * @param networkInterface the name of the interface
   */
  public record Placed(Cidr address, String networkInterface) {}

  private final Path program;
  private final CommandRunner runner;
  private final Function<Ipv4, Optional<Placed>> placed;
  private final AtomicReference<Optional<WaitingIp>> waiting =
      new AtomicReference<>(Optional.empty());

  /** What was seen done, of which the ip may still run. */
  private volatile Optional<WaitingIp.Change> seen = Optional.empty();

  /**
   * A table.
   *
   * @param program the absolute path of ip
   * @param runner runs it
   * @param placed where this machine has an address now, if it has it, read without a program
   */
  public IpAddressTable(
      Path program, CommandRunner runner, Function<Ipv4, Optional<Placed>> placed) {
    this.program = program;
    this.runner = runner;
    this.placed = placed;
  }

  @Override
  public void expectChange() {
    letGo();
    WaitingIp next = new WaitingIp(program, runner);
    waiting.getAndSet(Optional.of(next)).ifPresent(WaitingIp::end);
  }

  @Override
  public Result add(Cidr address, String networkInterface, Duration lifetime) {
    return change(
        true,
        living("add", ADD_DEADLINE, address, networkInterface, lifetime),
        before -> before.map(there -> address + " is not added: it is on " + where(there)),
        after -> isThere(after, address, networkInterface),
        address.address());
  }

  @Override
  public Result renew(Cidr address, String networkInterface, Duration lifetime) {
    return change(
        false,
        living("change", DEADLINE, address, networkInterface, lifetime),
        before ->
            isThere(before, address, networkInterface)
                ? Optional.empty()
                : Optional.of(
                    before
                        .map(there -> address + " cannot be renewed: it is on " + where(there))
                        .orElse(address + " cannot be renewed: it is not there")),
        after -> isThere(after, address, networkInterface),
        address.address());
  }

  @Override
  public Result delete(Cidr address, String networkInterface) {
    return change(
        true,
        Command.of(program, DEADLINE, "addr", "del", address.toString(), "dev", networkInterface),
        before -> Optional.empty(),
        Optional::isEmpty,
        address.address());
  }

  /** Says why a change must not be made, seeing what is there before it. */
  private interface Objection {
    Optional<String> to(Optional<Placed> before);
  }

  private Result change(
      boolean mayBeExpected,
      Command command,
      Objection objection,
      Predicate<Optional<Placed>> done,
      Ipv4 address) {
    long begun = System.nanoTime();
    if (!lastIsOver()) {
      return new Failed(
          command + " was not run: the ip of the change before it still runs; it is being ended");
    }
    try {
      Optional<String> no = objection.to(placed.apply(address));
      if (no.isPresent()) {
        return new Failed(no.get());
      }
      Optional<WaitingIp.Change> change =
          mayBeExpected
              ? waiting.getAndSet(Optional.empty()).flatMap(ip -> ip.make(command))
              : Optional.empty();
      if (change.isPresent() && isSeen(change.get(), done, address)) {
        return new Done(Duration.ofNanos(System.nanoTime() - begun));
      }
      Ended ended = change.map(WaitingIp.Change::end).orElseGet(() -> runner.run(command));
      Optional<Placed> after = placed.apply(address);
      if (done.test(after) && (wentWell(ended) || after.isEmpty())) {
        return new Done(Duration.ofNanos(System.nanoTime() - begun));
      }
      String found = after.map(there -> "on " + where(there)).orElse("not there");
      return new Failed(ended.sentence(command) + "; read back: " + address + " is " + found);
    } catch (UncheckedIOException e) {
      return new Failed(command + " was not confirmed: " + e.getMessage());
    }
  }

  /** Looks until it is there, or cannot come any more. */
  private boolean isSeen(WaitingIp.Change change, Predicate<Optional<Placed>> done, Ipv4 address) {
    while (change.mayCome()) {
      if (done.test(placed.apply(address))) {
        seen = Optional.of(change);
        return true;
      }
      LockSupport.parkNanos(LOOK_AGAIN.toNanos());
    }
    return false;
  }

  /** Two at a time might be made in the other order: a late one would undo the next. */
  private boolean lastIsOver() {
    boolean over = seen.map(change -> change.isOverWithin(LAST_ENDS)).orElse(true);
    if (over) {
      seen = Optional.empty();
    }
    return over;
  }

  private void letGo() {
    seen.ifPresent(WaitingIp.Change::letGo);
  }

  private Command living(
      String verb, Duration deadline, Cidr address, String networkInterface, Duration lifetime) {
    String seconds = Long.toString(Math.max(1, lifetime.toSeconds()));
    return Command.of(
        program,
        deadline,
        "addr",
        verb,
        address.toString(),
        "dev",
        networkInterface,
        "valid_lft",
        seconds,
        "preferred_lft",
        seconds);
  }

  @Override
  public Presence look(Cidr address) {
    letGo();
    Command command = Command.of(program, DEADLINE, "-4", "-o", "addr", "show");
    Ended ended = runner.run(command);
    if (!(ended instanceof Ended.Exited exited) || !exited.wentWell()) {
      return new Presence.Unknown(ended.sentence(command));
    }
    for (String line : exited.out().lines().toList()) {
      Matcher entry = LINE.matcher(line);
      if (!entry.matches()) {
        return new Presence.Unknown(command + " printed a line that does not read: " + line);
      }
      if (Ipv4.parse(entry.group(2)).equals(address.address())) {
        return new Presence.Present(entry.group(1), remaining(entry.group(3)));
      }
    }
    return new Presence.Absent();
  }

  private static Optional<Duration> remaining(String lifetime) {
    return lifetime.equals("forever")
        ? Optional.empty()
        : Optional.of(Duration.ofSeconds(Long.parseLong(lifetime.replace("sec", ""))));
  }

  private static boolean isThere(Optional<Placed> found, Cidr address, String networkInterface) {
    return found.equals(Optional.of(new Placed(address, networkInterface)));
  }

  private static String where(Placed there) {
    return there.networkInterface() + " as " + there.address();
  }

  private static boolean wentWell(Ended ended) {
    return ended instanceof Ended.Exited exited && exited.wentWell();
  }
}
