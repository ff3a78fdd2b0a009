package casfailover.simulation;

import static casfailover.simulation.Agenda.MILLI;
import static casfailover.simulation.Agenda.SECOND;

import casfailover.journal.SimulatedDisk;
import casfailover.order.Order;
import casfailover.pair.Timing;
import casfailover.sight.Guard;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Draws what exactly goes wrong. */
final class Faults {

  private static final long FOR_GOOD = Long.MAX_VALUE / 4;
  private static final Order.Who JANE = new Order.Who("jane", "");

  /** The writes that a crash can wait for. */
  static final List<String> WRITES =
      List.of(
          "begun",
          "taken",
          "gave_up",
          "releasing",
          "released",
          "heard",
          "learned",
          "posted",
          "paused",
          "resumed",
          "ended",
          "reloaded");

  /** The steps that a crash can wait for; the empty one is any. */
  static final List<String> STEPS =
      Stream.concat(WRITES.stream(), Stream.of("", "add", "renew", "delete", "announce", "post"))
          .toList();

  /** The writes of moves on purpose and of announced restarts. */
  static final List<String> MOVE_WRITES =
      List.of(
          "begun",
          "taken",
          "handing_over",
          "handed_over",
          "back_soon",
          "back_soon_over",
          "peer_back_soon",
          "peer_back",
          "kept");

  /** The steps of those that a crash can wait for. */
  static final List<String> MOVE_STEPS =
      Stream.concat(MOVE_WRITES.stream(), Stream.of("add", "delete", "renew")).toList();

  /** The writes that follow on few orders. */
  static final List<String> WORDS = List.of("acknowledged", "right_regained");

  /** What is written before a keeper begins, so that no step of it can be waited for. */
  static final List<String> BEFORE_THE_KEEPER = List.of("installed", "lost");

  private static final List<Trap.Cut> CUTS = List.copyOf(EnumSet.allOf(Trap.Cut.class));
  private static final List<Guard> GUARDS = List.copyOf(EnumSet.allOf(Guard.class));

  private final SplittableRandom lots;
  private final Timing timing;

  Faults(SplittableRandom lots, Timing timing) {
    this.lots = lots;
    this.timing = timing;
  }

