package casfailover.simulation;

import static casfailover.simulation.Agenda.MILLI;

import casfailover.journal.Entry;
import casfailover.journal.EntryText;
import casfailover.journal.FileJournal;
import casfailover.keep.Ticket;
import casfailover.pair.Epoch;
import casfailover.pair.MacAddress;
import casfailover.sight.Finding;
import casfailover.sight.Guard;
import casfailover.sight.Neighbours;
import casfailover.sight.Replies;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Two servers with all that is around them, in a time of their own. */
final class World {

  /** The hash of the settings that both begin with. */
  static final String SETTINGS = "3f9c21";

  static final Finding ANSWERED = new Replies(10, 10, Optional.empty());
  static final Finding MISSED = new Replies(10, 0, Optional.empty());

  private static final MacAddress STRANGER = new MacAddress("00:15:5d:01:02:03");

  /** What the wire answers, by who has the address: A, B, a stranger, and both of them. */
  private static final Sight[] NEIGHBOURS = {
    answer(Site.MACS[0]),
    answer(Site.MACS[1]),
    answer(STRANGER),
    answer(Site.MACS[0], STRANGER),
    answer(Site.MACS[1], STRANGER)
  };

  final Agenda agenda = new Agenda();
  final Wire wire = new Wire();
  final Site site;
  final SplittableRandom chance;
  final Parts parts;
  final Trace trace;
  final Coverage coverage;
  final Machine[] machines = new Machine[2];
  final Dag dag;
  final MailServer mailServer = new MailServer(this);
  final Agents agents = new Agents(this);
  final Auditor audit;
  final Monitor monitor;
  private boolean gatewayUp = true;
  private boolean stranger;
  private long tickets;

  World(Schedule schedule, Parts parts, Trace trace, Coverage coverage) {
    this.site = schedule.site();
    this.chance = new SplittableRandom(~schedule.seed());
    this.parts = parts;
    this.trace = trace;
    this.coverage = coverage;
    machines[0] = new Machine(this, 0, site.setup(0, schedule.timing(), SETTINGS), drift());
    machines[1] = new Machine(this, 1, site.setup(1, schedule.timing(), SETTINGS), drift());
    dag = new Dag(this, schedule.beginning() == Schedule.Beginning.B_HAS_IT ? 1 : 0);
    audit = new Auditor(this);
    monitor = new Monitor(this);
    begin(schedule.beginning());
    schedule.faults().forEach(this::enter);
  }

  private int drift() {
    return chance.nextInt(8001) - 4000;
  }

  private static Sight answer(MacAddress... macs) {
    return new Sight(Sight.Kind.SEEN, Neighbours.of(List.of(macs), 3));
  }

  // ---- How it begins

  private void begin(Schedule.Beginning beginning) {
    Epoch first = new Epoch(1, beginning == Schedule.Beginning.B_HAS_IT ? "exch-b" : "exch-a");
    for (Machine m : machines) {
      boolean has =
          (beginning == Schedule.Beginning.A_HAS_IT && m.index == 0)
              || (beginning == Schedule.Beginning.B_HAS_IT && m.index == 1);
      FileJournal journal = m.disk.install(() -> m.now().wall(), "boot-0");
      remember(journal, new Entry.Installed());
      if (beginning == Schedule.Beginning.FRESH) {
        if (m.index == 0) {
          m.address.plantForEver();
          wire.clientLearns(0);
        }
        continue;
      }
      remember(journal, new Entry.Resumed("jane", ""));
      if (has) {
        remember(journal, new Entry.Begun(first, Entry.How.HOME, "2026-11-22-1", false, "first"));
        remember(journal, new Entry.Taken(first, Entry.How.HOME, "2026-11-22-1"));
        remember(journal, new Entry.Posted("2026-11-22-1.takeover-1@" + m.name));
        m.address.plantFor(m.timing().lease());
        wire.clientLearns(m.index);
      } else if (beginning != Schedule.Beginning.NEVER_HELD) {
        remember(journal, new Entry.Learned(first));
      }
    }
    machines[0].agent.start();
    machines[1].agent.start();
  }

