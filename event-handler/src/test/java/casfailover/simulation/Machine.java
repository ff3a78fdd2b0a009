package casfailover.simulation;

import static casfailover.simulation.Agenda.MILLI;
import static casfailover.simulation.Agenda.SECOND;

import casfailover.decide.Event;
import casfailover.handover.Answer;
import casfailover.handover.Question;
import casfailover.journal.Entry;
import casfailover.journal.EntryText;
import casfailover.journal.FileJournal;
import casfailover.journal.JournalFailure;
import casfailover.journal.JournalLine;
import casfailover.journal.Recollection;
import casfailover.journal.SimulatedDisk;
import casfailover.keep.Effect;
import casfailover.keep.Input;
import casfailover.keep.News;
import casfailover.keep.Setup;
import casfailover.keep.Ticket;
import casfailover.order.Order;
import casfailover.pair.MacAddress;
import casfailover.pair.Timing;
import casfailover.sight.Guard;
import casfailover.sight.Moment;
import casfailover.sight.Sighting;
import casfailover.takeover.Presence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One of the two servers: its clocks, its kernel's address, its disk and its agent. */
final class Machine {

  /** What is wrong with one way of looking. */
  enum Ailment {
    NONE,
    /** The answer cannot be told. */
    UNKNOWN,
    /** The answer takes up to some seconds. */
    SLOW,
    /** There is no answer before the deadline. */
    HANGS,
    /** The answer is the one that lets this server have the address, whatever is true. */
    LIES
  }

  private static final long NOWHERE = Long.MIN_VALUE;
  private static final long FOREVER = Long.MAX_VALUE;

  final World world;
  final int index;
  final Place place;
  final String name;
  final MacAddress mac;
  final Clocks clocks;
  final SimulatedDisk disk;
  final Outbox outbox;
  private final Map<Guard, Ailment> ailments = new EnumMap<>(Guard.class);

  private Setup setup;
  private Optional<FileJournal> journal = Optional.empty();
  private Optional<Brain> brain = Optional.empty();
  private boolean power = true;
  private boolean agent;
  private boolean service = true;
  private int boots;
  private int life;
  private int programs;
  private long frozenUntil;
  private long asleepUntil;
  private long addressUntil = NOWHERE;
  private int announcement;
  private long diskFree;
  private long addressFree;
  private long diskTakes;
  private long slowWriteUntil;
  private boolean changesFail;
  private long changesTake;
  private boolean stopping;
  private Optional<Trap> trap = Optional.empty();
  private List<Runnable> backlog = new ArrayList<>();
  private final boolean[] pingMissed = new boolean[2];
  private Optional<Moment> pinged = Optional.empty();