  Fault fault(long at, Mishap kind) {
    int n = lots.nextInt(2);
    Place place = Place.server(n);
    String name = place.toString();
    return switch (kind) {
      case CUT_SERVER -> {
        long time = time();
        yield new Fault(
            at,
            kind,
            name + " is cut off" + lasts(time),
            w -> {
              for (Place other : Place.values()) {
                if (other != place) {
                  cut(w, place, other, time);
                }
              }
            });
      }
      case CUT_PEERS -> cut(at, kind, Place.A, Place.B);
      case CUT_GATEWAY -> cut(at, kind, place, Place.GATEWAY);
      case CUT_WITNESS -> cut(at, kind, place, Place.WITNESS);
      case CUT_MONITOR -> cut(at, kind, place, Place.MONITOR);
      case CUT_CLIENT -> cut(at, kind, place, Place.CLIENT);
      case CUT_ONE_WAY -> oneWay(at, kind);
      case GATEWAY_OFF ->
          lasting(at, kind, "the gateway is off", w -> w.gatewayUp(false), w -> w.gatewayUp(true));
      case POWER_OFF -> {
        long back = back();
        yield new Fault(
            at, kind, name + " loses its power, back" + after(back), w -> powerCut(w, n, back));
      }
      case POWER_OFF_BOTH -> {
        long[] back = {back(), back()};
        yield new Fault(
            at,
            kind,
            "both lose their power, back" + after(back[0]) + " and" + after(back[1]),
            w -> {
              powerCut(w, 0, back[0]);
              powerCut(w, 1, back[1]);
            });
      }
      case KILL -> {
        long back = back();
        yield new Fault(
            at,
            kind,
            "the agent of " + name + " is killed, back" + after(back),
            w -> {
              w.machines[n].agent.kill();
              w.audit.disturbed(w.machines[n]);
              w.agenda.in(back, () -> w.returns(w.machines[n]));
            });
      }
      case CRASH_AT_STEP -> crash(at, kind, n, name);
      case STOP -> {
        long back = back();
        yield new Fault(
            at,
            kind,
            "the agent of " + name + " is told to stop, back" + after(back),
            w -> {
              w.machines[n].agent.stop();
              w.agenda.in(back, () -> w.returns(w.machines[n]));
            });
      }
      case FREEZE -> {
        long time = MILLI * (50 + lots.nextInt(lots.nextBoolean() ? 2000 : 9000));
        yield new Fault(
            at,
            kind,
            "the agent of " + name + " stands still" + lasts(time),
            w -> w.machines[n].freeze(time));
      }
      case SUSPEND -> {
        long time = MILLI * (200 + lots.nextInt(9000));
        yield new Fault(
            at, kind, name + " is suspended" + lasts(time), w -> w.machines[n].suspend(time));
      }
      case STUN -> {
        long time = MILLI * (200 + lots.nextInt(9000));
        yield new Fault(
            at,
            kind,
            name + " stands still with its clocks" + lasts(time),
            w -> w.machines[n].stun(time));
      }
      case CLOCK_STEP -> {
        long by = MILLI * (lots.nextInt(20_000) - 10_000);
        yield new Fault(
            at,
            kind,
            "the wall clock of " + name + " steps by " + by / 1000 + " ms",
            w -> {
              w.machines[n].clocks.step(by);
              w.audit.clockStepped(w.machines[n]);
            });
      }
      case DISK -> {
        SimulatedDisk.Fault how =
            List.of(
                    SimulatedDisk.Fault.FULL,
                    SimulatedDisk.Fault.READ_ONLY,
                    SimulatedDisk.Fault.NOT_FORCED)
                .get(lots.nextInt(3));
        yield lasting(
            at,
            kind,
            "the disk of " + name + ": " + how,
            w -> w.machines[n].disk.fails(how),
            w -> w.machines[n].disk.fails(SimulatedDisk.Fault.NONE));
      }
      case DISK_SLOW -> {
        long takes = MILLI * (50 + lots.nextInt(1500));
        yield lasting(
            at,
            kind,
            "each write of " + name + " takes " + takes / MILLI + " ms",
            w -> w.machines[n].writer.delay(takes),
            w -> w.machines[n].writer.delay(0));
      }
      case JOURNAL_LOST -> {
        boolean spoilt = lots.nextBoolean();
        int where = lots.nextInt(900);
        yield new Fault(
            at,
            kind,
            name + " restarts, and its journal is " + (spoilt ? "damaged" : "gone"),
            w -> {
              Machine m = w.machines[n];
              m.agent.kill();
              w.audit.journalLost(m);
              if (spoilt) {
                m.disk.spoil(where);
              } else {
                m.disk.lose();
                m.outbox.lost();
              }
              w.agenda.in(SECOND, () -> w.returns(m));
            });
      }
      case PROBE_UNKNOWN -> ailment(at, kind, n, guard(), Ailment.UNKNOWN);
      case PROBE_SLOW -> ailment(at, kind, n, guard(), Ailment.SLOW);
      case PROBE_HANGS -> ailment(at, kind, n, guard(), Ailment.HANGS);
      case DAG_UNREADABLE -> {
        Ailment how = lots.nextBoolean() ? Ailment.HANGS : Ailment.UNKNOWN;
        yield lasting(
            at,
            kind,
            "PowerShell on " + name + ": " + how,
            w -> {
              ail(w, n, Guard.DATABASES, how);
              ail(w, n, Guard.QUORUM, how);
            },
            w -> {
              ail(w, n, Guard.DATABASES, Ailment.NONE);
              ail(w, n, Guard.QUORUM, Ailment.NONE);
            });
      }
      case DAG_MOVES -> new Fault(at, kind, "the databases are moved", w -> w.dag.move());
      case SERVICE_DOWN ->
          lasting(
              at,
              kind,
              "the client access of " + name + " is down",
              w -> w.machines[n].serviceRuns(false),
              w -> w.machines[n].serviceRuns(true));
      case CHANGES_FAIL ->
          lasting(
              at,
              kind,
              name + " cannot change its addresses",
              w -> w.machines[n].programs.fail(true),
              w -> w.machines[n].programs.fail(false));
      case CHANGES_SLOW -> {
        long takes = MILLI * (20 + lots.nextInt(1500));
        yield lasting(
            at,
            kind,
            "a change of an address of " + name + " takes " + takes / MILLI + " ms",
            w -> w.machines[n].programs.delay(takes),
            w -> w.machines[n].programs.delay(0));
      }
      case EVENTS_LOST -> {
        int share = 20 + lots.nextInt(81);
        yield new Fault(at, kind, share + " % of the events are lost", w -> w.monitor.loses(share));
      }
      case EVENTS_LATE -> {
        long most = SECOND * (1 + lots.nextInt(8));
        yield new Fault(
            at,
            kind,
            "events come up to " + most / SECOND + " s late",
            w -> w.monitor.delays(most));
      }
      case EVENTS_DOUBLED -> {
        int share = 20 + lots.nextInt(81);
        yield new Fault(
            at, kind, share + " % of the events come twice", w -> w.monitor.doubles(share));
      }
      case MONITOR_RESTARTS ->
          new Fault(at, kind, "the monitor restarts", w -> w.monitor.restart());
      case DOWNTIME ->
          lasting(
              at,
              kind,
              "a downtime for " + name,
              w -> w.monitor.downtime(n, true),
              w -> w.monitor.downtime(n, false));
      case MAIL_SERVER_DOWN ->
          lasting(
              at,
              kind,
              "the mail server is down",
              w -> w.mailServer.works(false),
              w -> w.mailServer.works(true));
      case STRANGER ->
          lasting(
              at,
              kind,
              "a stranger answers for the address",
              w -> w.strangerComes(true),
              w -> w.strangerComes(false));
      case ADDRESS_REMOVED ->
          new Fault(
              at,
              kind,
              "somebody removes the address from " + name,
              w -> {
                w.machines[n].address.remove();
                w.audit.disturbed(w.machines[n]);
              });
      case ADDRESS_PLANTED -> {
        boolean forEver = lots.nextBoolean();
        yield new Fault(
            at,
            kind,
            "somebody adds the address on " + name + (forEver ? " for ever" : " for a lease"),
            w -> {
              Machine m = w.machines[n];
              if (m.power() && !m.hasAddress()) {
                if (forEver) {
                  m.address.plantForEver();
                } else {
                  m.address.plantFor(m.timing().lease());
                }
                w.audit.planted(m);
              }
            });
      }
      case ORDER_TAKEOVER -> order(at, kind, n, new Order.Take(JANE, lots.nextInt(8) == 0));
      case ORDER_RELEASE -> order(at, kind, n, new Order.Release(JANE));
      case ORDER_PAUSE -> order(at, kind, n, new Order.Pause(JANE));
      case ORDER_RESUME -> order(at, kind, n, new Order.Resume(JANE));
      case ORDER_FAILBACK ->
          order(at, kind, n, new Order.Failback(JANE, Place.A.toString(), lots.nextInt(6) == 0));
      case ORDER_EVACUATE -> order(at, kind, n, new Order.Evacuate(JANE));
      case ORDER_KEEP -> order(at, kind, n, new Order.Keep(JANE, name));
      case PROBE_LIES -> lies(at, kind, n);
      case ORDER_ACKNOWLEDGE -> order(at, kind, n, new Order.Acknowledge(JANE));
      case SETTINGS_EXCHANGED -> settings(at, kind, n);
      case BACK_SOON -> backSoon(at, kind, n);
      case RESTART_LOOP -> restartLoop(at, kind, n);
      case CRASH_IN_A_MOVE -> crashInAMove(at, kind, n);
      case MESSAGES_LOST -> messagesLost(at, kind, n);
      case SETTINGS_TO_AND_FRO -> settingsToAndFro(at, kind);
      case CRASH_AT_A_WORD -> crashAtAWord(at, kind, n);
    };
  }

