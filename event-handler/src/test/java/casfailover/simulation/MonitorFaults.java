package casfailover.simulation;

import static casfailover.simulation.Agenda.SECOND;

import java.util.SplittableRandom;

/** Draws what goes wrong with the monitor and its events, and with the mail server. */
final class MonitorFaults {

  private final SplittableRandom lots;
  private final Spans spans;

  MonitorFaults(SplittableRandom lots, Spans spans) {
    this.lots = lots;
    this.spans = spans;
  }

  Trouble eventsLost() {
    int share = 20 + lots.nextInt(81);
    return new Trouble(share + " % of the events are lost", w -> w.monitor.loses(share));
  }

  Trouble eventsLate() {
    long most = SECOND * (1 + lots.nextInt(8));
    return new Trouble(
        "events come up to " + most / SECOND + " s late", w -> w.monitor.delays(most));
  }

  Trouble eventsDoubled() {
    int share = 20 + lots.nextInt(81);
    return new Trouble(share + " % of the events come twice", w -> w.monitor.doubles(share));
  }

  Trouble restart() {
    return new Trouble("the monitor restarts", w -> w.monitor.restart());
  }

  Trouble downtime(int n) {
    return spans.lasting(
        "a downtime for " + Place.server(n),
        w -> w.monitor.downtime(n, true),
        w -> w.monitor.downtime(n, false));
  }

  Trouble mailServerDown() {
    return spans.lasting(
        "the mail server is down", w -> w.mailServer.works(false), w -> w.mailServer.works(true));
  }
}