  Machine(World world, int index, Setup setup, int driftPpm) {
    this.world = world;
    this.index = index;
    this.place = Place.server(index);
    this.name = place.toString();
    this.mac = setup.mac().orElseThrow();
    this.setup = setup;
    this.clocks = new Clocks(world.agenda, driftPpm);
    this.disk = new SimulatedDisk(world.parts.diskForgets());
    this.outbox = new Outbox(world, this);
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

  /** Whether it has power and runs. */
  boolean up() {
    return power && world.now() >= asleepUntil;
  }

  boolean runs() {
    return power && agent;
  }

  /** Whether its agent can answer and act at this moment. */
  boolean lively() {
    return agent && up() && world.now() >= frozenUntil;
  }

  boolean stopping() {
    return stopping;
  }

  boolean serves() {
    return service;
  }

  boolean hasAddress() {
    return power && addressUntil != NOWHERE && clocks.monotonic() <= addressUntil;
  }

  /** Whether nothing but a removal ends it. */
  boolean addressIsForEver() {
    return addressUntil == FOREVER;
  }

  /** Whether others on the network would hear its kernel answer for the address. */
  boolean answersForAddress() {
    return hasAddress() && up();
  }

  boolean changesFail() {
    return changesFail;
  }

  /** Whether what must be written before anything is done is on its way to a slow disk. */
  boolean waitsForItsDisk() {
    return world.now() < slowWriteUntil;
  }

  /** Whether something is wrong with one way of looking. */
  boolean ails(Guard guard) {
    return ailments.containsKey(guard);
  }

  /** Whether what tells of the databases and of quorum says that both are here. */
  boolean isLiedTo() {
    return ailments.get(Guard.DATABASES) == Ailment.LIES
        || ailments.get(Guard.QUORUM) == Ailment.LIES;
  }

  Brain brain() {
    return brain.orElseThrow();
  }

  /** Whether nothing is wrong with it but what it remembers. */
  boolean sound() {
    return ailments.isEmpty()
        && lively()
        && service
        && !changesFail
        && changesTake == 0
        && disk.fault() == SimulatedDisk.Fault.NONE;
  }

  // ---- Power, process and clocks

  void start() {
    if (!power || agent) {
      return;
    }
    life++;
    programs++;
    agent = true;
    stopping = false;
    frozenUntil = 0;
    backlog = new ArrayList<>();
    diskFree = world.now();
    addressFree = world.now();
    pinged = Optional.empty();
    FileJournal opened = disk.open(() -> now().wall(), "boot-" + boots);
    journal = Optional.of(opened);
    List<JournalLine> lines = opened.lines();
    world.trace.note(world.now(), name, "starts", () -> lines.size() + " lines in its journal");
    Recollection memory = recollect(lines);
    world.audit.started(this, lines, memory);
    brain = Optional.of(world.parts.brain(this, memory));
    tick();
    ping();
  }

  private static Recollection recollect(List<JournalLine> lines) {
    Recollection memory = Recollection.EMPTY;
    for (JournalLine line : lines) {
      Optional<Entry> entry = EntryText.parse(line.word(), line.values());
      if (entry.isPresent()) {
        memory = memory.after(line.time(), entry.get());
      }
    }
    return memory;
  }

  /** kill -9. */
  void kill() {
    if (agent) {
      world.trace.note(world.now(), name, "dies", () -> "");
    }
    life++;
    agent = false;
    announcement++;
    brain = Optional.empty();
    backlog = new ArrayList<>();
  }

  void powerOff() {
    kill();
    programs++;
    power = false;
    service = true;
    asleepUntil = 0;
    addressUntil = NOWHERE;
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

  /** SIGTERM. */
  void stop() {
    if (lively() && !stopping) {
      world.trace.note(world.now(), name, "is told to stop", () -> "");
      stopping = true;
      feed(new Input.Stopping());
      later(4 * SECOND, this::kill);
    }
  }

  /** SIGSTOP: the process stands still, and its clocks run on. */
  void freeze(long time) {
    halt(time, () -> frozenUntil = Math.max(frozenUntil, world.now() + time));
  }

  /** The machine sleeps, and one of its clocks knows. */
  void suspend(long time) {
    halt(
        time,
        () -> {
          asleepUntil = Math.max(asleepUntil, world.now() + time);
          clocks.suspended(time);
          world.audit.slept(this, time);
        });
  }

  /** The machine stands still, and none of its clocks knows. */
  void stun(long time) {
    halt(
        time,
        () -> {
          asleepUntil = Math.max(asleepUntil, world.now() + time);
          clocks.stunned(time);
          world.audit.slept(this, time);
        });
  }

  private void halt(long time, Runnable how) {
    if (!power || halted()) {
      return;
    }
    how.run();
    world.audit.halted(this, time);
    world.agenda.in(time, this::wake);
  }

  private boolean halted() {
    return world.now() < frozenUntil || world.now() < asleepUntil;
  }

  private void wake() {
    if (halted()) {
      return;
    }
    List<Runnable> waited = backlog;
    backlog = new ArrayList<>();
    waited.forEach(Runnable::run);
  }

  /**
   * Something that the agent's process does after a time, if it lives then and stands not still.
   */
  private void later(long time, Runnable what) {
    int mine = life;
    world.agenda.in(
        time,
        () -> {
          if (mine == life) {
            process(mine, what);
          }
        });
  }

  private void process(int mine, Runnable what) {
    if (halted()) {
      backlog.add(
          () -> {
            if (mine == life) {
              process(mine, what);
            }
          });
    } else {
      what.run();
    }
  }

  // ---- Faults

  void ail(Guard guard, Ailment how) {
    if (how == Ailment.NONE) {
      ailments.remove(guard);
    } else {
      ailments.put(guard, how);
    }
  }

  void serviceRuns(boolean runs) {
    service = runs;
  }

  void changesFail(boolean fail) {
    changesFail = fail;
  }

  /** How much longer a change of the address takes than it should. */
  void changesTake(long time) {
    changesTake = time;
  }

  void diskTakes(long time) {
    diskTakes = time;
  }

  void setTrap(Trap set) {
    trap = Optional.of(set);
  }

  void noTrap() {
    trap = Optional.empty();
  }

  /** Somebody put the address there, or took it away. */
  void addressPlanted(boolean there, boolean forEver) {
    addressUntil =
        there
            ? (forEver ? FOREVER : clocks.monotonic() + timing().lease().toMillis() * 1000)
            : NOWHERE;
  }

  /** As good as new, but for its journal and what it has in mind. */
  void heal() {
    ailments.clear();
    service = true;
    changesFail = false;
    changesTake = 0;
    diskTakes = 0;
    disk.fails(SimulatedDisk.Fault.NONE);
    noTrap();
  }

  /** Whether a crash is due at a step; the rest of the step must not happen if so. */
  private boolean dies(String step, Trap.Cut cut) {
    if (trap.isEmpty() || !trap.get().reaches(step, cut)) {
      return false;
    }
    crash(step, cut);
    return true;
  }

  private void crash(String step, Trap.Cut cut) {
    Trap sprung = trap.orElseThrow();
    trap = Optional.empty();
    world.coverage.count("crash " + cut.text() + " " + step);
    world.trace.note(world.now(), name, "crashes", () -> cut.text() + " " + step);
    world.audit.disturbed(this);
    if (sprung.power()) {
      powerOff();
    } else {
      kill();
    }
    world.agenda.in(sprung.back(), () -> world.returns(this));
  }

  // ---- The agent's process

  private void tick() {
    feed(new Input.Tick());
    later(timing().tick().toNanos() / 1000, this::tick);
  }

  /** A ping that was answered is told at once, one that was missed an interval later. */
  private void ping() {
    Moment before = pinged.orElse(now());
    ping(Guard.PEER_PING, 0, world.pings(this), before);
    if (agent) {
      ping(Guard.GATEWAY_PING, 1, world.reachesGateway(this), before);
    }
    pinged = Optional.of(now());
    later(timing().pingInterval().toNanos() / 1000, this::ping);
  }

  private void ping(Guard guard, int number, boolean answers, Moment before) {
    if (ails(guard)) {
      saw(guard, new Sighting.Unknown(now(), now(), "ping does not run"));
      return;
    }
    if (answers) {
      saw(guard, new Sighting.Seen(now(), now(), World.ANSWERED));
    } else if (pingMissed[number]) {
      saw(guard, new Sighting.Silent(before, now(), World.MISSED));
    }
    pingMissed[number] = !answers;
  }

  void hear(Event event) {
    if (runs()) {
      process(life, () -> feed(new Input.Heard(world.ticket(this, event.toString()), event)));
    }
  }

  void polled(Event.Level level) {
    if (runs()) {
      process(life, () -> feed(new Input.Polled("monitor", level)));
    }
  }

  void order(Order order) {
    if (runs()) {
      process(life, () -> feed(new Input.Ordered(world.ticket(this, order.toString()), order)));
    }
  }

  /** The other agent asks something; its answer is told to the ticket. */
  void asked(Ticket ticket, Question question) {
    if (runs()) {
      process(life, () -> feed(new Input.PeerAsked(ticket, question)));
    }
  }

  /** The other agent answered, or it took too long; whoever asked in another life hears nothing. */
  void answered(int asker, Question question, Answer answer) {
    if (asker == life) {
      process(
          life,
          () -> {
            world.audit.peerAnswered(this, question, answer);
            feed(new Input.PeerAnswered(question, answer));
          });
    }
  }

  /** Which of its agents this is, counted. */
  int life() {
    return life;
  }

  /** Its settings are other ones from now on; a running agent reads them again. */
  void reload(Setup changed) {
    setup = changed;
    if (runs()) {
      process(
          life,
          () ->
              feed(
                  new Input.Reloaded(
                      world.ticket(this, "reload"), setup, Set.of(), "lease, dag_max_age")));
    }
  }

  private void feed(Input input) {
    if (brain.isEmpty()) {
      return;
    }
    int mine = life;
    world.trace.pass(world.now(), index);
    List<Effect> effects;
    try {
      effects = brain.get().on(now(), input);
    } catch (RuntimeException e) {
      world.audit.broke(this, e);
      return;
    }
    for (int i = 0; i < effects.size() && mine == life; i++) {
      carryOut(effects.get(i));
    }
  }

  private void carryOut(Effect effect) {
    if (effect instanceof Effect.LookAt look) {
      world.trace.pass(world.now(), look.guard().word().hashCode());
      look(look.guard());
    } else if (effect instanceof Effect.Inspect) {
      inOrder(world.about(3 * MILLI), () -> feed(new Input.Found(presence())));
    } else if (effect instanceof Effect.Write write) {
      write(write.entry());
    } else if (effect instanceof Effect.Apply change) {
      apply(change);
    } else if (effect instanceof Effect.Announce) {
      if (!dies("announce", Trap.Cut.BEFORE)) {
        world.audit.announces(this);
        announce(++announcement);
        dies("announce", Trap.Cut.AFTER);
      }
    } else if (effect instanceof Effect.WakeAt wake) {
      later(wake.at().since(now()).toNanos() / 1000, () -> feed(new Input.Tick()));
    } else if (effect instanceof Effect.Post post) {
      post(post.news());
    } else if (effect instanceof Effect.AskPeer ask) {
      world.audit.asksPeer(this, ask.question());
      world.agents.ask(this, ask);
    } else if (effect instanceof Effect.Tell tell) {
      world.audit.told(this, tell.ticket(), tell.reply());
      world.agents.answers(this, tell.ticket(), tell.reply());
    } else if (effect instanceof Effect.Rest) {
      world.trace.note(world.now(), name, "has ended", () -> "");
      world.coverage.count("stop");
      kill();
    }
  }

  // ---- The disk

  private void write(Entry entry) {
    world.audit.writes(this, entry);
    String step = EntryText.word(entry);
    if (dies(step, Trap.Cut.BEFORE)) {
      return;
    }
    long begin = Math.max(world.now(), diskFree);
    diskFree = begin + 500 + world.about(3 * MILLI) + diskTakes;
    slowWriteUntil = diskTakes > 0 ? diskFree : slowWriteUntil;
    later(diskFree - world.now(), () -> written(entry, step));
  }

  private void written(Entry entry, String step) {
    if (trap.isPresent() && trap.get().reaches(step, Trap.Cut.TORN)) {
      disk.fails(SimulatedDisk.Fault.TORN);
    }
    try {
      journal.orElseThrow().append(step, EntryText.values(entry));
    } catch (SimulatedDisk.Torn e) {
      crash(step, Trap.Cut.TORN);
      return;
    } catch (JournalFailure e) {
      world.trace.note(world.now(), name, "cannot write", () -> text(entry));
      world.coverage.count("write failed");
      world.audit.notWritten(this);
      feed(new Input.NotWritten(entry, disk.fault().toString()));
      return;
    }
    world.trace.note(world.now(), name, "writes", () -> text(entry));
    if (!dies(step, Trap.Cut.AFTER)) {
      world.audit.written(this, entry);
      feed(new Input.Written(entry));
    }
  }

  private static String text(Entry entry) {
    return EntryText.word(entry) + " " + EntryText.values(entry);
  }

  // ---- The address

  /** One thing after the other; what waits in line is begun by the process. */
  private void inOrder(long takes, Runnable ends) {
    long wait = Math.max(0, addressFree - world.now());
    addressFree = world.now() + wait + takes;
    later(wait + takes, ends);
  }

  private Presence presence() {
    if (changesFail && world.chance.nextInt(2) == 0) {
      return new Presence.Unknown("ip: no such file");
    }
    if (!hasAddress()) {
      return new Presence.Absent();
    }
    // The kernel tells whole seconds.
    return new Presence.Present(
        "eth0",
        addressUntil == FOREVER
            ? Optional.empty()
            : Optional.of(Duration.ofSeconds((addressUntil - clocks.monotonic()) / SECOND)));
  }

  private void apply(Effect.Apply change) {
    String step =
        change instanceof Effect.Add ? "add" : change instanceof Effect.Renew ? "renew" : "delete";
    world.audit.wants(this, change);
    if (dies(step, Trap.Cut.BEFORE)) {
      return;
    }
    long takes = MILLI + world.about(4 * MILLI);
    if (addressFree <= world.now()) {
      begin(change, step, takes);
    } else {
      inOrder(0, () -> begin(change, step, takes));
    }
  }

  /** Whoever begins looks at the clock and at the interface; the program that changes runs then. */
  private void begin(Effect.Apply change, String step, long takes) {
    Optional<Moment> latest =
        change instanceof Effect.Add add
            ? Optional.of(add.notAfter())
            : change instanceof Effect.Renew renew
                ? Optional.of(renew.notAfter())
                : Optional.empty();
    boolean late =
        latest.filter(at -> now().since(at).compareTo(Duration.ZERO) > 0).isPresent()
            && world.parts.mindsTheTime();
    boolean there = hasAddress();
    boolean refused =
        (change instanceof Effect.Add && there)
            || (change instanceof Effect.Renew && !there && world.parts.mindsTheTime());
    if (change instanceof Effect.Delete) {
      announcement++;
    }
    long whole = takes + changesTake;
    long deadline = setup.oneAdd().toMillis() * MILLI;
    boolean ended = change instanceof Effect.Add && whole > deadline;
    long ends = ended ? deadline : whole;
    addressFree = Math.max(world.now(), addressFree) + ends;
    int mine = life;
    int run = programs;
    world.agenda.in(
        ends,
        () -> {
          if (run != programs) {
            return;
          }
          if (!up()) {
            backlog.add(() -> end(mine, change, step, late, refused || ended));
          } else {
            end(mine, change, step, late, refused || ended);
          }
        });
  }

  /**
   * The program that changes is one of its own: it runs on while the agent stands still, and when
   * it is killed. Before the next agent starts it is ended.
   */
  private void end(int asker, Effect.Apply change, String step, boolean late, boolean refused) {
    boolean gone = change instanceof Effect.Delete && presence() instanceof Presence.Absent;
    if (late || refused || (changesFail && !gone)) {
      world.trace.note(world.now(), name, step + " fails", () -> late ? "too late" : "");
      world.coverage.count(late ? step + " too late" : step + " failed");
      done(asker, change, new Input.Result.Failed(late ? "too late" : "exit code 2"));
      return;
    }
    change(asker, change, step);
  }

  private void done(int asker, Effect.Apply change, Input.Result result) {
    if (asker == life) {
      process(
          asker,
          () -> {
            world.audit.done(this, change, result);
            feed(new Input.Done(change, result));
          });
    }
  }

  private void change(int asker, Effect.Apply change, String step) {
    if (change instanceof Effect.Delete) {
      addressUntil = NOWHERE;
    } else {
      Duration lifetime =
          change instanceof Effect.Add add ? add.lifetime() : ((Effect.Renew) change).lifetime();
      long late = 50 * MILLI + world.chance.nextInt(285) * MILLI;
      addressUntil = clocks.monotonic() + Math.max(1, lifetime.toSeconds()) * SECOND + late;
    }
    if (change instanceof Effect.Renew) {
      world.trace.pass(world.now(), 200);
    } else {
      world.trace.note(world.now(), name, step + "s the address", () -> "");
    }
    world.audit.changed(this, change);
    if (asker != life) {
      world.coverage.count(step + " after the agent's end");
    } else if (!dies(step, Trap.Cut.AFTER)) {
      done(asker, change, new Input.Result.Verified());
    }
  }

  private void announce(int mine) {
    later(
        0,
        () -> {
          boolean tells = mine == announcement && hasAddress() && up();
          if (tells && world.wire.open(place, Place.CLIENT)) {
            world.wire.clientLearns(index);
          }
        });
  }

  // ---- Letters

  private void post(News news) {
    world.audit.posts(this, news);
    if (dies("post", Trap.Cut.BEFORE)) {
      return;
    }
    later(
        MILLI + world.about(5 * MILLI) + diskTakes,
        () -> {
          if (disk.fault() != SimulatedDisk.Fault.NONE) {
            feed(new Input.NotPosted(news, disk.fault().toString()));
            return;
          }
          outbox.put(news);
          if (!dies("post", Trap.Cut.AFTER)) {
            feed(new Input.Posted(news.letter()));
          }
        });
  }

  // ---- Looking

  private void saw(Guard guard, Sighting sighting) {
    if (brain.isPresent()) {
      world.audit.saw(this, guard, sighting);
      feed(new Input.Saw(guard, sighting));
    }
  }

  private void look(Guard guard) {
    Moment begun = now();
    boolean exchange = guard == Guard.DATABASES || guard == Guard.QUORUM;
    long longer = 0;
    Ailment ailment = ailments.getOrDefault(guard, Ailment.NONE);
    switch (ailment) {
      case UNKNOWN -> {
        later(
            world.about(20 * MILLI),
            () -> saw(guard, new Sighting.Unknown(begun, now(), "it cannot be asked")));
        return;
      }
      case HANGS -> {
        later(
            exchange ? 8 * SECOND : 2 * SECOND,
            () -> saw(guard, new Sighting.Unknown(begun, now(), "no answer in time")));
        return;
      }
      case SLOW -> longer = world.about((exchange ? 1500 : 500) * MILLI);
      case LIES, NONE -> {}
    }
    long way =
        longer
            + switch (guard) {
              case WIRE -> 90 * MILLI;
              case DATABASES -> world.about(40 * MILLI);
              default -> world.about(6 * MILLI);
            };
    long back = guard == Guard.WIRE ? 90 * MILLI : way - longer;
    world.agenda.in(
        way,
        () -> {
          Sight answer =
              ailment == Ailment.LIES ? world.lie(this, guard) : world.answer(this, guard);
          Sight sight = up() ? answer : Sight.SILENT;
          boolean quick = sight.kind() != Sight.Kind.SILENT || guard == Guard.WIRE || exchange;
          laterUnlessDead(begun, guard, sight, quick ? back : 300 * MILLI);
        });
  }

  private void laterUnlessDead(Moment begun, Guard guard, Sight sight, long time) {
    int mine = life;
    world.agenda.in(
        time,
        () -> {
          if (mine == life) {
            process(mine, () -> saw(guard, sight.at(begun, now())));
          }
        });
  }
}
