package casfailover.keep;

import casfailover.decide.Event;
import casfailover.decide.Event.Level;
import casfailover.decide.Event.State;
import casfailover.decide.Event.StateType;
import casfailover.decide.Event.Subject;
import casfailover.handover.Answer;
import casfailover.handover.Question;
import casfailover.journal.Entry;
import casfailover.journal.EntryText;
import casfailover.journal.Recollection;
import casfailover.order.Order;
import casfailover.pair.Cidr;
import casfailover.pair.Epoch;
import casfailover.pair.Ipv4;
import casfailover.pair.MacAddress;
import casfailover.pair.Node;
import casfailover.pair.Pair;
import casfailover.pair.Timing;
import casfailover.sight.Acknowledged;
import casfailover.sight.BackSoon;
import casfailover.sight.BackSoon.Announcement;
import casfailover.sight.DagReading;
import casfailover.sight.DagReading.Copy;
import casfailover.sight.Guard;
import casfailover.sight.Kept;
import casfailover.sight.Moment;
import casfailover.sight.Neighbours;
import casfailover.sight.Note;
import casfailover.sight.PeerReport;
import casfailover.sight.PeerReport.Stance;
import casfailover.sight.Replies;
import casfailover.sight.Sighting;
import casfailover.takeover.Presence;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** One keeper, of exch-b, in a world that is turned by hand: no clock runs but this one. */
final class Rig {

  static final MacAddress MAC_A = new MacAddress("02:42:0a:2a:00:0b");
  static final MacAddress STRANGER = new MacAddress("00:15:5d:01:02:03");
  static final Pair PAIR =
      new Pair(
          new Node("exch-b", Ipv4.parse("192.0.2.12")),
          new Node("exch-a", Ipv4.parse("192.0.2.11")),
          "exch-a",
          List.of(Cidr.parse("192.0.2.100/24")),
          Ipv4.parse("192.0.2.1"));
  static final Duration TAKE_WAIT = Timing.DEFAULT.takeWait();

  // The world, as exch-b could see it.
  boolean peerPings = true;
  boolean peerServes = true;
  boolean peerAgent = true;
  boolean peerHolds = true;
  boolean peerBegun;
  boolean peerUnsure;
  boolean peerHasGateway = true;
  boolean peerPaused;
  Epoch peerEpoch = new Epoch(1, "exch-a");
  Optional<Epoch> peerKnown = Optional.empty();
  String peerSettings = "3f9c21";
  Optional<Announcement> peerBackSoon = Optional.empty();

  Optional<Kept> peerKept = Optional.empty();
  Optional<Acknowledged> peerAcknowledged = Optional.empty();

  /** Whether it reads in our report what a person said. */
  boolean peerListens = true;

  /** Whether it says that it waits for our restart. */
  boolean peerWaits = true;

  boolean gatewayAnswers = true;
  boolean serves = true;
  Set<MacAddress> wire = Set.of(MAC_A);
  String databasesOn = "exch-a";
  boolean databasesReadable = true;
  boolean quorum = true;
  boolean pingWorks = true;
  boolean wireWorks = true;
  boolean reachable = true;

  /** What exch-a answers; empty if no answer comes. */
  Function<Question, Optional<Answer>> peerAnswers = question -> Optional.empty();

  Duration peerTakes = Duration.ofMillis(10);
  final List<Question> asked = new ArrayList<>();
  String copiesHere = "Healthy";
  boolean activationSuspendedHere;

  // The machine.
  boolean diskWorks = true;
  Duration diskTakes = Duration.ofMillis(1);
  Predicate<Entry> writable = entry -> true;
  boolean inspectable = true;

  /** How long it takes until the keeper hears of what became of the address. */
  Duration answersLate = Duration.ZERO;

  boolean addFails;
  boolean renewals = true;
  boolean removals = true;
  boolean outboxWorks = true;
  Optional<Moment> expiry = Optional.empty();
  boolean persistent;
  final List<Entry> journal = new ArrayList<>();

  /** The entries that the keeper knows to be in the journal. */
  final List<Entry> confirmed = new ArrayList<>();

  final Map<Ticket, Reply> replies = new HashMap<>();
  final List<News> news = new ArrayList<>();
  final List<Effect> effects = new ArrayList<>();
  int announcements;
  final List<Moment> announcedAt = new ArrayList<>();
  int adds;
  boolean resting;

