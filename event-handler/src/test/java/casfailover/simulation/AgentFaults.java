package casfailover.simulation;

import static casfailover.simulation.Agenda.MILLI;
import static casfailover.simulation.Agenda.SECOND;
import static casfailover.simulation.Orders.JANE;

import casfailover.order.Order;
import java.util.Locale;
import java.util.SplittableRandom;

/** Draws what goes wrong with an agent's process, and with what the agents say to each other. */
final class AgentFaults {

  private final SplittableRandom lots;
  private final Spans spans;

  AgentFaults(SplittableRandom lots, Spans spans) {
    this.lots = lots;
    this.spans = spans;
  }

  Trouble kill(int n) {
    long back = spans.back();
    return new Trouble(
        "the agent of " + Place.server(n) + " is killed, back" + Spans.after(back),
        w -> killed(w.machines[n], back));
  }

  private static void killed(Machine m, long back) {
    m.agent.kill();
    m.world.audit.disturbed(m);
    m.world.agenda.in(back, () -> m.world.returns(m));
  }

  Trouble stop(int n) {
    long back = spans.back();
    return new Trouble(
        "the agent of " + Place.server(n) + " is told to stop, back" + Spans.after(back),
        w -> {
          w.machines[n].agent.stop();
          w.agenda.in(back, () -> w.returns(w.machines[n]));
        });
  }

  Trouble freeze(int n) {
    long time = MILLI * (50 + lots.nextInt(lots.nextBoolean() ? 2000 : 9000));
    return new Trouble(
        "the agent of " + Place.server(n) + " stands still" + Spans.lasts(time),
        w -> w.machines[n].freeze(time));
  }

  /** A restart that is announced, and comes once the address stays for it or not at all. */
  Trouble backSoon(int n) {
    long pause = MILLI * (200 + lots.nextInt(3000));
    long away = MILLI * (300 + lots.nextInt(lots.nextInt(4) == 0 ? 30_000 : 4000));
    return new Trouble(
        Place.server(n)
            + " says that it is back soon, stops "
            + pause / MILLI
            + " ms later and starts after "
            + away / MILLI
            + " ms",
        w -> {
          Orders.give(w, n, new Order.BackSoon(JANE));
          w.agenda.in(
              pause,
              () -> {
                if (!w.audit.isHealed()) {
                  w.machines[n].agent.stop();
                }
              });
          w.agenda.in(pause + away, () -> w.returns(w.machines[n]));
        });
  }

  Trouble restartLoop(int n) {
    long every = MILLI * (300 + lots.nextInt(2500));
    long away = MILLI * (50 + lots.nextInt(900));
    int times = 3 + lots.nextInt(6);
    return new Trouble(
        String.format(
            Locale.ROOT,
            "the agent of %s dies %d times, each %d ms after its start, and starts %d ms later",
            Place.server(n),
            times,
            every / MILLI,
            away / MILLI),
        w -> {
          for (int i = 0; i < times; i++) {
            w.agenda.in(
                i * (every + away),
                () -> {
                  if (!w.audit.isHealed()) {
                    killed(w.machines[n], away);
                  }
                });
          }
        });
  }

  /** In the midst of a move, since the agents have little else to say to each other. */
  Trouble messagesLost(int n) {
    int share = 20 + lots.nextInt(61);
    return spans.lasting(
        share + " % of what the agents ask each other, or of the answers, is lost",
        w -> {
          w.agents.lose(share);
          Orders.giveBoth(w, Orders.failback(n));
          w.agenda.in(4 * SECOND, () -> Orders.giveBoth(w, Orders.failback(1 - n)));
        },
        w -> w.agents.lose(0));
  }
}
