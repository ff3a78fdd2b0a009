package casfailover.agent;

import static org.awaitility.Awaitility.await;

import casfailover.certificate.CertificateWatch;
import casfailover.certificate.Health;
import casfailover.config.Settings;
import casfailover.exchange.DagReader;
import casfailover.journal.Entry;
import casfailover.journal.EntryText;
import casfailover.journal.FileJournal;
import casfailover.journal.Journal;
import casfailover.journal.JournalFailure;
import casfailover.journal.JournalLine;
import casfailover.journal.Recollection;
import casfailover.mail.Delivery;
import casfailover.mail.FileOutbox;
import casfailover.mail.Letter;
import casfailover.mail.Postman;
import casfailover.nrpe.Admission;
import casfailover.nrpe.AllowedHosts;
import casfailover.nrpe.Caller;
import casfailover.nrpe.HostNames;
import casfailover.nrpe.NrpeServer;
import casfailover.nrpe.NrpeServerOptions;
import casfailover.nrpe.Query;
import casfailover.nrpe.Reply;
import casfailover.pair.Cidr;
import casfailover.pair.Epoch;
import casfailover.pair.Ipv4;
import casfailover.pair.MacAddress;
import casfailover.probe.LocalAddress;
import casfailover.probe.LocalAddresses;
import casfailover.probe.Pinger;
import casfailover.probe.ServiceProbe;
import casfailover.probe.WitnessWatch;
import casfailover.sight.BackSoon;
import casfailover.sight.DagReading;
import casfailover.sight.DagReading.Copy;
import casfailover.sight.Finding;
import casfailover.sight.Guard;
import casfailover.sight.Kept;
import casfailover.sight.Moment;
import casfailover.sight.Neighbours;
import casfailover.sight.Note;
import casfailover.sight.PeerReport;
import casfailover.sight.PeerReport.Answer;
import casfailover.sight.Ports;
import casfailover.sight.Replies;
import casfailover.sight.Sighting;
import casfailover.takeover.Announcer;
import casfailover.takeover.OldScriptTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * All that exch-b's agent can see and touch, with a clock that moves only when it is turned: a
 * second at a time, and not before every look of the second before is back. So a slow machine makes
 * a test slow and never makes it fail.
 */
final class World implements AutoCloseable {

  private static final List<Entry> ARMED =
      List.of(
          new Entry.Installed(),
          new Entry.Resumed("jane", ""),
          new Entry.Learned(new Epoch(1, "exch-a")));

  static final MacAddress MAC_A = new MacAddress("02:42:0a:2a:00:0b");
  static final MacAddress STRANGER = new MacAddress("00:15:5d:01:02:03");
  static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration STEP = Duration.ofSeconds(1);

  // What exch-b sees.
  volatile boolean peerPings = true;
  volatile boolean peerServes = true;
  volatile boolean peerAgent = true;
  volatile PeerReport.Stance peerStance = PeerReport.Stance.HOLDS;
  volatile Epoch peerEpoch = new Epoch(1, "exch-a");
  volatile boolean peerWaits;
  volatile Duration dagTakes = Duration.ZERO;
  volatile String peerSettings = "3f9c21";
  volatile Optional<Kept> peerKept = Optional.empty();
  volatile boolean gatewayAnswers = true;
  volatile boolean serves = true;
  volatile Set<MacAddress> wire = Set.of(MAC_A);
  volatile String mountedOn = "exch-a";
  volatile String statusHere = "Healthy";
  volatile String database = "Mailbox Database 1";
  volatile String copyError = "";
  volatile boolean deviceThere = true;
  volatile boolean devicesListed = true;
  volatile Optional<Health> certificates = Optional.empty();
  volatile Optional<CountDownLatch> dagHangsUntil = Optional.empty();

  /** Whether time waits for the databases too: only while a problem has them read all the time. */
  volatile boolean databasesKeepUp;

  volatile boolean probesBreak;
  volatile boolean reachable = true;
  volatile long linkUps = 1;
  volatile boolean casIpListed;
  volatile boolean servesOnCasIp = true;
  volatile Optional<String> lifetimeTrouble = Optional.empty();
  volatile OldScriptTask.State oldScript = new OldScriptTask.State.Off();

