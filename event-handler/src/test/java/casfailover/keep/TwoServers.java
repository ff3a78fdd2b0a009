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
import casfailover.pair.Ipv4;
import casfailover.pair.MacAddress;
import casfailover.pair.Node;
import casfailover.pair.Pair;
import casfailover.pair.Timing;
import casfailover.sight.DagReading;
import casfailover.sight.Finding;
import casfailover.sight.Guard;
import casfailover.sight.Moment;
import casfailover.sight.Neighbours;
import casfailover.sight.Note;
import casfailover.sight.PeerReport;
import casfailover.sight.Replies;
import casfailover.sight.Sighting;
import casfailover.takeover.Presence;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Two keepers in one world with a gateway, a witness and a monitor, as in the checked model: links
 * are cut, servers lose their power, agents die and stand still, the databases follow the quorum.
 */
final class TwoServers {

  /** What can be cut. */
  enum Link {
    PEERS,
    A_GATEWAY,
    B_GATEWAY,
    A_MONITOR,
    B_MONITOR,
    A_WITNESS,
    B_WITNESS
  }

  private static final Timing TIMING = Timing.DEFAULT;
  private static final Duration SILENT_AFTER = Duration.ofMillis(300);

  final Random chance;
  final Set<Link> cut = EnumSet.noneOf(Link.class);
  final Server a = new Server("exch-a", 11, "exch-b", 12, Link.A_GATEWAY, Link.A_MONITOR);
  final Server b = new Server("exch-b", 12, "exch-a", 11, Link.B_GATEWAY, Link.B_MONITOR);
  final List<String> story = new ArrayList<>();
  String databasesOn = "exch-a";
  Moment now =
      new Moment(
          Duration.ofSeconds(1000),
          Duration.ofSeconds(1000),
          Instant.parse("2026-11-22T03:12:00Z"));

  /** How many in a hundred messages between the agents are lost on the way, in either direction. */
  int lossPercent;

  /** The longest time without a break in which both had the address and reached the gateway. */
  Duration longestTwo = Duration.ZERO;

  private Optional<Moment> twoSince = Optional.empty();
  private long order;
  private long tickets;

  private record Due(Moment at, long order, Server server, int life, Supplier<List<Input>> input) {}

  private final PriorityQueue<Due> queue =
      new PriorityQueue<>(
          Comparator.comparing((Due d) -> d.at().monotonic()).thenComparing(Due::order));

  TwoServers(long seed) {
    chance = new Random(seed);
    a.start();
    b.start();
    repeat(Duration.ofSeconds(3), this::poll);
    pass(Duration.ofSeconds(40));
  }

  // ---- The world

  boolean open(Link link) {
    return !cut.contains(link);
  }

  private boolean quorum(Server s) {
    boolean witness = open(s == a ? Link.A_WITNESS : Link.B_WITNESS);
    return s.power && (witness || (open(Link.PEERS) && s.other().power));
  }

  /** In a split only the side that serves the databases keeps its quorum. */
  private boolean majority(Server s) {
    return quorum(s)
        && (open(Link.PEERS) || !databasesOn.equals(s.other().name) || !quorum(s.other()));
  }

  /** A cut between the two may leave the quorum, and with it the databases, on either side. */
  void cutOrMend(Link link) {
    if (!cut.remove(link)) {
      cut.add(link);
    }
    Server other = databasesOn.equals(a.name) ? b : a;
    if (!open(Link.PEERS) && quorum(other) && chance.nextBoolean()) {
      databasesOn = other.name;
    }
  }

  private void databasesFollow() {
    Server holder = databasesOn.equals(a.name) ? a : b;
    if (!majority(holder)) {
      databasesOn = majority(holder.other()) ? holder.other().name : databasesOn;
    }
  }

  /** Somebody who can be asked whether the address is where a client reaches it. */
  boolean serves(Server s) {
    return s.here() && open(s.gateway);
  }

  private void audit() {
    databasesFollow();
    boolean two = serves(a) && serves(b);
    twoSince = two ? Optional.of(twoSince.orElse(now)) : Optional.empty();
    twoSince
        .map(now::since)
        .filter(time -> time.compareTo(longestTwo) > 0)
        .ifPresent(time -> longestTwo = time);
  }

