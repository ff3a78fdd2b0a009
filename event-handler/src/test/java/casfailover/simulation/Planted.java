package casfailover.simulation;

import casfailover.journal.Entry;
import casfailover.journal.Recollection;
import casfailover.keep.Effect;
import casfailover.keep.Input;
import casfailover.keep.News;
import casfailover.keep.Setup;
import casfailover.keep.View;
import casfailover.order.Order;
import casfailover.pair.Timing;
import casfailover.sight.Guard;
import casfailover.sight.Moment;
import casfailover.sight.Note;
import casfailover.sight.PeerReport;
import casfailover.sight.Sighting;
import casfailover.takeover.Presence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Defects that are planted around the keeper, each of which breaks one rule: what it is told, what
 * becomes of what it wants, the disk, and the clock.
 */
enum Planted {
  /** The holder keeps for longer than the taker counts on. */
  NO_TAKE_WAIT(Rule.ONE_HOLDER) {
    @Override
    Brain brain(Machine m, Recollection memory) {
      Timing t = m.timing();
      Timing longer =
          new Timing(
              t.limit(),
              t.pingInterval(),
              t.pingDeadline(),
              t.tick(),
              t.lease().multipliedBy(3),
              t.dagMaxAge().multipliedBy(10),
              t.evidenceMaxAge(),
              t.grant(),
              t.standDown(),
              t.peerUpHold(),
              t.coolDown(),
              t.dagPatience(),
              t.remindEvery());
      Setup s = m.index == 0 ? m.world.site.setup(0, longer, m.setup().settings()) : m.setup();
      return Brain.of(s, memory, m.now());
    }
  },

  /** A clock does not run on while the agent stands still, so that it renews what has expired. */
  RENEWS_TOO_LATE(Rule.ONE_HOLDER) {
    @Override
    Schedule schedule(long seed) {
      List<Fault> faults =
          List.of(
              new Fault(
                  5 * Agenda.SECOND,
                  Mishap.FREEZE,
                  "exch-a is cut off, and its agent stands still for 9 s",
                  w -> {
                    for (Place other : Place.values()) {
                      w.wire.cutBoth(Place.A, other);
                    }
                    w.somethingChanged();
                    w.machines[0].freeze(9 * Agenda.SECOND);
                  }));
      return Schedule.only(seed, Schedule.Beginning.A_HAS_IT, faults);
    }

    @Override
    boolean mindsTheTime() {
      return false;
    }

    @Override
    Brain brain(Machine m, Recollection memory) {
      Brain sound = super.brain(m, memory);
      return new Brain() {
        private Moment last = m.now();
        private Duration stood = Duration.ZERO;

        @Override
        public List<Effect> on(Moment now, Input input) {
          Duration gap = now.since(last);
          stood = gap.compareTo(m.timing().tick().multipliedBy(2)) > 0 ? stood.plus(gap) : stood;
          last = now;
          return sound.on(now.plus(stood.negated()), input);
        }

        @Override
        public PeerReport report(Moment now) {
          return sound.report(now.plus(stood.negated()));
        }

        @Override
        public View view(Moment now) {
          return sound.view(now.plus(stood.negated()));
        }
      };
    }
  },

  /** An agent always says that it has nothing, so that nobody lets go. */
  DENIES(Rule.ONE_SEEN) {
    @Override
    PeerReport said(PeerReport r) {
      return new PeerReport(
          r.node(),
          PeerReport.Stance.NOT_ME,
          r.serves(),
          r.gateway(),
          r.ready(),
          r.paused(),
          r.epoch(),
          r.known(),
          r.remembers(),
          r.mac(),
          r.since(),
          r.how(),
          r.settings(),
          r.version(),
          r.backSoon(),
          r.kept(),
          r.acknowledged(),
          r.incident(),
          r.noted());
    }

    @Override
    List<Input> told(Machine m, Input input) {
      boolean wire = input instanceof Input.Saw saw && saw.guard() == Guard.WIRE;
      return wire ? List.of(silent((Input.Saw) input)) : List.of(input);
    }
  },