  // What it works with.
  final Settings settings;
  private final Optional<WitnessWatch> witness;
  final Addresses addresses;
  final FileJournal journal;
  final FileOutbox outbox;
  final List<Letter> mails = new CopyOnWriteArrayList<>();
  private final List<CompletableFuture<Reply>> unread = new CopyOnWriteArrayList<>();
  final List<Throwable> broken = new CopyOnWriteArrayList<>();
  final AtomicInteger announcements = new AtomicInteger();
  final AtomicInteger silences = new AtomicInteger();
  volatile boolean diskWorks = true;
  volatile boolean mailServer = true;
  volatile String mailTrouble = "mail.provider.example:587 refused the connection";

  /** What every mail server answers to every letter, for good. */
  volatile Optional<String> mailRefused = Optional.empty();

  volatile boolean announcerBreaks;

  final AtomicInteger readingTheJournal = new AtomicInteger();
  volatile Optional<CountDownLatch> readingTheJournalHangsUntil = Optional.empty();
  final AtomicInteger lookingForTheOldScript = new AtomicInteger();
  volatile Optional<CountDownLatch> lookingForTheOldScriptHangsUntil = Optional.empty();
  volatile Outfitter outfitter =
      (running, used) -> new Fitting.Refused(List.of("cas-failover.cfg:1: nobody wrote it"));

  final Agent agent;
  private final FileJournal brokenJournal;
  private final Map<Ipv4, Consumer<Sighting>> pings = new ConcurrentHashMap<>();
  private final Map<Guard, Moment> looked = new ConcurrentHashMap<>();
  private volatile Moment now =
      new Moment(
          Duration.ofSeconds(1000),
          Duration.ofSeconds(1000),
          Instant.parse("2026-11-22T02:10:00Z"));

  private World(Settings settings, Optional<WitnessWatch> witness, List<Entry> before)
      throws IOException {
    this.settings = settings;
    this.witness = witness;
    this.addresses = new Addresses(this::now);
    this.journal = FileJournal.open(settings.stateDir(), () -> now.wall(), "boot").journal();
    this.brokenJournal = brokenJournal(settings.stateDir().resolve("broken"));
    for (Entry entry : before) {
      journal.append(EntryText.word(entry), EntryText.values(entry));
    }
    this.outbox = new FileOutbox(settings.stateDir().resolve("mail"));
    this.agent =
        new Agent(
            settings,
            equipment(),
            (running, used) -> outfitter.fit(running, used),
            recollection(),
            this::lines,
            new Postman(outbox, (letter, reached) -> deliver(letter), this::now, STEP),
            ZoneOffset.ofHours(1),
            "1.0.0",
            broken::add);
  }

  /** A journal whose file is gone, so that no line can be added, now or later. */
  private FileJournal brokenJournal(Path folder) throws IOException {
    FileJournal gone = FileJournal.open(folder, () -> now.wall(), "boot").journal();
    gone.close();
    Files.delete(folder.resolve("journal"));
    return gone;
  }

  /** A server that was armed by jane, and knows that exch-a has the address. */
  static World armed(Example example) throws IOException {
    return new World(example.settings(), Optional.empty(), ARMED);
  }

  /** The same, where the settings name a witness. */
  static World armed(Example example, WitnessWatch witness) throws IOException {
    return new World(example.settings(), Optional.of(witness), ARMED);
  }

  /** A server whose journal holds some entries. */
  static World remembering(Example example, Entry... before) throws IOException {
    return new World(example.settings(), Optional.empty(), List.of(before));
  }

  /** The agent is made, and starts only after a while, as where its port was not free at once. */
  World startAfter(Duration time) {
    now = now.plus(time);
    agent.start();
    ping();
    awaitLooks();
    return this;
  }

  /** Lets the agent run, and look around until a holder that it cannot see would be gone. */
  World start() {
    agent.start();
    ping();
    awaitLooks();
    return pass(settings.timing().takeWait().plusSeconds(5));
  }

  Moment now() {
    return now;
  }

  // ---- Time

  /** Lets time pass, a second at a time. */
  World pass(Duration time) {
    Moment end = now.plus(time);
    while (end.since(now).toNanos() > 0) {
      turn();
    }
    return this;
  }

