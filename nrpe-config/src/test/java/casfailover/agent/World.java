package casfailover.agent;

import static org.awaitility.Awaitility.await;

import casfailover.certificate.CertificateWatch;
import casfailover.certificate.Health;
import casfailover.config.Settings;
import casfailover.journal.Entry;
import casfailover.mail.FileOutbox;
import casfailover.mail.Postman;
import casfailover.nrpe.Admission;
import casfailover.nrpe.AllowedHosts;
import casfailover.nrpe.Caller;
import casfailover.nrpe.HostNames;
import casfailover.nrpe.NrpeServer;
import casfailover.nrpe.NrpeServerOptions;
import casfailover.nrpe.Query;
import casfailover.nrpe.Reply;
import casfailover.pair.Epoch;
import casfailover.pair.Ipv4;
import casfailover.pair.MacAddress;
import casfailover.probe.WitnessWatch;
import casfailover.sight.Guard;
import casfailover.sight.Moment;
import casfailover.sight.Note;
import casfailover.sight.PeerReport;
import casfailover.sight.Ports;
import casfailover.sight.Sighting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;

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

  static final MacAddress STRANGER = new MacAddress("00:15:5d:01:02:03");
  static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration STEP = Duration.ofSeconds(1);

  private volatile Moment now =
      new Moment(
          Duration.ofSeconds(1000),
          Duration.ofSeconds(1000),
          Instant.parse("2026-11-22T02:10:00Z"));

  // What exch-b sees.
  private final Observations observed = new Observations(this::now);
  final OtherServer peer = new OtherServer(() -> report().backSoon());
  final Databases databases = new Databases(observed);
  final Network network;
  volatile boolean serves = true;
  volatile boolean servesOnCasIp = true;

  // What it works with.
  final Settings settings;
  private final Optional<WitnessWatch> witness;
  final Addresses addresses = new Addresses(this::now);
  final JournalOnDisk journal;
  final FileOutbox outbox;
  final MailServer mailServer = new MailServer();
  final CountingAnnouncer announcer = new CountingAnnouncer();
  final OldScript oldScript = new OldScript();
  volatile Optional<String> lifetimeTrouble = Optional.empty();
  volatile Optional<Health> certificates = Optional.empty();
  volatile Outfitter outfitter =
      (running, used) -> new Fitting.Refused(List.of("cas-failover.cfg:1: nobody wrote it"));

  private final List<CompletableFuture<Reply>> unread = new CopyOnWriteArrayList<>();
  final List<Throwable> broken = new CopyOnWriteArrayList<>();
  final Agent agent;

  private World(Settings settings, Optional<WitnessWatch> witness, List<Entry> before)
      throws IOException {
    this.settings = settings;
    this.witness = witness;
    this.network = new Network(settings, observed);
    this.journal = new JournalOnDisk(settings.stateDir(), this::now, before);
    this.outbox = new FileOutbox(settings.stateDir().resolve("mail"));
    this.agent =
        new Agent(
            settings,
            equipment(),
            (running, used) -> outfitter.fit(running, used),
            journal.recollection(),
            journal::read,
            new Postman(outbox, (letter, reached) -> mailServer.deliver(letter), this::now, STEP),
            ZoneOffset.ofHours(1),
            "1.0.0",
            broken::add);
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
    boolean wired = !network.canProbe() || now.equals(when(Guard.WIRE));
    return justTook()
        || (wired
            && now.equals(when(Guard.PEER_SERVICE))
            && now.equals(when(Guard.OWN_SERVICE))
            && now.since(when(Guard.PEER_AGENT)).compareTo(STEP) <= 0
            && (!databases.keepUp || databasesWereReadInTime()));
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
        report().stance() == PeerReport.Stance.BEGUN && peer.stance != PeerReport.Stance.BEGUN;
    boolean forgotten =
        addresses.has(Example.CAS_IP)
            && addresses.failing.isEmpty()
            && now.since(addresses.inspected).compareTo(STEP.multipliedBy(2)) > 0;
    // A disk may take longer than a turn of the clock: what it has to write belongs to this second.
    return agent.hasCaughtUp()
        && !(journal.diskWorks && addresses.readable && beginning)
        && !forgotten;
  }

  private Moment when(Guard guard) {
    return observed.last(guard).orElse(now.plus(STEP.multipliedBy(-9)));
  }

  private void ping() {
    network.ping(now, peer.pings);
  }

  // ---- What happens

  /** exch-a is gone at once, with all that ran on it. */
  World peerDies() {
    peer.die();
    network.wire = Set.of();
    return this;
  }

  World databasesArrive() {
    databases.arrive();
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

  // ---- What the agent works with

  Equipment equipment() {
    return new Equipment(
        this::now,
        network::watch,
        network::probe,
        network::reach,
        host -> service(Guard.PEER_SERVICE, peer.serves),
        host -> service(Guard.OWN_SERVICE, accepts(host)),
        Optional.of(databases),
        witness,
        network::addresses,
        addresses,
        () -> lifetimeTrouble,
        announcer,
        on -> OptionalLong.of(network.linkUps),
        oldScript,
        journal,
        outbox,
        () ->
            observed.of(
                Guard.PEER_AGENT,
                peer.agent,
                peer.agent ? peer.report() : new Note("agent no answer")),
        (question, patience) ->
            CompletableFuture.completedStage(
                new casfailover.handover.Answer.Unclear("nobody listens")),
        new CertificateWatch(now -> certificates));
  }

  private boolean accepts(Ipv4 host) {
    return host.equals(settings.pair().self().address()) ? serves : servesOnCasIp;
  }

  private Sighting service(Guard guard, boolean accepts) {
    String answer = accepts ? "accepts" : "no answer";
    return observed.of(
        guard, accepts, new Ports(List.of(new Ports.Answer("443/tcp", accepts, answer))));
  }

  static void hang(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws IOException {
    databases.hangUntil.ifPresent(CountDownLatch::countDown);
    journal.readsHangUntil.ifPresent(CountDownLatch::countDown);
    agent.close();
    journal.close();
  }
}