  // ---- Time

  private void at(Duration time, Server server, Supplier<List<Input>> input) {
    queue.add(new Due(now.plus(time), order++, server, server.life, input));
  }

  private void repeat(Duration every, Runnable what) {
    queue.add(
        new Due(
            now.plus(every),
            order++,
            a,
            -1,
            () -> {
              repeat(every, what);
              what.run();
              return List.of();
            }));
  }

  void pass(Duration time) {
    Moment end = now.plus(time);
    while (!queue.isEmpty() && queue.peek().at().monotonic().compareTo(end.monotonic()) <= 0) {
      Due due = queue.poll();
      now = due.at();
      audit();
      Server s = due.server();
      boolean ofTheWorld = due.life() == -1;
      Duration frozen = s.frozenUntil.since(now);
      if (!ofTheWorld && frozen.compareTo(Duration.ZERO) > 0) {
        queue.add(new Due(now.plus(frozen), due.order(), s, due.life(), due.input()));
      } else if (ofTheWorld || due.life() == s.life) {
        due.input().get().forEach(s::feed);
      }
    }
    now = end;
    audit();
  }

  private Duration about(int millis) {
    return Duration.ofMillis(1 + chance.nextInt(2 * millis));
  }

  // ---- The monitor

  private void poll() {
    for (Server s : List.of(a, b)) {
      if (open(s.monitor) && s.runs()) {
        s.report(Subject.PEER, !s.sees());
        s.report(Subject.CAS_IP, !s.here() && !(s.sees() && s.other().here()));
      }
    }
  }

  // ---- A server

  final class Server {
    final String name;
    final Link gateway;
    final Link monitor;
    final List<Entry> journal = new ArrayList<>();
    final Set<String> outbox = new LinkedHashSet<>();
    final Set<Ticket> unanswered = new HashSet<>();
    final Map<Ticket, Reply> replies = new HashMap<>();
    private final Map<Ticket, Question> peersQuestions = new HashMap<>();
    private final Set<Question> open = new HashSet<>();
    final Map<Subject, Boolean> hard = new HashMap<>();
    private Setup setup;
    private final MacAddress mac;
    boolean power = true;
    boolean agent;
    Moment frozenUntil = new Moment(Duration.ZERO, Duration.ZERO, Instant.EPOCH);
    private Optional<Moment> expiry = Optional.empty();
    private Optional<Keeper> keeper = Optional.empty();
    private int life;
    private int problems;
    private Duration diskTakes = Duration.ZERO;

    Server(String name, int host, String peer, int peerHost, Link gateway, Link monitor) {
      this.name = name;
      this.gateway = gateway;
      this.monitor = monitor;
      this.mac = new MacAddress("02:42:0a:2a:00:" + host);
      Pair pair =
          new Pair(
              new Node(name, Ipv4.parse("192.0.2." + host)),
              new Node(peer, Ipv4.parse("192.0.2." + peerHost)),
              "exch-a",
              List.of(Cidr.parse("192.0.2.100/24")),
              Ipv4.parse("192.0.2.1"));
      this.setup =
          new Setup(
              pair,
              TIMING,
              List.of(),
              true,
              true,
              true,
              Optional.of(mac),
              "3f9c21",
              "1.0.0",
              ZoneOffset.UTC);
    }

    Server other() {
      return this == a ? b : a;
    }

    boolean runs() {
      return power && agent;
    }

    boolean sees() {
      return power && open(Link.PEERS) && other().power;
    }

    boolean here() {
      return power && expiry.filter(e -> now.since(e).compareTo(Duration.ZERO) <= 0).isPresent();
    }

    boolean healthy() {
      return runs() && open(gateway) && databasesOn.equals(name) && majority(this);
    }

    void start() {
      life++;
      agent = true;
      unanswered.clear();
      peersQuestions.clear();
      open.clear();
      diskTakes = about(40);
      Recollection memory = Recollection.EMPTY;
      for (Entry entry : journal) {
        memory = memory.after(now, entry);
      }
      keeper = Optional.of(new Keeper(setup, memory, now));
      every(TIMING.tick(), () -> List.of(new Input.Tick()));
      every(
          TIMING.pingInterval(),
          () ->
              List.of(
                  new Input.Saw(Guard.PEER_PING, ping(sees())),
                  new Input.Saw(Guard.GATEWAY_PING, ping(open(gateway)))));
    }