  // ---- The kinds that need more words

  private Fault cut(long at, Mishap kind, Place one, Place other) {
    long time = time();
    return new Fault(
        at, kind, "between " + one + " and " + other + lasts(time), w -> cut(w, one, other, time));
  }

  private static void cut(World w, Place one, Place other, long time) {
    w.wire.cutBoth(one, other);
    w.somethingChanged();
    if (time < FOR_GOOD) {
      w.agenda.in(
          time,
          () -> {
            w.wire.mendBoth(one, other);
            w.somethingChanged();
          });
    }
  }

  private Fault oneWay(long at, Mishap kind) {
    Place from = Place.server(lots.nextInt(2));
    Place[] others = {Place.A, Place.B, Place.GATEWAY, Place.CLIENT, Place.MONITOR};
    Place drawn = others[lots.nextInt(others.length)];
    Place to = drawn == from ? (from == Place.A ? Place.B : Place.A) : drawn;
    boolean back = lots.nextBoolean();
    long time = time();
    return new Fault(
        at,
        kind,
        "nothing gets from " + (back ? to : from) + " to " + (back ? from : to) + lasts(time),
        w -> {
          w.wire.cut(back ? to : from, back ? from : to);
          w.somethingChanged();
          if (time < FOR_GOOD) {
            w.agenda.in(
                time,
                () -> {
                  w.wire.mend(back ? to : from, back ? from : to);
                  w.somethingChanged();
                });
          }
        });
  }

