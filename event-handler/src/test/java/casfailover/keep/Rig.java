package casfailover.keep;

import casfailover.decide.Event;
import casfailover.decide.Event.Level;
import casfailover.decide.Event.State;
import casfailover.decide.Event.StateType;
import casfailover.decide.Event.Subject;
import casfailover.handover.Answer;
import casfailover.handover.Question;
import casfailover.journal.Entry;
import casfailover.journal.Recollection;
import casfailover.order.Order;
import casfailover.pair.Cidr;
import casfailover.pair.Epoch;
import casfailover.pair.Ipv4;
import casfailover.pair.MacAddress;
import casfailover.pair.Node;
import casfailover.pair.Pair;
import casfailover.pair.Timing;
import casfailover.sight.Guard;
import casfailover.sight.Moment;
import casfailover.sight.PeerReport;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** One keeper, of exch-b, in a world that is turned by hand: no clock runs but this one. */
final class Rig {

  static final MacAddress STRANGER = new MacAddress("00:15:5d:01:02:03");
  static final Pair PAIR =
      new Pair(
          new Node("exch-b", Ipv4.parse("192.0.2.12")),
          new Node("exch-a", Ipv4.parse("192.0.2.11")),
          "exch-a",
          List.of(Cidr.parse("192.0.2.100/24")),
          Ipv4.parse("192.0.2.1"));
  static final Duration TAKE_WAIT = Timing.DEFAULT.takeWait();

  final Time time = new Time();
  final OtherServer peer = new OtherServer();
  final Databases databases = new Databases();
  final World world = new World(time, peer, databases, this::ownReport);
  final OwnAddress address = new OwnAddress(this::now);
  final JournalOnDisk journal = new JournalOnDisk();
  boolean outboxWorks = true;

  // What the keeper wanted.
  final List<Effect> effects = new ArrayList<>();
  final Map<Ticket, Reply> replies = new HashMap<>();
  final List<News> news = new ArrayList<>();
  final List<Moment> announcedAt = new ArrayList<>();
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
  private Keeper keeper;
  private long tickets;

  private Rig(List<Entry> remembered) {
    journal.entries.addAll(remembered);
    keeper = new Keeper(setup, recollection(), now());
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

  private void begin() {
    time.every(keeper.tick(), () -> feed(new Input.Tick()));
    time.every(setup.timing().pingInterval(), this::ping);
  }

  private void ping() {
    feed(new Input.Saw(Guard.PEER_PING, world.peerPing()));
    feed(new Input.Saw(Guard.GATEWAY_PING, world.gatewayPing()));
  }

  // ---- Time

  Moment now() {
    return time.now;
  }

  /** Lets time pass. */
  Rig pass(Duration much) {
    time.pass(much);
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
  Rig freeze(Duration much) {
    time.standStill(much);
    return this;
  }

  /** Somebody sets the wall clock. */
  Rig setClock(Duration by) {
    time.setClocks(at -> new Moment(at.monotonic(), at.boot(), at.wall().plus(by)));
    return this;
  }

  /** The machine slept: only the clock that counts from its start ran on. */
  Rig sleep(Duration much) {
    time.setClocks(at -> new Moment(at.monotonic(), at.boot().plus(much), at.wall().plus(much)));
    return this;
  }

  /** The machine is started anew: the clock that counts from its start is far behind. */
  Rig reboot() {
    time.setClocks(at -> new Moment(at.monotonic(), at.boot().minusSeconds(900), at.wall()));
    return this;
  }

  // ---- The process

  /** It dies, and what it had under way is never answered. */
  Rig kill() {
    time.endLife();
    return this;
  }

  /** A new one reads the journal and goes on. */
  Rig restart() {
    time.endLife();
    keeper = new Keeper(setup, recollection(), now());
    begin();
    return this;
  }

  Recollection recollection() {
    return journal.recollection(now());
  }

  void feed(Input input) {
    for (Effect effect : keeper.on(now(), input)) {
      effects.add(effect);
      carryOut(effect);
    }
  }

  private void carryOut(Effect effect) {
    if (effect instanceof Effect.LookAt look) {
      look(look.guard());
    } else if (effect instanceof Effect.Inspect) {
      time.in(Duration.ofMillis(1), () -> told(new Input.Found(address.presence())));
    } else if (effect instanceof Effect.Write write) {
      write(write.entry());
    } else if (effect instanceof Effect.Apply change) {
      time.in(Duration.ofMillis(5), () -> told(new Input.Done(change, address.apply(change))));
    } else if (effect instanceof Effect.Announce) {
      announcedAt.add(now());
    } else if (effect instanceof Effect.AskPeer ask) {
      ask(ask);
    } else if (effect instanceof Effect.WakeAt wake) {
      time.in(wake.at().since(now()), () -> feed(new Input.Tick()));
    } else if (effect instanceof Effect.Post post) {
      post(post.news());
    } else if (effect instanceof Effect.Tell tell) {
      if (replies.put(tell.ticket(), tell.reply()) != null) {
        throw new AssertionError("answered twice: " + tell);
      }
    } else if (effect instanceof Effect.Rest) {
      resting = true;
    }
  }

  private void look(Guard guard) {
    Moment begun = now();
    Duration takes = Duration.ofMillis(guard == Guard.WIRE ? 180 : 20);
    time.in(takes, () -> feed(new Input.Saw(guard, world.look(guard, begun))));
  }

  /** What became of the address may be told later than it is. */
  private void told(Input answer) {
    if (address.answersLate.isZero()) {
      feed(answer);
    } else {
      time.in(address.answersLate, () -> feed(answer));
      feed(new Input.Tick());
    }
  }

  private void write(Entry entry) {
    boolean written = journal.write(entry);
    time.in(
        journal.diskTakes,
        () -> {
          if (written) {
            journal.confirmed.add(entry);
          }
          feed(written ? new Input.Written(entry) : new Input.NotWritten(entry, "disk full"));
        });
  }

  private void ask(Effect.AskPeer ask) {
    Optional<Answer> answer = peer.ask(ask.question());
    time.in(
        answer.isPresent() ? peer.takes : ask.patience(),
        () ->
            feed(
                new Input.PeerAnswered(
                    ask.question(), answer.orElse(new Answer.Unclear("no answer")))));
  }

  private void post(News letter) {
    news.add(letter);
    Input kept =
        outboxWorks ? new Input.Posted(letter.letter()) : new Input.NotPosted(letter, "disk full");
    time.in(Duration.ofMillis(2), () -> feed(kept));
  }

  // ---- What happens

  /** exch-a dies at once: power, network, agent, service, address. */
  Rig peerDies() {
    peer.die();
    world.wire = Set.of();
    return this;
  }

  /** exch-a is well again, and has no address. */
  Rig peerReturns() {
    peer.comeBack();
    return this;
  }

  /** The databases are mounted here. */
  Rig databasesMove() {
    databases.mountedOn = "exch-b";
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

  // ---- What came of it

  /** Whether the address is on this machine. */
  boolean here() {
    return address.isHere();
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

  boolean answered(Ticket ticket) {
    return replies.containsKey(ticket);
  }

  View view() {
    return keeper.view(now());
  }

  PeerReport ownReport() {
    return keeper.report(now());
  }

  List<News.Kind> letters() {
    return news.stream().map(News::kind).toList();
  }
}
