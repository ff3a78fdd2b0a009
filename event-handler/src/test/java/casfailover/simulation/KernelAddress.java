package casfailover.simulation;

import static casfailover.simulation.Agenda.MILLI;
import static casfailover.simulation.Agenda.SECOND;

import casfailover.takeover.Presence;
import java.time.Duration;
import java.util.Optional;

/** The address in the kernel of one server: there for a lifetime, for ever, or not at all. */
final class KernelAddress {

  private static final long NOWHERE = Long.MIN_VALUE;
  private static final long FOREVER = Long.MAX_VALUE;

  private final World world;
  private final Clocks clocks;
  private long until = NOWHERE;

  KernelAddress(World world, Clocks clocks) {
    this.world = world;
    this.clocks = clocks;
  }

  boolean isThere() {
    return until != NOWHERE && clocks.monotonic() <= until;
  }

  /** Whether nothing but a removal ends it. */
  boolean isForEver() {
    return until == FOREVER;
  }

  void remove() {
    until = NOWHERE;
  }

  /** It is given a lifetime of whole seconds, and a kernel is late to end it. */
  void give(Duration lifetime) {
    long late = 50 * MILLI + world.chance.nextInt(285) * MILLI;
    until = clocks.monotonic() + Math.max(1, lifetime.toSeconds()) * SECOND + late;
  }

  /** Somebody put it there, for exactly a time. */
  void plantFor(Duration lifetime) {
    until = clocks.monotonic() + lifetime.toMillis() * MILLI;
  }

  /** Somebody put it there, for ever. */
  void plantForEver() {
    until = FOREVER;
  }

  /** What the kernel tells, in whole seconds. */
  Presence presence() {
    if (!isThere()) {
      return new Presence.Absent();
    }
    return new Presence.Present(
        "eth0",
        isForEver()
            ? Optional.empty()
            : Optional.of(Duration.ofSeconds((until - clocks.monotonic()) / SECOND)));
  }
}