  private static void powerCut(World w, int n, long back) {
    w.machines[n].powerOff();
    w.audit.disturbed(w.machines[n]);
    w.agenda.in(back, () -> w.returns(w.machines[n]));
  }

  private Fault crash(long at, Mishap kind, int n, String name) {
    String step = STEPS.get(lots.nextInt(STEPS.size()));
    boolean write = step.isEmpty() || WRITES.contains(step);
    Trap.Cut cut = CUTS.get(lots.nextInt(CUTS.size()));
    Trap.Cut where = cut == Trap.Cut.TORN && !write ? Trap.Cut.AFTER : cut;
    int number = step.isEmpty() ? lots.nextInt(12) : lots.nextInt(4) == 0 ? 1 : 0;
    boolean power = lots.nextInt(3) == 0;
    long back = back();
    return new Fault(
        at,
        kind,
        (power ? "the power of " : "the agent of ")
            + (step.isEmpty() ? name : "whichever comes to it first")
            + " goes "
            + where.text()
            + " the "
            + (number + 1)
            + ". step "
            + (step.isEmpty() ? "from then on" : "'" + step + "'")
            + ", back"
            + after(back),
        w -> {
          Trap trap = new Trap(step, number, where, power, back);
          w.machines[n].setTrap(trap);
          if (!step.isEmpty()) {
            w.machines[1 - n].setTrap(trap);
          }
          comesTo(step, w, n);
        });
  }

  /** What only a person leads to is ordered, and what is rare as well. */
  private static void comesTo(String step, World w, int n) {
    switch (step) {
      case "paused" -> ordered(w, n, new Order.Pause(JANE));
      case "resumed" -> ordered(w, n, new Order.Resume(JANE));
      case "reloaded" -> w.machines[n].reload(w.machines[n].setup());
      case "releasing", "released", "delete" -> {
        ordered(w, 0, new Order.Release(JANE));
        ordered(w, 1, new Order.Release(JANE));
      }
      case "begun", "add", "taken", "gave_up" -> {
        takenAgain(w, new Order.Take(JANE, false), n);
        if (step.equals("gave_up")) {
          w.agenda.in(4 * SECOND, () -> w.machines[n].programs.fail(true));
          w.agenda.in(10 * SECOND, () -> w.machines[n].programs.fail(false));
        }
      }
      default -> {}
    }
  }

  /** Both let it go, and one of them is ordered to take it. */
  private static void takenAgain(World w, Order.Take take, int n) {
    both(w, new Order.Release(JANE));
    for (int seconds = 5; seconds < 12; seconds += 2) {
      w.agenda.in(seconds * SECOND, () -> ordered(w, n, take));
    }
  }

  private static void ordered(World w, int n, Order order) {
    if (w.machines[n].runs()) {
      w.audit.ordered(w.machines[n], order);
      w.machines[n].agent.order(order);
    }
  }

  private Fault crashInAMove(long at, Mishap kind, int n) {
    String step = MOVE_STEPS.get(lots.nextInt(MOVE_STEPS.size()));
    Trap.Cut drawn = CUTS.get(lots.nextInt(CUTS.size()));
    boolean torn = drawn == Trap.Cut.TORN && !MOVE_WRITES.contains(step);
    Trap.Cut cut = torn ? Trap.Cut.AFTER : drawn;
    boolean power = lots.nextInt(3) == 0;
    long back = back();
    return new Fault(
        at,
        kind,
        (power ? "the power" : "the agent")
            + " of whichever comes to it first goes "
            + cut.text()
            + " '"
            + step
            + "' of a move, back"
            + after(back),
        w -> {
          Trap trap = new Trap(step, 0, cut, power, back);
          w.machines[0].setTrap(trap);
          w.machines[1].setTrap(trap);
          switch (step) {
            case "back_soon", "back_soon_over", "peer_back_soon", "peer_back", "renew" ->
                both(w, new Order.BackSoon(JANE));
            case "kept" -> ordered(w, n, new Order.Keep(JANE, Place.server(n).toString()));
            default -> both(w, new Order.Failback(JANE, Place.server(n).toString(), false));
          }
        });
  }