    /** Its settings are changed and read again. */
    void reload(Timing timing, String hash) {
      setup =
          new Setup(
              setup.pair(),
              timing,
              List.of(),
              true,
              true,
              true,
              Optional.of(mac),
              hash,
              "1.0.0",
              ZoneOffset.UTC);
      story.add(now.wall() + " " + name + " reloads " + hash);
      Ticket ticket = new Ticket(++tickets);
      unanswered.add(ticket);
      feed(new Input.Reloaded(ticket, setup, Set.of(), "lease"));
    }

    void kill() {
      life++;
      agent = false;
    }

    void powerOff() {
      kill();
      power = false;
      expiry = Optional.empty();
    }

    void powerOn() {
      power = true;
      start();
    }

    private void every(Duration time, Supplier<List<Input>> input) {
      at(
          time,
          this,
          () -> {
            every(time, input);
            return input.get();
          });
    }

    private void report(Subject subject, boolean wrong) {
      if (wrong == hard.getOrDefault(subject, false)) {
        return;
      }
      hard.put(subject, wrong);
      problems += wrong ? 1 : 0;
      Event event =
          new Event(
              "monitor",
              subject,
              wrong ? State.CRITICAL : State.OK,
              StateType.HARD,
              "3",
              name + problems,
              Level.NOTHING);
      Ticket ticket = new Ticket(++tickets);
      at(
          about(5),
          this,
          () -> {
            unanswered.add(ticket);
            return List.of(new Input.Heard(ticket, event));
          });
    }

    private void feed(Input input) {
      keeper.ifPresent(k -> k.on(now, input).forEach(this::carryOut));
    }

    private void carryOut(Effect effect) {
      if (effect instanceof Effect.LookAt look) {
        look(look.guard());
      } else if (effect instanceof Effect.Inspect) {
        at(
            about(3),
            this,
            () ->
                List.of(
                    new Input.Found(
                        here()
                            ? new Presence.Present("eth0", expiry.map(e -> e.since(now)))
                            : new Presence.Absent())));
      } else if (effect instanceof Effect.Write write) {
        journal.add(write.entry());
        story.add(now.wall() + " " + name + " " + write.entry());
        at(diskTakes, this, () -> List.of(new Input.Written(write.entry())));
      } else if (effect instanceof Effect.Apply change) {
        at(Duration.ofMillis(8), this, () -> List.of(new Input.Done(change, apply(change))));
      } else if (effect instanceof Effect.Post post) {
        if (!outbox.add(post.news().letter())) {
          story.add(now.wall() + " " + name + " has that letter already");
        }
        at(about(5), this, () -> List.of(new Input.Posted(post.news().letter())));
      } else if (effect instanceof Effect.AskPeer ask) {
        ask(ask.question(), ask.patience());
      } else if (effect instanceof Effect.Tell tell) {
        if (!unanswered.remove(tell.ticket())) {
          throw new AssertionError("answered twice: " + tell);
        }
        replies.put(tell.ticket(), tell.reply());
        Optional.ofNullable(peersQuestions.remove(tell.ticket()))
            .ifPresent(question -> sent(other(), () -> other().hears(question, tell.reply())));
      }
    }

    /** A person orders something. */
    Ticket order(Order order) {
      Ticket ticket = new Ticket(++tickets);
      unanswered.add(ticket);
      story.add(now.wall() + " " + name + " is told " + order);
      feed(new Input.Ordered(ticket, order));
      return ticket;
    }

    private void ask(Question question, Duration patience) {
      open.add(question);
      sent(
          other(),
          () -> {
            Ticket ticket = new Ticket(++tickets);
            other().unanswered.add(ticket);
            other().peersQuestions.put(ticket, question);
            return List.of(new Input.PeerAsked(ticket, question));
          });
      at(patience, this, () -> answered(question, new Answer.Unclear("no answer in time")));
    }

