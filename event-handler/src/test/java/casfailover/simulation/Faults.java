package casfailover.simulation;

import static casfailover.simulation.Orders.JANE;

import casfailover.order.Order;
import casfailover.pair.Timing;
import java.util.SplittableRandom;

/** Draws what exactly goes wrong. */
final class Faults {

  private final SplittableRandom lots;
  private final WireFaults wire;
  private final ServerFaults servers;
  private final AgentFaults agents;
  private final CrashFaults crashes;
  private final LookFaults looks;
  private final MonitorFaults monitor;
  private final SettingsFaults settings;

  Faults(SplittableRandom lots, Timing timing) {
    Spans spans = new Spans(lots);
    this.lots = lots;
    this.wire = new WireFaults(lots, spans);
    this.servers = new ServerFaults(lots, spans);
    this.agents = new AgentFaults(lots, spans);
    this.crashes = new CrashFaults(lots, spans);
    this.looks = new LookFaults(lots, spans);
    this.monitor = new MonitorFaults(lots, spans);
    this.settings = new SettingsFaults(lots, timing);
  }

  Fault fault(long at, Mishap kind) {
    Trouble trouble = trouble(kind, lots.nextInt(2));
    return new Fault(at, kind, trouble.text(), trouble.happens());
  }

  /** One of a kind, at a server if it is of that kind. */
  private Trouble trouble(Mishap kind, int n) {
    Place place = Place.server(n);
    return switch (kind) {
      case CUT_SERVER -> wire.cutOff(place);
      case CUT_PEERS -> wire.cut(Place.A, Place.B);
      case CUT_GATEWAY -> wire.cut(place, Place.GATEWAY);
      case CUT_WITNESS -> wire.cut(place, Place.WITNESS);
      case CUT_MONITOR -> wire.cut(place, Place.MONITOR);
      case CUT_CLIENT -> wire.cut(place, Place.CLIENT);
      case CUT_ONE_WAY -> wire.cutOneWay();
      case GATEWAY_OFF -> wire.gatewayOff();
      case STRANGER -> wire.stranger();
      case POWER_OFF -> servers.powerOff(n);
      case POWER_OFF_BOTH -> servers.powerOffBoth();
      case SUSPEND -> servers.suspend(n);
      case STUN -> servers.stun(n);
      case CLOCK_STEP -> servers.clockStep(n);
      case DISK -> servers.disk(n);
      case DISK_SLOW -> servers.diskSlow(n);
      case JOURNAL_LOST -> servers.journalLost(n);
      case SERVICE_DOWN -> servers.serviceDown(n);
      case CHANGES_FAIL -> servers.changesFail(n);
      case CHANGES_SLOW -> servers.changesSlow(n);
      case ADDRESS_REMOVED -> servers.addressRemoved(n);
      case ADDRESS_PLANTED -> servers.addressPlanted(n);
      case KILL -> agents.kill(n);
      case STOP -> agents.stop(n);
      case FREEZE -> agents.freeze(n);
      case BACK_SOON -> agents.backSoon(n);
      case RESTART_LOOP -> agents.restartLoop(n);
      case MESSAGES_LOST -> agents.messagesLost(n);
      case CRASH_AT_STEP -> crashes.atAStep(n);
      case CRASH_IN_A_MOVE -> crashes.inAMove(n);
      case CRASH_AT_A_WORD -> crashes.atAWord(n);
      case PROBE_UNKNOWN -> looks.ailment(n, Ailment.UNKNOWN);
      case PROBE_SLOW -> looks.ailment(n, Ailment.SLOW);
      case PROBE_HANGS -> looks.ailment(n, Ailment.HANGS);
      case PROBE_LIES -> looks.lies(n);
      case DAG_UNREADABLE -> looks.dagUnreadable(n);
      case DAG_MOVES -> new Trouble("the databases are moved", w -> w.dag.move());
      case EVENTS_LOST -> monitor.eventsLost();
      case EVENTS_LATE -> monitor.eventsLate();
      case EVENTS_DOUBLED -> monitor.eventsDoubled();
      case MONITOR_RESTARTS -> monitor.restart();
      case DOWNTIME -> monitor.downtime(n);
      case MAIL_SERVER_DOWN -> monitor.mailServerDown();
      case ORDER_TAKEOVER -> Orders.at(n, new Order.Take(JANE, lots.nextInt(8) == 0));
      case ORDER_RELEASE -> Orders.at(n, new Order.Release(JANE));
      case ORDER_PAUSE -> Orders.at(n, new Order.Pause(JANE));
      case ORDER_RESUME -> Orders.at(n, new Order.Resume(JANE));
      case ORDER_FAILBACK ->
          Orders.at(n, new Order.Failback(JANE, Place.A.toString(), lots.nextInt(6) == 0));
      case ORDER_EVACUATE -> Orders.at(n, new Order.Evacuate(JANE));
      case ORDER_KEEP -> Orders.at(n, Orders.keep(n));
      case ORDER_ACKNOWLEDGE -> Orders.at(n, new Order.Acknowledge(JANE));
      case SETTINGS_EXCHANGED -> settings.exchanged(n);
      case SETTINGS_TO_AND_FRO -> settings.toAndFro();
    };
  }
}