  Setup setup =
      new Setup(
          PAIR,
          Timing.DEFAULT,
          List.of(),
          true,
          true,
          true,
          Optional.of(new MacAddress("02:42:0a:2a:00:0c")),
          "3f9c21",
          "1.0.0",
          ZoneOffset.UTC);
  Moment now =
      new Moment(
          Duration.ofSeconds(1000),
          Duration.ofSeconds(1000),
          Instant.parse("2026-11-22T03:12:00Z"));
  private Keeper keeper;
  private long tickets;
  private int life;

  private record Due(Moment at, long order, int life, Supplier<List<Input>> input) {}

  private long order;
  private final PriorityQueue<Due> queue =
      new PriorityQueue<>(
          Comparator.comparing((Due d) -> d.at().monotonic()).thenComparing(Due::order));

  private Rig(List<Entry> remembered) {
    journal.addAll(remembered);
    keeper = new Keeper(setup, recollection(), now);
    begin();
  }

  /** A pair that has run for a while: exch-a has the address, and nothing is wrong. */
  static Rig armed() {
    Rig rig = new Rig(armedJournal());
    rig.pass(TAKE_WAIT.plusSeconds(20));
    return rig;
  }

  /** exch-b took the address from exch-a, which is dead. */
  static Rig holder() {
    Rig rig = armed();
    rig.peerDies().databasesMove().passSeconds(3);
    rig.hard();
    rig.pass(TAKE_WAIT.plusSeconds(1));
    if (!rig.here()) {
      throw new AssertionError("exch-b did not take the address");
    }
    return rig;
  }

  /** exch-b has had the address for long, nobody wants anything, and exch-a is back. */
  static Rig quietHolder() {
    Rig rig = holder();
    rig.peerReturns().passSeconds(130);
    if (rig.view().intent().armed()) {
      throw new AssertionError("somebody still wants the address");
    }
    return rig;
  }

  static List<Entry> armedJournal() {
    return List.of(
        new Entry.Installed(),
        new Entry.Resumed("jane", ""),
        new Entry.Learned(new Epoch(1, "exch-a")));
  }

  static Rig with(List<Entry> remembered) {
    return new Rig(remembered);
  }

  /**
   * The usual times but for these; those that are held against take_wait are as long as it needs.
   */
  static Timing times(int lease, int dagMaxAge, Duration remindEvery) {
    Timing usual = Timing.DEFAULT;
    return new Timing(
        usual.limit(),
        usual.pingInterval(),
        usual.pingDeadline(),
        usual.tick(),
        Duration.ofSeconds(lease),
        Duration.ofSeconds(dagMaxAge),
        usual.evidenceMaxAge(),
        usual.grant(),
        usual.standDown(),
        Duration.ofSeconds(60),
        Duration.ofSeconds(200),
        usual.dagPatience(),
        remindEvery);
  }

  /** The usual times, but that evidence may be older. */
  static Timing withEvidence(Duration evidenceMaxAge) {
    Timing usual = Timing.DEFAULT;
    return new Timing(
        usual.limit(),
        usual.pingInterval(),
        usual.pingDeadline(),
        usual.tick(),
        usual.lease(),
        usual.dagMaxAge(),
        evidenceMaxAge,
        usual.grant(),
        usual.standDown(),
        usual.peerUpHold(),
        usual.coolDown(),
        usual.dagPatience(),
        usual.remindEvery());
  }

  private void begin() {
    in(Duration.ZERO, () -> List.of());
    repeat(keeper.tick(), () -> List.of(new Input.Tick()));
    repeat(
        setup.timing().pingInterval(),
        () ->
            List.of(
                new Input.Saw(
                    Guard.PEER_PING,
                    pingWorks ? ping(peerPings) : new Sighting.Unknown(now, now, "no ping")),
                new Input.Saw(Guard.GATEWAY_PING, ping(gatewayAnswers))));
  }

  private Sighting ping(boolean answered) {
    Replies replies = new Replies(10, answered ? 10 : 0, Optional.empty());
    return answered ? new Sighting.Seen(now, now, replies) : new Sighting.Silent(now, now, replies);
  }

  private void repeat(Duration every, Supplier<List<Input>> input) {
    int mine = life;
    in(
        every,
        () -> {
          if (mine == life) {
            repeat(every, input);
          }
          return input.get();
        });
  }

  private void in(Duration time, Supplier<List<Input>> input) {
    queue.add(new Due(now.plus(time), order++, life, input));
  }

  /** Something happens after a time. */
  void later(Duration time, Runnable what) {
    in(
        time,
        () -> {
          what.run();
          return List.of();
        });
  }