  /** Lets time pass until something is so. */
  World passUntil(String what, BooleanSupplier so) {
    for (int seconds = 0; seconds < 600; seconds++) {
      if (so.getAsBoolean()) {
        return this;
      }
      turn();
    }
    throw new AssertionError(
        "in ten minutes it never came to this: " + what + ", but\n" + ask("status").text());
  }

  /** A moment between two looks, when those before are older than what may be acted on. */
  World passToBetweenLooks() {
    now = now.plus(settings.timing().evidenceMaxAge().plus(Duration.ofMillis(100)));
    ping();
    await().atMost(PATIENCE).pollInterval(Duration.ofMillis(1)).until(agent::hasCaughtUp);
    return this;
  }

  private void turn() {
    now = now.plus(STEP);
    ping();
    awaitLooks();
  }

  private void awaitLooks() {
    await()
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(1))
        .until(() -> !broken.isEmpty() || (lookedAround() && keptUp()));
  }

  private boolean lookedAround() {
    boolean wired = !deviceThere || !devicesListed || probesBreak || now.equals(when(Guard.WIRE));
    return justTook()
        || (wired
            && now.equals(when(Guard.PEER_SERVICE))
            && now.equals(when(Guard.OWN_SERVICE))
            && now.since(when(Guard.PEER_AGENT)).compareTo(STEP) <= 0
            && (!databasesKeepUp || databasesWereReadInTime()));
  }

  private boolean databasesWereReadInTime() {
    Duration ago = now.since(when(Guard.DATABASES));
    return ago.compareTo(settings.timing().dagMaxAge().minus(STEP)) <= 0;
  }

  /** In the second of a take the announcement comes first, and looks come with the next. */
  private boolean justTook() {
    return report().since().filter(since -> since.equals(now.wall())).isPresent();
  }

  /** Nothing is left half done: no take is under way, and what is held was looked after. */
  private boolean keptUp() {
    boolean beginning =
        report().stance() == PeerReport.Stance.BEGUN && peerStance != PeerReport.Stance.BEGUN;
    boolean forgotten =
        addresses.has(Example.CAS_IP)
            && addresses.failing.isEmpty()
            && now.since(addresses.inspected).compareTo(STEP.multipliedBy(2)) > 0;
    // A disk may take longer than a turn of the clock: what it has to write belongs to this second.
    return agent.hasCaughtUp() && !(diskWorks && addresses.readable && beginning) && !forgotten;
  }

  private Moment when(Guard guard) {
    return looked.getOrDefault(guard, now.plus(STEP.multipliedBy(-9)));
  }

  private void ping() {
    deliver(settings.pair().peer().address(), peerPings);
    deliver(settings.pair().gateway(), gatewayAnswers);
  }

  private void deliver(Ipv4 target, boolean answers) {
    Replies replies = new Replies(10, answers ? 10 : 0, Optional.of(Duration.ofNanos(400_000)));
    Optional.ofNullable(pings.get(target))
        .ifPresent(
            listener ->
                listener.accept(
                    answers
                        ? new Sighting.Seen(now, now, replies)
                        : new Sighting.Silent(now, now, replies)));
  }

  // ---- What happens

  /** exch-a is gone at once, with all that ran on it. */
  World peerDies() {
    peerPings = false;
    peerServes = false;
    peerAgent = false;
    wire = Set.of();
    return this;
  }

  World databasesArrive() {
    mountedOn = "exch-b";
    statusHere = "Mounted";
    return this;
  }

  // ---- Asking the agent

  /** Serves the agent's commands on a port of loopback, without TLS. */
  NrpeServer serve() throws IOException {
    return NrpeServer.start(
        NrpeServerOptions.of(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), "NRPE v4 cas-agent"),
        new Admission(
            AllowedHosts.parse("", Set.of(), HostNames.ofSystem(PATIENCE)), Optional.empty()),
        agent.service());
  }

  /** The agent's answer, which may be a while in coming. */
  CompletableFuture<Reply> tell(String command, String... words) {
    return tell(caller("192.0.2.10", Optional.empty()), command, words);
  }

  CompletableFuture<Reply> tell(Caller caller, String command, String... words) {
    return agent.service().answer(caller, Query.of(command, words)).toCompletableFuture();
  }

  /** The answer to something that is answered at once. */
  Reply ask(String command, String... words) {
    return tell(command, words).join();
  }

  /** The answer once there is one; time passes meanwhile. */
  Reply answer(CompletableFuture<Reply> coming) {
    passUntil("an answer", coming::isDone);
    return coming.join();
  }

  /** Somebody told the agent something, and does not wait for the answer. */
  World sent(CompletableFuture<Reply> answer) {
    unread.add(answer);
    return this;
  }

  /** A HARD problem, reported when nothing that was seen is from before it any more. */
  CompletableFuture<Reply> hard() {
    return seen().hard("17");
  }

  /** Lets what was seen before become too old to count. */
  World seen() {
    return pass(settings.timing().evidenceMaxAge().plus(STEP));
  }

  CompletableFuture<Reply> hard(String problem) {
    return tell(
        "handle_event",
        "cas_ip=192.0.2.100",
        "service=peer",
        "state=CRITICAL",
        "type=HARD",
        "attempt=3",
        "problem=" + problem);
  }

  PeerReport report() {
    return PeerReport.parse(ask(Inquiry.PEER_REPORT).text());
  }

  static Caller caller(String address, Optional<String> name) {
    try {
      return new Caller(InetAddress.getByName(address), name);
    } catch (UnknownHostException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean here() {
    return settings.pair().casIps().stream().allMatch(addresses::has);
  }

  boolean gone() {
    return settings.pair().casIps().stream().noneMatch(addresses::has);
  }

  List<String> words() {
    return journal.lines().stream().map(JournalLine::word).toList();
  }

  long count(String word) {
    return words().stream().filter(word::equals).count();
  }

  // ---- What the agent works with

  Equipment equipment() {
    return new Equipment(
        this::now,
        pinger(),
        (address, on) ->
            address.equals(settings.pair().gateway())
                ? answered(Guard.GATEWAY_ARP, gatewayAnswers, Neighbours.of(Set.of(MAC_A), 3))
                : wire(),
        (from, neighbour, on) ->
            answered(
                Guard.REACH,
                reachable,
                new Note(neighbour + (reachable ? " answers " : " does not answer ") + from)),
        service(Guard.PEER_SERVICE),
        service(Guard.OWN_SERVICE),
        Optional.of(dag()),
        witness,
        local(),
        addresses,
        () -> lifetimeTrouble,
        announcer(),
        on -> OptionalLong.of(linkUps),
        this::oldScript,
        disk(),
        outbox,
        () -> answered(Guard.PEER_AGENT, peerAgent, peerAgent ? peerReport() : note("agent")),
        (question, patience) -> new casfailover.handover.Answer.Unclear("nobody listens"),
        new CertificateWatch(now -> certificates));
  }

  private OldScriptTask.State oldScript() {
    lookingForTheOldScript.incrementAndGet();
    lookingForTheOldScriptHangsUntil.ifPresent(World::hang);
    return oldScript;
  }

  private Pinger pinger() {
    return (target, listener) -> {
      pings.put(target, listener);
      return () -> pings.remove(target, listener);
    };
  }

  private Sighting wire() {
    if (probesBreak) {
      throw new IllegalStateException("the probe broke");
    }
    return answered(Guard.WIRE, !wire.isEmpty(), Neighbours.of(wire, 3));
  }

  private ServiceProbe service(Guard guard) {
    return host -> {
      boolean own = host.equals(settings.pair().self().address()) ? serves : servesOnCasIp;
      boolean accepts = guard == Guard.OWN_SERVICE ? own : peerServes;
      return answered(guard, accepts, ports(accepts));
    };
  }

  private static Ports ports(boolean accepts) {
    return new Ports(
        List.of(new Ports.Answer("443/tcp", accepts, accepts ? "accepts" : "no answer")));
  }

  private static Finding note(String who) {
    return new Note(who + " no answer");
  }

  private Sighting answered(Guard guard, boolean yes, Finding finding) {
    Moment at = now;
    looked.put(guard, at);
    return yes ? new Sighting.Seen(at, at, finding) : new Sighting.Silent(at, at, finding);
  }

  private DagReader dag() {
    return new DagReader() {
      @Override
      public Sighting copies() {
        dagHangsUntil.ifPresent(World::hang);
        Sighting read = answered(Guard.DATABASES, true, reading());
        Moment begun = read.ended().plus(dagTakes.negated());
        return new Sighting.Seen(begun, read.ended(), reading());
      }

      @Override
      public Sighting quorum() {
        return answered(Guard.QUORUM, true, new Note("quorum yes"));
      }
    };
  }

  static void hang(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private DagReading reading() {
    List<Copy> copies = new ArrayList<>();
    for (String database : List.of("Archive", database)) {
      boolean there = mountedOn.equals("exch-a");
      copies.add(copy(database, "EXCH-A", there ? "Mounted" : "ServiceDown"));
      copies.add(copy(database, "EXCH-B", statusHere));
    }
    return new DagReading(copies);
  }

  private Copy copy(String database, String server, String status) {
    return new Copy(
        database,
        server,
        status,
        Optional.of(mountedOn),
        false,
        OptionalLong.of(0),
        OptionalLong.of(0),
        "Healthy",
        copyError);
  }

  private PeerReport peerReport() {
    return new PeerReport(
        "exch-a",
        peerStance,
        peerServes ? Answer.SEEN : Answer.SILENT,
        Answer.SEEN,
        true,
        false,
        peerEpoch,
        peerEpoch,
        true,
        Optional.of(MAC_A),
        Optional.of(Instant.parse("2026-11-01T05:02:00Z")),
        "home",
        peerSettings,
        "1.0.0",
        peerWaits ? waiting() : BackSoon.NOBODY,
        peerKept,
        Optional.empty(),
        peerStance == PeerReport.Stance.HOLDS ? "2026-11-21-1" : "",
        Optional.empty());
  }

  /** It waits for whatever restart we announce. */
  private BackSoon waiting() {
    return new BackSoon(
        Optional.empty(), report().backSoon().told().map(BackSoon.Announcement::number));
  }

  private LocalAddresses local() {
    return () -> {
      if (!devicesListed) {
        throw new UncheckedIOException(
            "the system does not list its network interfaces", new SocketException("none"));
      }
      List<LocalAddress> all = new ArrayList<>();
      if (deviceThere) {
        all.add(onDevice(settings.pair().self().address()));
      }
      if (casIpListed) {
        all.add(onDevice(settings.pair().casIp()));
      }
      return all;
    };
  }

  private static LocalAddress onDevice(Ipv4 address) {
    return new LocalAddress(address, 24, "eth0", Optional.of(new MacAddress("02:42:0a:2a:00:0c")));
  }

  private Announcer announcer() {
    return new Announcer() {
      @Override
      public void announce(Cidr address, String networkInterface) {
        announcements.incrementAndGet();
        if (announcerBreaks) {
          throw new IllegalStateException("no such program");
        }
      }

      @Override
      public void silence() {
        silences.incrementAndGet();
      }
    };
  }

  private Journal disk() {
    return new Journal() {
      @Override
      public JournalLine append(String word, Map<String, String> values) throws JournalFailure {
        return (diskWorks ? journal : brokenJournal).append(word, values);
      }

      @Override
      public List<JournalLine> lines() {
        return journal.lines();
      }
    };
  }

  private Delivery deliver(Letter letter) {
    if (!mailServer) {
      return new Delivery.NoServer(mailTrouble);
    }
    if (mailRefused.isPresent()) {
      return new Delivery.Rejected(mailRefused.get(), Set.of());
    }
    mails.add(letter);
    return new Delivery.Delivered("mail.provider.example");
  }

  /** Who is being pinged. */
  Set<Ipv4> pinged() {
    return Set.copyOf(pings.keySet());
  }

  private List<JournalLine> lines() {
    readingTheJournal.incrementAndGet();
    readingTheJournalHangsUntil.ifPresent(World::hang);
    return journal.lines();
  }

  private Recollection recollection() {
    Recollection memory = Recollection.EMPTY;
    for (JournalLine line : journal.lines()) {
      Optional<Entry> entry = EntryText.parse(line.word(), line.values());
      memory = entry.isPresent() ? memory.after(line.time(), entry.get()) : memory;
    }
    return memory;
  }

  @Override
  public void close() throws IOException {
    dagHangsUntil.ifPresent(CountDownLatch::countDown);
    readingTheJournalHangsUntil.ifPresent(CountDownLatch::countDown);
    agent.close();
    journal.close();
  }
}