    private List<Input> hears(Question question, Reply reply) {
      boolean done = reply.outcome() == Reply.Outcome.DONE;
      return answered(
          question,
          !done
              ? new Answer.NotDone(reply.text())
              : question instanceof Question.Release
                  ? new Answer.Released(Duration.ofMillis(8))
                  : new Answer.Done(reply.text()));
    }

    private List<Input> answered(Question question, Answer answer) {
      return open.remove(question) ? List.of(new Input.PeerAnswered(question, answer)) : List.of();
    }

    /** A message that may be lost on its way. */
    private void sent(Server to, Supplier<List<Input>> arrives) {
      if (chance.nextInt(100) >= lossPercent && sees()) {
        at(about(5), to, () -> to.sees() && to.agent ? arrives.get() : List.of());
      }
    }

    private Input.Result apply(Effect.Apply change) {
      if (change instanceof Effect.Delete) {
        expiry = Optional.empty();
        return new Input.Result.Verified();
      }
      Moment notAfter =
          change instanceof Effect.Add add ? add.notAfter() : ((Effect.Renew) change).notAfter();
      if (now.since(notAfter).compareTo(Duration.ZERO) > 0) {
        return new Input.Result.Failed("too late");
      }
      Duration lifetime =
          change instanceof Effect.Add add ? add.lifetime() : ((Effect.Renew) change).lifetime();
      expiry = Optional.of(now.plus(lifetime));
      return new Input.Result.Verified();
    }

    private Sighting ping(boolean answered) {
      Replies replies = new Replies(1, answered ? 1 : 0, Optional.empty());
      return answered
          ? new Sighting.Seen(now, now, replies)
          : new Sighting.Silent(now, now, replies);
    }

    /** What is asked is answered on the way; silence is known only at the deadline. */
    private void look(Guard guard) {
      Moment begun = now;
      Duration half = guard == Guard.WIRE ? Duration.ofMillis(90) : about(15);
      at(
          half,
          this,
          () -> {
            Optional<Finding> answer = answer(guard);
            boolean unknown = guard == Guard.DATABASES && !majority(this);
            boolean quick = answer.isPresent() || guard == Guard.WIRE || guard == Guard.QUORUM;
            at(
                quick ? half : SILENT_AFTER,
                this,
                () -> List.of(new Input.Saw(guard, sighting(begun, guard, answer, unknown))));
            return List.of();
          });
    }

    private Sighting sighting(
        Moment begun, Guard guard, Optional<Finding> answer, boolean unknown) {
      if (unknown) {
        return new Sighting.Unknown(begun, now, "the cluster does not answer");
      }
      return answer
          .<Sighting>map(found -> new Sighting.Seen(begun, now, found))
          .orElseGet(() -> new Sighting.Silent(begun, now, new Note(guard + " silent")));
    }

    private Optional<Finding> answer(Guard guard) {
      Note yes = new Note("yes");
      return switch (guard) {
        case PEER_SERVICE -> sees() ? Optional.of(yes) : Optional.empty();
        case PEER_AGENT ->
            sees() && other().agent && other().frozenUntil.since(now).isNegative()
                ? other().keeper.map(k -> wire(k.report(now)))
                : Optional.empty();
        case GATEWAY_ARP -> open(gateway) ? Optional.of(yes) : Optional.empty();
        case OWN_SERVICE -> Optional.of(yes);
        case QUORUM -> majority(this) ? Optional.of(yes) : Optional.empty();
        case WIRE ->
            sees() && other().here()
                ? Optional.of(Neighbours.of(List.of(other().mac), 3))
                : Optional.empty();
        case REACH -> open(gateway) ? Optional.of(yes) : Optional.empty();
        case DATABASES -> Optional.of(reading());
        case PEER_PING, GATEWAY_PING -> throw new AssertionError("pings run by themselves");
      };
    }

    private DagReading reading() {
      return new DagReading(
          List.of(
              Rig.copy("Archive", a.name, databasesOn), Rig.copy("Archive", b.name, databasesOn)));
    }

    private static PeerReport wire(PeerReport report) {
      return PeerReport.parse(report.toWire());
    }
  }
}