  /** Lets time pass. */
  Rig pass(Duration time) {
    Moment end = now.plus(time);
    while (!queue.isEmpty() && queue.peek().at().monotonic().compareTo(end.monotonic()) <= 0) {
      Due due = queue.poll();
      now = due.at().monotonic().compareTo(now.monotonic()) > 0 ? due.at() : now;
      if (due.life() == life) {
        due.input().get().forEach(this::feed);
      }
    }
    now = end;
    return this;
  }

  Rig passSeconds(double seconds) {
    return pass(Duration.ofMillis((long) (seconds * 1000)));
  }

  /** Lets time pass until something happens, for a minute at the most. */
  Rig passUntil(BooleanSupplier happens) {
    for (int i = 0; i < 60_000; i++) {
      if (happens.getAsBoolean()) {
        return this;
      }
      pass(Duration.ofMillis(1));
    }
    throw new AssertionError("did not happen within a minute");
  }

  /** Nothing runs for a time: the machine was suspended, or the process stopped. */
  Rig freeze(Duration time) {
    now = now.plus(time);
    List<Due> later = new ArrayList<>(queue);
    queue.clear();
    for (Due due : later) {
      queue.add(new Due(due.at().plus(time), due.order(), due.life(), due.input()));
    }
    return this;
  }

  /** Somebody sets the wall clock. */
  Rig setClock(Duration by) {
    return clocks(moment -> new Moment(moment.monotonic(), moment.boot(), moment.wall().plus(by)));
  }

  /** The machine slept: only the clock that counts from its start ran on. */
  Rig sleep(Duration time) {
    return clocks(
        moment ->
            new Moment(moment.monotonic(), moment.boot().plus(time), moment.wall().plus(time)));
  }

  /** The machine is started anew: the clock that counts from its start is far behind. */
  Rig reboot() {
    return clocks(
        moment -> new Moment(moment.monotonic(), moment.boot().minusSeconds(900), moment.wall()));
  }

  private Rig clocks(UnaryOperator<Moment> change) {
    now = change.apply(now);
    List<Due> later = new ArrayList<>(queue);
    queue.clear();
    for (Due due : later) {
      queue.add(new Due(change.apply(due.at()), due.order(), due.life(), due.input()));
    }
    return this;
  }

  /** The process dies, and what it had under way is never answered. */
  Rig kill() {
    life++;
    return this;
  }

  /** A new process reads the journal and goes on. */
  Rig restart() {
    life++;
    keeper = new Keeper(setup, recollection(), now);
    begin();
    return this;
  }

  Recollection recollection() {
    Recollection memory = Recollection.EMPTY;
    for (Entry entry : journal) {
      Entry read = EntryText.parse(EntryText.word(entry), EntryText.values(entry)).orElseThrow();
      memory = memory.after(now, read);
    }
    return memory;
  }

  void feed(Input input) {
    for (Effect effect : keeper.on(now, input)) {
      effects.add(effect);
      carryOut(effect);
    }
  }

  private void carryOut(Effect effect) {
    if (effect instanceof Effect.LookAt look) {
      Moment begun = now;
      Duration takes = Duration.ofMillis(look.guard() == Guard.WIRE ? 180 : 20);
      in(takes, () -> List.of(new Input.Saw(look.guard(), look(look.guard(), begun))));
    } else if (effect instanceof Effect.Inspect) {
      in(
          Duration.ofMillis(1),
          () ->
              List.of(
                  later(
                      new Input.Found(
                          inspectable ? presence() : new Presence.Unknown("ip: no such file")))));
    } else if (effect instanceof Effect.Write write) {
      boolean works = diskWorks && writable.test(write.entry());
      if (works) {
        journal.add(write.entry());
      }
      in(diskTakes, () -> List.of(works ? confirm(write.entry()) : notWritten(write.entry())));
    } else if (effect instanceof Effect.Apply change) {
      in(Duration.ofMillis(5), () -> List.of(later(apply(change))));
    } else if (effect instanceof Effect.Announce) {
      announcements++;
      announcedAt.add(now);
    } else if (effect instanceof Effect.AskPeer ask) {
      asked.add(ask.question());
      Optional<Answer> answer = peerAnswers.apply(ask.question());
      in(
          answer.isPresent() ? peerTakes : ask.patience(),
          () ->
              List.of(
                  new Input.PeerAnswered(
                      ask.question(), answer.orElse(new Answer.Unclear("no answer")))));
    } else if (effect instanceof Effect.WakeAt wake) {
      in(wake.at().since(now), () -> List.of(new Input.Tick()));
    } else if (effect instanceof Effect.Post post) {
      news.add(post.news());
      Input kept =
          outboxWorks
              ? new Input.Posted(post.news().letter())
              : new Input.NotPosted(post.news(), "disk full");
      in(Duration.ofMillis(2), () -> List.of(kept));
    } else if (effect instanceof Effect.Tell tell) {
      if (replies.put(tell.ticket(), tell.reply()) != null) {
        throw new AssertionError("answered twice: " + tell);
      }
    } else if (effect instanceof Effect.Rest) {
      resting = true;
    }
  }