  private static void remember(FileJournal journal, Entry entry) {
    try {
      journal.append(EntryText.word(entry), EntryText.values(entry));
    } catch (casfailover.journal.JournalFailure e) {
      throw new AssertionError(e);
    }
  }

  private void enter(Fault fault) {
    agenda.at(
        fault.at(),
        () -> {
          coverage.count("fault " + fault.kind());
          trace.note(now(), "", "--", fault::text);
          audit.faultBegins();
          fault.happens().accept(this);
        });
  }

  // ---- Time

  long now() {
    return agenda.now();
  }

  /** Lets time pass until a moment, or until a rule is broken. */
  void run(long end) {
    while (audit.holds() && agenda.next(end)) {
      audit.look();
    }
  }

  /** Mostly a little, sometimes up to three times as much. */
  long about(long much) {
    long first = chance.nextInt((int) much + 1);
    return chance.nextInt(10) == 0 ? 3 * first : first;
  }

  // ---- What is true

  boolean pings(Machine m) {
    return m.other().up() && m.up() && wire.both(m.place, m.other().place);
  }

  boolean reachesGateway(Machine m) {
    return gatewayUp && m.up() && wire.both(m.place, Place.GATEWAY);
  }

  boolean servesFor(Machine asking, Machine asked) {
    return asked.up() && asked.serves() && wire.both(asking.place, asked.place);
  }

  boolean clientReaches(Machine m) {
    return m.answersForAddress() && wire.both(m.place, Place.CLIENT);
  }

  boolean stranger() {
    return stranger;
  }

  Sight answer(Machine m, Guard guard) {
    return switch (guard) {
      case PEER_SERVICE -> Sight.of(servesFor(m, m.other()));
      case PEER_AGENT ->
          pings(m) && m.other().lively()
              ? new Sight(Sight.Kind.SEEN, m.other().agent.brain().report(m.other().now()))
              : Sight.SILENT;
      case GATEWAY_ARP -> Sight.of(reachesGateway(m));
      case REACH -> Sight.of(m.answersForAddress() && reachesGateway(m));
      case OWN_SERVICE -> Sight.of(m.serves());
      case QUORUM -> Sight.of(dag.quorum(m.index));
      case DATABASES -> dag.quorum(m.index) ? dag.reading() : Sight.UNKNOWN;
      case WIRE -> neighbours(m);
      case PEER_PING, GATEWAY_PING -> throw new AssertionError("pings run by themselves");
    };
  }

  /** What a server is told that it is to believe fit for the address. */
  Sight lie(Machine m, Guard guard) {
    return guard == Guard.DATABASES ? dag.readingIfMountedOn(m.index) : Sight.YES;
  }

  private Sight neighbours(Machine m) {
    boolean peer = m.other().answersForAddress() && wire.both(m.place, m.other().place);
    boolean other = stranger && wire.both(m.place, Place.GATEWAY);
    if (!peer) {
      return other ? NEIGHBOURS[2] : Sight.SILENT;
    }
    return NEIGHBOURS[m.other().index + (other ? 3 : 0)];
  }

  // ---- What happens

  Ticket ticket(Machine m, String what) {
    Ticket ticket = new Ticket(++tickets);
    trace.note(now(), m.name, "is asked", () -> what);
    audit.asked(m, ticket);
    return ticket;
  }

  void somethingChanged() {
    dag.somethingChanged();
  }

  void gatewayUp(boolean up) {
    gatewayUp = up;
  }

  void strangerComes(boolean here) {
    stranger = here;
  }

  /** A machine or its agent starts again. */
  void returns(Machine m) {
    if (!m.power()) {
      m.powerOn();
      agenda.in(300 * MILLI, m.agent::start);
    } else {
      m.agent.start();
    }
  }

  /** Nothing is wrong any more, and whatever stood still or was off starts. */
  void heal() {
    wire.mendAll();
    gatewayUp = true;
    stranger = false;
    mailServer.works(true);
    monitor.heal();
    agents.lose(0);
    for (Machine m : machines) {
      m.heal();
      returns(m);
    }
    somethingChanged();
    audit.healed();
  }
}
