package casfailover.simulation;

import static casfailover.simulation.Agenda.SECOND;

import casfailover.order.Order;

/** What a person orders at the servers. */
final class Orders {

  static final Order.Who JANE = new Order.Who("jane", "");

  private Orders() {}

  static Trouble at(int n, Order order) {
    return new Trouble("at " + Place.server(n) + ": " + order, w -> give(w, n, order));
  }

  /** An agent that does not run hears nothing. */
  static void give(World w, int n, Order order) {
    Machine m = w.machines[n];
    if (m.runs()) {
      w.audit.ordered(m, order);
      m.agent.order(order);
    }
  }

  static void giveBoth(World w, Order order) {
    give(w, 0, order);
    give(w, 1, order);
  }

  static Order failback(int n) {
    return new Order.Failback(JANE, Place.server(n).toString(), false);
  }

  static Order keep(int n) {
    return new Order.Keep(JANE, Place.server(n).toString());
  }

  /** Both let it go, and one of them is ordered to take it. */
  static void takenAgain(World w, int n, Order.Take take) {
    giveBoth(w, new Order.Release(JANE));
    for (int seconds = 5; seconds < 12; seconds += 2) {
      w.agenda.in(seconds * SECOND, () -> give(w, n, take));
    }
  }
}