  private Input confirm(Entry entry) {
    confirmed.add(entry);
    return new Input.Written(entry);
  }

  private static Input notWritten(Entry entry) {
    return new Input.NotWritten(entry, "disk full");
  }

  private Input later(Input answer) {
    if (answersLate.isZero()) {
      return answer;
    }
    in(answersLate, () -> List.of(answer));
    return new Input.Tick();
  }

  private Presence presence() {
    return here() ? new Presence.Present("eth0", remaining()) : new Presence.Absent();
  }

  private Input apply(Effect.Apply change) {
    Input.Result verified = new Input.Result.Verified();
    if (change instanceof Effect.Add add) {
      if (addFails || now.monotonic().compareTo(add.notAfter().monotonic()) > 0) {
        return new Input.Done(change, new Input.Result.Failed("ip addr add: exit code 2"));
      }
      adds++;
      expiry = Optional.of(now.plus(add.lifetime()));
    } else if (change instanceof Effect.Renew renew) {
      if (!renewals || now.monotonic().compareTo(renew.notAfter().monotonic()) > 0) {
        return new Input.Done(change, new Input.Result.Failed("ip addr change: exit code 2"));
      }
      persistent = false;
      expiry = Optional.of(now.plus(renew.lifetime()));
    } else if (!removals) {
      return new Input.Done(change, new Input.Result.Failed("ip addr del: exit code 2"));
    } else {
      persistent = false;
      expiry = Optional.empty();
    }
    return new Input.Done(change, verified);
  }

  /** Whether the address is on this machine. */
  boolean here() {
    return persistent || expiry.filter(e -> now.since(e).compareTo(Duration.ZERO) <= 0).isPresent();
  }

  private Optional<Duration> remaining() {
    return persistent ? Optional.empty() : expiry.map(e -> e.since(now));
  }

  private Sighting look(Guard guard, Moment begun) {
    return switch (guard) {
      case PEER_SERVICE -> answer(peerServes, begun, "443/tcp");
      case PEER_AGENT ->
          peerAgent ? new Sighting.Seen(begun, now, report()) : silent(begun, "agent");
      case GATEWAY_ARP -> answer(gatewayAnswers, begun, "ARP");
      case OWN_SERVICE -> answer(serves, begun, "443/tcp");
      case QUORUM -> answer(quorum, begun, "quorum");
      case REACH -> answer(reachable, begun, "192.0.2.1");
      case WIRE -> wireLook(begun);
      case DATABASES ->
          databasesReadable
              ? new Sighting.Seen(begun, now, reading())
              : new Sighting.Unknown(begun, now, "PowerShell does not answer");
      case PEER_PING, GATEWAY_PING -> throw new AssertionError("pings run by themselves");
    };
  }

  private Sighting wireLook(Moment begun) {
    if (!wireWorks) {
      return new Sighting.Unknown(begun, now, "arping did not start");
    }
    return wire.isEmpty()
        ? new Sighting.Silent(begun, now, Neighbours.of(wire, 3))
        : new Sighting.Seen(begun, now, Neighbours.of(wire, 3));
  }

  private Sighting answer(boolean yes, Moment begun, String what) {
    return yes ? new Sighting.Seen(begun, now, new Note(what + " accepts")) : silent(begun, what);
  }

  private Sighting silent(Moment begun, String what) {
    return new Sighting.Silent(begun, now, new Note(what + " no answer"));
  }