  private Fault crashAtAWord(long at, Mishap kind, int n) {
    String word = WORDS.get(lots.nextInt(WORDS.size()));
    Trap.Cut cut = CUTS.get(lots.nextInt(CUTS.size()));
    boolean power = lots.nextInt(3) == 0;
    long back = back();
    return new Fault(
        at,
        kind,
        (power ? "the power" : "the agent")
            + " of whichever comes to it first goes "
            + cut.text()
            + " '"
            + word
            + "', back"
            + after(back),
        w -> {
          Trap trap = new Trap(word, 0, cut, power, back);
          w.machines[0].setTrap(trap);
          w.machines[1].setTrap(trap);
          if (word.equals("acknowledged")) {
            both(w, new Order.Acknowledge(JANE));
          } else {
            takenAgain(w, new Order.Take(JANE, true), n);
          }
        });
  }

  /** In the midst of a move, since the agents have little else to say to each other. */
  private Fault messagesLost(long at, Mishap kind, int n) {
    int share = 20 + lots.nextInt(61);
    return lasting(
        at,
        kind,
        share + " % of what the agents ask each other, or of the answers, is lost",
        w -> {
          w.agents.lose(share);
          both(w, new Order.Failback(JANE, Place.server(n).toString(), false));
          w.agenda.in(
              4 * SECOND,
              () -> both(w, new Order.Failback(JANE, Place.server(1 - n).toString(), false)));
        },
        w -> w.agents.lose(0));
  }

  private static void both(World w, Order order) {
    ordered(w, 0, order);
    ordered(w, 1, order);
  }