  /** No event reaches the keeper, and it does not know that it had the address. */
  HEARS_NOTHING(Rule.SOMEBODY_HOLDS) {
    @Override
    List<Input> told(Machine m, Input input) {
      return input instanceof Input.Saw saw && saw.guard() == Guard.OWN_SERVICE
          ? List.of(silent(saw))
          : List.of(input);
    }
  },

  /** What could not be asked is told as a no. */
  UNKNOWN_IS_NO(Rule.EVIDENCE) {
    @Override
    Schedule schedule(long seed) {
      Fault fault =
          new Fault(
              5 * Agenda.SECOND,
              Mishap.POWER_OFF,
              "exch-a loses its power, and exch-b cannot look at the wire",
              w -> {
                w.machines[1].looks.ail(Guard.WIRE, Ailment.UNKNOWN);
                w.machines[0].powerOff();
              });
      return Schedule.only(seed, Schedule.Beginning.A_HAS_IT, List.of(fault));
    }

    @Override
    List<Input> told(Machine m, Input input) {
      return input instanceof Input.Saw saw && saw.sighting() instanceof Sighting.Unknown
          ? List.of(silent(saw))
          : List.of(input);
    }
  },

  /** Answers are dated when they come and not when they were asked for. */
  OLD_IS_NEW(Rule.EVIDENCE) {
    @Override
    List<Input> told(Machine m, Input input) {
      return input instanceof Input.Saw saw && saw.sighting() instanceof Sighting.Silent s
          ? List.of(new Input.Saw(saw.guard(), new Sighting.Silent(m.now(), m.now(), s.finding())))
          : List.of(input);
    }
  },

  /** The disk says that it forced what it did not. */
  DISK_FORGETS(Rule.JOURNAL) {
    @Override
    boolean diskForgets() {
      return true;
    }
  },

  /** Each letter is handed on twice, under two names. */
  MAILS_TWICE(Rule.ONE_MAIL) {
    @Override
    List<Effect> wanted(Machine m, Effect effect) {
      if (effect instanceof Effect.Post post) {
        News n = post.news();
        String again = n.letter().replace("@", ".again@");
        News twice =
            new News(again, n.kind(), n.incident(), n.at(), n.reason(), n.view(), n.term());
        return List.of(effect, new Effect.Post(twice));
      }
      return List.of(effect);
    }
  },

  /** Letters are decided on and handed to nobody. */
  LOSES_MAILS(Rule.ONE_MAIL) {
    @Override
    List<Effect> wanted(Machine m, Effect effect) {
      return effect instanceof Effect.Post ? List.of() : List.of(effect);
    }
  },

  /** The preferred owner takes the address back as soon as all is well. */
  FAILS_BACK(Rule.NO_FAILBACK) {
    @Override
    List<Input> told(Machine m, Input input) {
      boolean back =
          m.world.audit.isHealed()
              && m.world.now() > m.world.audit.healedAt() + 4 * Agenda.SECOND
              && m.index == 1
              && m.other().lively()
              && m.hasAddress();
      if (back && input instanceof Input.Tick) {
        m.address.remove();
        m.other().address.plantFor(m.other().timing().lease());
      }
      return List.of(input);
    }
  },

  /** A look at the own interface says now and then that the address is gone. */
  LETS_GO(Rule.NOT_NEEDLESS) {
    @Override
    List<Input> told(Machine m, Input input) {
      return input instanceof Input.Found && m.world.chance.nextInt(20) == 0
          ? List.of(new Input.Found(new Presence.Absent()))
          : List.of(input);
    }
  },

  /** The address is removed each few seconds once all is well. */
  OSCILLATES(Rule.NO_OSCILLATION) {
    @Override
    List<Input> told(Machine m, Input input) {
      boolean now =
          m.world.audit.isHealed()
              && m.world.now() < m.world.audit.healedAt() + 3 * Agenda.SECOND
              && m.hasAddress()
              && input instanceof Input.Found;
      if (now) {
        m.address.remove();
        return List.of(new Input.Found(new Presence.Absent()));
      }
      return List.of(input);
    }
  },