  private PeerReport report() {
    Stance stance =
        peerUnsure
            ? Stance.UNSURE
            : peerHolds ? Stance.HOLDS : peerBegun ? Stance.BEGUN : Stance.NOT_ME;
    return new PeerReport(
        "exch-a",
        stance,
        peerServes ? PeerReport.Answer.SEEN : PeerReport.Answer.SILENT,
        peerHasGateway ? PeerReport.Answer.SEEN : PeerReport.Answer.SILENT,
        true,
        peerPaused,
        peerEpoch,
        peerKnown.orElse(peerEpoch),
        true,
        Optional.of(MAC_A),
        Optional.empty(),
        "home",
        peerSettings,
        "1.0.0",
        new BackSoon(
            peerBackSoon,
            peerWaits ? ownReport().backSoon().told().map(Announcement::number) : Optional.empty()),
        peerKept.or(() -> peerListens ? ownReport().kept() : Optional.empty()),
        peerAcknowledged.or(() -> peerListens ? ownReport().acknowledged() : Optional.empty()),
        peerHolds ? "2026-11-21-1" : "",
        Optional.empty());
  }

  private DagReading reading() {
    return new DagReading(
        List.of(
            copy("Archive", "EXCH-A", databasesOn),
            copy("Archive", "EXCH-B", databasesOn, copiesHere, activationSuspendedHere),
            copy("Mailbox Database 1", "EXCH-A", databasesOn),
            copy("Mailbox Database 1", "EXCH-B", databasesOn)));
  }

  /** One copy of a database that is mounted on a server, which may be another. */
  static Copy copy(String database, String server, String mountedOn) {
    return copy(database, server, mountedOn, "Healthy", false);
  }

  private static Copy copy(
      String database, String server, String mountedOn, String otherwise, boolean suspended) {
    return new Copy(
        database,
        server,
        server.equalsIgnoreCase(mountedOn) ? "Mounted" : otherwise,
        Optional.of(mountedOn),
        suspended,
        OptionalLong.of(0),
        OptionalLong.of(0),
        "Healthy",
        "");
  }

  // ---- What happens

  /** exch-a dies at once: power, network, agent, service, address. */
  Rig peerDies() {
    peerPings = false;
    peerServes = false;
    peerAgent = false;
    wire = Set.of();
    return this;
  }

  /** exch-a is well again, and has no address. */
  Rig peerReturns() {
    peerPings = true;
    peerServes = true;
    peerAgent = true;
    peerHolds = false;
    return this;
  }

  /** The databases are mounted here. */
  Rig databasesMove() {
    databasesOn = "exch-b";
    return this;
  }

  Ticket hard() {
    return hear(event(State.CRITICAL, StateType.HARD, "17"));
  }

  Ticket hear(Event event) {
    Ticket ticket = new Ticket(++tickets);
    feed(new Input.Heard(ticket, event));
    return ticket;
  }

  /** exch-a asks something in a handover. */
  Ticket ask(Question question) {
    Ticket ticket = new Ticket(++tickets);
    feed(new Input.PeerAsked(ticket, question));
    return ticket;
  }

  Ticket order(Order given) {
    Ticket ticket = new Ticket(++tickets);
    feed(new Input.Ordered(ticket, given));
    return ticket;
  }

  /** The settings are read again, and have another hash. */
  Ticket reload(Timing timing, String hash, Guard... anew) {
    return reload(
        new Setup(
            setup.pair(),
            timing,
            setup.databases(),
            setup.dag(),
            setup.pingsGateway(),
            setup.arpsGateway(),
            setup.mac(),
            hash,
            setup.version(),
            setup.zone()),
        anew);
  }

  Ticket reload(Setup changed, Guard... anew) {
    setup = changed;
    Ticket ticket = new Ticket(++tickets);
    feed(new Input.Reloaded(ticket, changed, Set.of(anew), "lease, mail_to"));
    return ticket;
  }

  static Event event(State state, StateType type, String problem) {
    return event("192.0.2.10", Subject.PEER, state, type, problem, Level.NOTHING);
  }

  static Event event(
      String monitor, Subject subject, State state, StateType type, String problem, Level level) {
    return new Event(monitor, subject, state, type, "3", problem, level);
  }

  /** How often the keeper has asked to look at something. */
  long looksAt(Guard guard) {
    return effects.stream().filter(new Effect.LookAt(guard)::equals).count();
  }

  /** What a caller was told. */
  Reply reply(Ticket ticket) {
    return Optional.ofNullable(replies.get(ticket))
        .orElseThrow(() -> new AssertionError("not answered: " + ticket));
  }

  View view() {
    return keeper.view(now);
  }

  PeerReport ownReport() {
    return keeper.report(now);
  }

  boolean answered(Ticket ticket) {
    return replies.containsKey(ticket);
  }

  List<String> words() {
    return journal.stream().map(EntryText::word).toList();
  }

  long count(String word) {
    return words().stream().filter(word::equals).count();
  }

  List<News.Kind> letters() {
    return news.stream().map(News::kind).toList();
  }
}