  /** A restart that is announced, and comes once the address stays for it or not at all. */
  private Fault backSoon(long at, Mishap kind, int n) {
    long pause = MILLI * (200 + lots.nextInt(3000));
    long away = MILLI * (300 + lots.nextInt(lots.nextInt(4) == 0 ? 30_000 : 4000));
    return new Fault(
        at,
        kind,
        Place.server(n)
            + " says that it is back soon, stops "
            + pause / MILLI
            + " ms later and starts after "
            + away / MILLI
            + " ms",
        w -> {
          ordered(w, n, new Order.BackSoon(JANE));
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

  private Fault restartLoop(long at, Mishap kind, int n) {
    long every = MILLI * (300 + lots.nextInt(2500));
    long away = MILLI * (50 + lots.nextInt(900));
    int times = 3 + lots.nextInt(6);
    return new Fault(
        at,
        kind,
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
                    w.machines[n].agent.kill();
                    w.audit.disturbed(w.machines[n]);
                    w.agenda.in(away, () -> w.returns(w.machines[n]));
                  }
                });
          }
        });
  }

  private Guard guard() {
    return GUARDS.get(lots.nextInt(GUARDS.size()));
  }

  private Fault ailment(long at, Mishap kind, int n, Guard guard, Ailment how) {
    return lasting(
        at,
        kind,
        Place.server(n) + " looks at " + guard + ": " + how,
        w -> ail(w, n, guard, how),
        w -> ail(w, n, guard, Ailment.NONE));
  }

  /** Either PowerShell of what it tells, or the client access that accepts and serves nobody. */
  private Fault lies(long at, Mishap kind, int n) {
    boolean exchange = lots.nextInt(3) > 0;
    List<Guard> guards =
        exchange ? List.of(Guard.DATABASES, Guard.QUORUM) : List.of(Guard.OWN_SERVICE);
    return lasting(
        at,
        kind,
        Place.server(n) + " looks at " + guards + ": " + Ailment.LIES,
        w -> {
          guards.forEach(guard -> ail(w, n, guard, Ailment.LIES));
          w.machines[n].serviceRuns(exchange);
        },
        w -> {
          guards.forEach(guard -> ail(w, n, guard, Ailment.NONE));
          w.machines[n].serviceRuns(true);
        });
  }

  private static void ail(World w, int n, Guard guard, Ailment how) {
    w.machines[n].looks.ail(guard, how);
  }

  private static Fault order(long at, Mishap kind, int n, Order order) {
    String text = order.toString();
    return new Fault(at, kind, "at " + Place.server(n) + ": " + text, w -> ordered(w, n, order));
  }

  /** Each server is told of other times again and again, in any order, or is forgotten. */
  private Fault settingsToAndFro(long at, Mishap kind) {
    record Told(long at, int server, Timing timing, String hash) {}
    List<Told> all = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    long time = 0;
    for (int round = 2 + lots.nextInt(3); round > 0; round--) {
      Timing next = longer(1 + lots.nextInt(3), 1 + lots.nextInt(3));
      int first = lots.nextInt(2);
      for (int n : new int[] {first, 1 - first}) {
        time += MILLI * lots.nextInt(2000);
        if (lots.nextInt(4) > 0) {
          String hash = "000%d%02d".formatted(round, lots.nextInt(100));
          all.add(new Told(time, n, next, hash));
          text.append(
              " %s %d/%d ms;"
                  .formatted(
                      Place.server(n), next.lease().toMillis(), next.dagMaxAge().toMillis()));
        }
      }
    }
    return new Fault(
        at,
        kind,
        "lease and dag_max_age are told:" + text,
        w ->
            all.forEach(
                told ->
                    w.agenda.in(
                        told.at(),
                        () -> {
                          Machine m = w.machines[told.server()];
                          m.reload(w.site.setup(told.server(), told.timing(), told.hash()));
                        })));
  }

  /** The times of the schedule, with a longer lease and older readings. */
  private Timing longer(int lease, int dagMaxAge) {
    return new Timing(
        timing.limit(),
        timing.pingInterval(),
        timing.pingDeadline(),
        timing.tick(),
        timing.lease().multipliedBy(lease),
        timing.dagMaxAge().multipliedBy(dagMaxAge),
        timing.evidenceMaxAge(),
        timing.grant(),
        timing.standDown(),
        timing.peerUpHold().multipliedBy(3),
        timing.coolDown(),
        timing.dagPatience(),
        timing.remindEvery());
  }

  private Fault settings(long at, Mishap kind, int n) {
    long pause = MILLI * lots.nextInt(3000);
    int factor = 1 + lots.nextInt(3);
    Timing other = longer(factor, 1 + lots.nextInt(3));
    String hash = "0000" + Integer.toHexString(lots.nextInt(256));
    return new Fault(
        at,
        kind,
        String.format(
            Locale.ROOT,
            "lease %d ms and dag_max_age %d ms, first on %s and %d ms later on the other",
            other.lease().toMillis(),
            other.dagMaxAge().toMillis(),
            Place.server(n),
            pause / MILLI),
        w -> {
          w.machines[n].reload(w.site.setup(n, other, hash));
          w.agenda.in(pause, () -> w.machines[1 - n].reload(w.site.setup(1 - n, other, hash)));
        });
  }

  private Fault lasting(
      long at, Mishap kind, String text, Consumer<World> begins, Consumer<World> ends) {
    long time = time();
    return new Fault(
        at,
        kind,
        text + lasts(time),
        w -> {
          begins.accept(w);
          if (time < FOR_GOOD) {
            w.agenda.in(time, () -> ends.accept(w));
          }
        });
  }

  // ---- Times

  private long time() {
    return switch (lots.nextInt(5)) {
      case 0 -> MILLI * (20 + lots.nextInt(1500));
      case 1, 2 -> MILLI * (500 + lots.nextInt(6000));
      default -> FOR_GOOD;
    };
  }

  private long back() {
    return switch (lots.nextInt(4)) {
      case 0 -> MILLI * (300 + lots.nextInt(700));
      case 1, 2 -> MILLI * (1000 + lots.nextInt(6000));
      default -> FOR_GOOD;
    };
  }

  private static String lasts(long time) {
    return time == FOR_GOOD ? " for good" : " for " + time / MILLI + " ms";
  }

  private static String after(long time) {
    return time == FOR_GOOD ? " never" : " after " + time / MILLI + " ms";
  }
}