  /** Some callers are not answered. */
  DOES_NOT_ANSWER(Rule.ONE_ANSWER) {
    @Override
    List<Effect> wanted(Machine m, Effect effect) {
      return effect instanceof Effect.Tell tell && tell.ticket().number() % 2 == 0
          ? List.of()
          : List.of(effect);
    }
  },

  /** After a restart the number of the last term is forgotten. */
  FORGETS_TERMS(Rule.TERMS_RISE) {
    @Override
    Brain brain(Machine m, Recollection memory) {
      return super.brain(m, Recollection.EMPTY.after(m.now(), new Entry.Resumed("jane", "")));
    }
  },

  /** What a person pauses stays awake. */
  NEVER_PAUSES(Rule.PAUSE_HOLDS) {
    @Override
    List<Input> told(Machine m, Input input) {
      return input instanceof Input.Written w && w.entry() instanceof Entry.Paused
          ? List.of(input, new Input.Written(new Entry.Resumed("nobody", "")))
          : List.of(input);
    }
  },

  /** The network is not told where the address is. */
  NEVER_ANNOUNCES(Rule.CLIENT_SERVED) {
    @Override
    List<Effect> wanted(Machine m, Effect effect) {
      if (effect instanceof Effect.Announce) {
        m.world.audit.announces(m);
        return List.of();
      }
      return List.of(effect);
    }
  },

  /** The keeper breaks when it is ordered something. */
  BREAKS(Rule.KEEPER_LIVES) {
    @Override
    List<Input> told(Machine m, Input input) {
      if (input instanceof Input.Ordered ordered && ordered.order() instanceof Order.Release) {
        throw new IllegalStateException("planted");
      }
      return List.of(input);
    }
  };

  private final Rule breaks;

  Planted(Rule breaks) {
    this.breaks = breaks;
  }

  /** The rule that an auditor must find broken. */
  Rule breaks() {
    return breaks;
  }

  /** The schedules in which it is to be found. */
  Schedule schedule(long seed) {
    return Schedule.of(seed);
  }

  Brain brain(Machine m, Recollection memory) {
    return Brain.of(m.setup(), memory, m.now());
  }

  boolean mindsTheTime() {
    return true;
  }

  boolean diskForgets() {
    return false;
  }

  PeerReport said(PeerReport report) {
    return report;
  }

  List<Input> told(Machine m, Input input) {
    return List.of(input);
  }

  List<Effect> wanted(Machine m, Effect effect) {
    return List.of(effect);
  }

  private static Input silent(Input.Saw saw) {
    Sighting s = saw.sighting();
    return new Input.Saw(saw.guard(), new Sighting.Silent(s.begun(), s.ended(), new Note("no")));
  }

  /** The parts of a world with this defect in it. */
  Parts parts() {
    Planted planted = this;
    return new Parts() {
      @Override
      Brain brain(Machine m, Recollection memory) {
        return planted.around(m, planted.brain(m, memory));
      }

      @Override
      boolean mindsTheTime() {
        return planted.mindsTheTime();
      }

      @Override
      boolean diskForgets() {
        return planted.diskForgets();
      }
    };
  }

  private Brain around(Machine m, Brain brain) {
    return new Brain() {
      @Override
      public List<Effect> on(Moment now, Input input) {
        List<Effect> effects = new ArrayList<>();
        for (Input each : told(m, input)) {
          for (Effect effect : brain.on(now, each)) {
            effects.addAll(wanted(m, effect));
          }
        }
        return effects;
      }

      @Override
      public PeerReport report(Moment now) {
        return said(brain.report(now));
      }

      @Override
      public View view(Moment now) {
        return brain.view(now);
      }
    };
  }
}
