package casfailover.simulation;

import casfailover.journal.SimulatedDisk;
import casfailover.keep.Setup;
import casfailover.pair.MacAddress;
import casfailover.pair.Timing;
import casfailover.sight.Moment;
import java.util.Optional;

/** One of the two servers: its power, its sleep, its settings, and what it is put together from. */
final class Machine {

  final World world;
  final int index;
  final Place place;
  final String name;
  final MacAddress mac;
  final Clocks clocks;
  final KernelAddress address;
  final SimulatedDisk disk;
  final Outbox outbox;
  final AgentProcess process;
  final AddressPrograms programs;
  final DiskWriter writer;
  final Looks looks;
  final Agent agent;

  private Setup setup;
  private boolean power = true;
  private boolean service = true;
  private int boots;
  private long asleepUntil;
  private Optional<Trap> trap = Optional.empty();

  Machine(World world, int index, Setup setup, int driftPpm) {
    this.world = world;
    this.index = index;
    this.place = Place.server(index);
    this.name = place.toString();
    this.mac = setup.mac().orElseThrow();
    this.setup = setup;
    this.clocks = new Clocks(world.agenda, driftPpm);
    this.address = new KernelAddress(world, clocks);
    this.disk = new SimulatedDisk(world.parts.diskForgets());
    this.outbox = new Outbox(world, this);
    this.process = new AgentProcess(world, this);
    this.programs = new AddressPrograms(world, this);
    this.writer = new DiskWriter(world, this);
    this.looks = new Looks(world, this);
    this.agent = new Agent(world, this);
  }

  // ---- What others may know of it

  Machine other() {
    return world.machines[1 - index];
  }

  Setup setup() {
    return setup;
  }

  Timing timing() {
    return setup.timing();
  }

  Moment now() {
    return clocks.now();
  }

  boolean power() {
    return power;
  }

  boolean isAsleep() {
    return world.now() < asleepUntil;
  }

  /** Whether it has power and runs. */
  boolean up() {
    return power && !isAsleep();
  }

  boolean runs() {
    return process.runs();
  }

  /** Whether its agent can answer and act at this moment. */
  boolean lively() {
    return runs() && up() && !process.isFrozen();
  }

  boolean serves() {
    return service;
  }

  boolean hasAddress() {
    return power && address.isThere();
  }

  /** Whether others on the network would hear its kernel answer for the address. */
  boolean answersForAddress() {
    return hasAddress() && up();
  }

  /** What its journal calls the time since its power came. */
  String boot() {
    return "boot-" + boots;
  }

  /** Whether nothing is wrong with it but what it remembers. */
  boolean sound() {
    return looks.areSound()
        && lively()
        && service
        && programs.areSound()
        && disk.fault() == SimulatedDisk.Fault.NONE;
  }

  // ---- Power, sleep and settings

  void powerOff() {
    agent.kill();
    programs.end();
    power = false;
    service = true;
    asleepUntil = 0;
    address.remove();
    disk.powerCut(world.chance.nextInt(101));
    world.somethingChanged();
  }

  void powerOn() {
    if (!power) {
      power = true;
      boots++;
      clocks.booted();
      world.somethingChanged();
    }
  }

  /** SIGSTOP: the agent's process stands still, and the clocks run on. */
  void freeze(long time) {
    halt(time, () -> process.freeze(time));
  }

  /** It sleeps, and one of its clocks knows. */
  void suspend(long time) {
    halt(time, () -> sleep(time, () -> clocks.suspended(time)));
  }

  /** It stands still, and none of its clocks knows. */
  void stun(long time) {
    halt(time, () -> sleep(time, () -> clocks.stunned(time)));
  }

  private void sleep(long time, Runnable clocksStand) {
    asleepUntil = Math.max(asleepUntil, world.now() + time);
    clocksStand.run();
    world.audit.slept(this, time);
  }

  private void halt(long time, Runnable how) {
    if (!power || process.isHalted()) {
      return;
    }
    how.run();
    world.audit.halted(this, time);
    world.agenda.in(time, process::wake);
  }

  void serviceRuns(boolean runs) {
    service = runs;
  }

  /** Its settings are other ones from now on; a running agent reads them again. */
  void reload(Setup changed) {
    setup = changed;
    agent.reload();
  }

  /** As good as new, but for its journal and what it has in mind. */
  void heal() {
    looks.heal();
    service = true;
    programs.fail(false);
    programs.delay(0);
    writer.delay(0);
    disk.fails(SimulatedDisk.Fault.NONE);
    trap = Optional.empty();
  }

  // ---- Crashes at a step

  void setTrap(Trap set) {
    trap = Optional.of(set);
  }

  /** Whether a crash is due at a step; the rest of the step must not happen if so. */
  boolean dies(String step, Trap.Cut cut) {
    if (trap.isEmpty() || !trap.get().reaches(step, cut)) {
      return false;
    }
    crash(step, cut);
    return true;
  }

  /** Whether a crash is due in the middle of a write. */
  boolean isTorn(String step) {
    return trap.isPresent() && trap.get().reaches(step, Trap.Cut.TORN);
  }

  void crash(String step, Trap.Cut cut) {
    Trap sprung = trap.orElseThrow();
    trap = Optional.empty();
    world.coverage.count("crash " + cut.text() + " " + step);
    world.trace.note(world.now(), name, "crashes", () -> cut.text() + " " + step);
    world.audit.disturbed(this);
    if (sprung.power()) {
      powerOff();
    } else {
      agent.kill();
    }
    world.agenda.in(sprung.back(), () -> world.returns(this));
  }
}
