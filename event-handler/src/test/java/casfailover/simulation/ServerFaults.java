package casfailover.simulation;

import static casfailover.simulation.Agenda.MILLI;
import static casfailover.simulation.Agenda.SECOND;

import casfailover.journal.SimulatedDisk;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** Draws what goes wrong with a server: its power, its clocks, its disk and its address. */
final class ServerFaults {

  private static final List<SimulatedDisk.Fault> DISK_FAULTS =
      List.of(
          SimulatedDisk.Fault.FULL, SimulatedDisk.Fault.READ_ONLY, SimulatedDisk.Fault.NOT_FORCED);

  private final SplittableRandom lots;
  private final Spans spans;

  ServerFaults(SplittableRandom lots, Spans spans) {
    this.lots = lots;
    this.spans = spans;
  }

  private static Trouble once(int n, String text, Consumer<Machine> happens) {
    return new Trouble(text, w -> happens.accept(w.machines[n]));
  }

  private Trouble lasting(int n, String text, Consumer<Machine> begins, Consumer<Machine> ends) {
    return spans.lasting(text, w -> begins.accept(w.machines[n]), w -> ends.accept(w.machines[n]));
  }

  // ---- Power, sleep and clocks

  Trouble powerOff(int n) {
    long back = spans.back();
    return once(
        n, Place.server(n) + " loses its power, back" + Spans.after(back), m -> powerCut(m, back));
  }

  Trouble powerOffBoth() {
    long a = spans.back();
    long b = spans.back();
    return new Trouble(
        "both lose their power, back" + Spans.after(a) + " and" + Spans.after(b),
        w -> {
          powerCut(w.machines[0], a);
          powerCut(w.machines[1], b);
        });
  }

  private static void powerCut(Machine m, long back) {
    m.powerOff();
    m.world.audit.disturbed(m);
    m.world.agenda.in(back, () -> m.world.returns(m));
  }

  Trouble suspend(int n) {
    long time = MILLI * (200 + lots.nextInt(9000));
    return once(n, Place.server(n) + " is suspended" + Spans.lasts(time), m -> m.suspend(time));
  }

  Trouble stun(int n) {
    long time = MILLI * (200 + lots.nextInt(9000));
    return once(
        n,
        Place.server(n) + " stands still with its clocks" + Spans.lasts(time),
        m -> m.stun(time));
  }

  Trouble clockStep(int n) {
    long by = MILLI * (lots.nextInt(20_000) - 10_000);
    return once(
        n,
        "the wall clock of " + Place.server(n) + " steps by " + by / MILLI + " ms",
        m -> {
          m.clocks.step(by);
          m.world.audit.clockStepped(m);
        });
  }

  // ---- The disk

  Trouble disk(int n) {
    SimulatedDisk.Fault how = DISK_FAULTS.get(lots.nextInt(DISK_FAULTS.size()));
    return lasting(
        n,
        "the disk of " + Place.server(n) + ": " + how,
        m -> m.disk.fails(how),
        m -> m.disk.fails(SimulatedDisk.Fault.NONE));
  }

  Trouble diskSlow(int n) {
    long takes = MILLI * (50 + lots.nextInt(1500));
    return lasting(
        n,
        "each write of " + Place.server(n) + " takes " + takes / MILLI + " ms",
        m -> m.writer.delay(takes),
        m -> m.writer.delay(0));
  }

  Trouble journalLost(int n) {
    boolean spoilt = lots.nextBoolean();
    int where = lots.nextInt(900);
    return once(
        n,
        Place.server(n) + " restarts, and its journal is " + (spoilt ? "damaged" : "gone"),
        m -> {
          m.agent.kill();
          m.world.audit.journalLost(m);
          if (spoilt) {
            m.disk.spoil(where);
          } else {
            m.disk.lose();
            m.outbox.lost();
          }
          m.world.agenda.in(SECOND, () -> m.world.returns(m));
        });
  }

  // ---- The client access and the address

  Trouble serviceDown(int n) {
    return lasting(
        n,
        "the client access of " + Place.server(n) + " is down",
        m -> m.serviceRuns(false),
        m -> m.serviceRuns(true));
  }

  Trouble changesFail(int n) {
    return lasting(
        n,
        Place.server(n) + " cannot change its addresses",
        m -> m.programs.fail(true),
        m -> m.programs.fail(false));
  }

  Trouble changesSlow(int n) {
    long takes = MILLI * (20 + lots.nextInt(1500));
    return lasting(
        n,
        "a change of an address of " + Place.server(n) + " takes " + takes / MILLI + " ms",
        m -> m.programs.delay(takes),
        m -> m.programs.delay(0));
  }

  Trouble addressRemoved(int n) {
    return once(
        n,
        "somebody removes the address from " + Place.server(n),
        m -> {
          m.address.remove();
          m.world.audit.disturbed(m);
        });
  }

  Trouble addressPlanted(int n) {
    boolean forEver = lots.nextBoolean();
    return once(
        n,
        "somebody adds the address on "
            + Place.server(n)
            + (forEver ? " for ever" : " for a lease"),
        m -> {
          if (m.power() && !m.hasAddress()) {
            if (forEver) {
              m.address.plantForEver();
            } else {
              m.address.plantFor(m.timing().lease());
            }
            m.world.audit.planted(m);
          }
        });
  }
}
