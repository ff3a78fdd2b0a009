package casfailover.agent;

import casfailover.certificate.CertificateWatch;
import casfailover.config.Settings;
import casfailover.exchange.DagReader;
import casfailover.handover.NrpePeer;
import casfailover.journal.Entry;
import casfailover.mail.FileOutbox;
import casfailover.mail.Postman;
import casfailover.nrpe.Admission;
import casfailover.nrpe.AllowedHosts;
import casfailover.nrpe.Answer;
import casfailover.nrpe.HostNames;
import casfailover.nrpe.NrpeServer;
import casfailover.nrpe.NrpeServerOptions;
import casfailover.nrpe.NrpeTarget;
import casfailover.nrpe.PacketVersion;
import casfailover.nrpe.Query;
import casfailover.nrpe.Reply;
import casfailover.pair.Ipv4;
import casfailover.pair.MacAddress;
import casfailover.probe.LocalAddress;
import casfailover.probe.Pinger;
import casfailover.sight.DagReading;
import casfailover.sight.DagReading.Copy;
import casfailover.sight.Finding;
import casfailover.sight.Guard;
import casfailover.sight.Moment;
import casfailover.sight.Neighbours;
import casfailover.sight.Note;
import casfailover.sight.Replies;
import casfailover.sight.Sighting;
import casfailover.takeover.OldScriptTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** One server of a pair with its whole agent, which others ask over NRPE. */
final class WiredAgent implements AutoCloseable {

  final Settings settings;
  final Addresses addresses;
  final MailServer mailServer = new MailServer();
  final CountingAnnouncer announcer = new CountingAnnouncer();
  final JournalOnDisk journal;
  private final TwoAgents pair;
  private final MacAddress mac;
  private final Observations observed;
  private final FileOutbox outbox;
  private final Agent agent;
  private final NrpeServer server;

  WiredAgent(TwoAgents pair, Settings settings, byte host, List<Entry> before) throws IOException {
    this.pair = pair;
    this.settings = settings;
    this.mac = new MacAddress("02:42:0a:2a:00:%02x".formatted(host));
    this.addresses = new Addresses(pair::read);
    this.observed = new Observations(pair::read);
    this.journal = new JournalOnDisk(settings.stateDir(), pair::now, before);
    this.outbox = new FileOutbox(settings.stateDir().resolve("mail"));
    this.agent =
        new Agent(
            settings,
            equipment(),
            (running, used) -> new Fitting.Refused(List.of("not here")),
            journal.recollection(),
            journal::lines,
            new Postman(
                outbox,
                (letter, reached) -> mailServer.deliver(letter),
                pair::read,
                TwoAgents.STEP),
            ZoneOffset.UTC,
            "1.0.0",
            pair.broken::add);
    this.server =
        NrpeServer.start(
            NrpeServerOptions.of(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), "cas-agent")
                .within(World.PATIENCE),
            new Admission(
                AllowedHosts.parse("", Set.of(), HostNames.ofSystem(World.PATIENCE)),
                Optional.of(pair.papers.ofServer(name()))),
            agent.service());
  }

  void start() {
    agent.start();
  }

  String name() {
    return settings.pair().self().name();
  }

  boolean here() {
    return addresses.has(Example.CAS_IP);
  }

  private WiredAgent other() {
    return this == pair.a ? pair.b : pair.a;
  }

  // ---- Whether time may go on

  boolean isAtRest() {
    return lookedAround() && agent.hasCaughtUp() && !ownReport().contains("stance=begun");
  }

  private String ownReport() {
    return agent
        .service()
        .answer(World.caller("127.0.0.1", Optional.empty()), Query.of(Inquiry.PEER_REPORT))
        .toCompletableFuture()
        .join()
        .text();
  }

  boolean lookedAround() {
    Moment now = pair.now();
    return lookedSince(now, Guard.WIRE)
        && lookedSince(now, Guard.OWN_SERVICE)
        && lookedSince(now.plus(TwoAgents.STEP.negated()), Guard.PEER_AGENT);
  }

  private boolean lookedSince(Moment moment, Guard guard) {
    return observed.last(guard).filter(at -> !at.since(moment).isNegative()).isPresent();
  }

  // ---- What it works with

  private Equipment equipment() {
    return new Equipment(
        pair::read,
        this::ping,
        (address, on) -> address.equals(settings.pair().gateway()) ? gateway() : wire(),
        (from, neighbour, on) -> seen(Guard.REACH, new Note(neighbour + " answers " + from)),
        host -> seen(Guard.PEER_SERVICE, new Note("443/tcp accepts")),
        host -> seen(Guard.OWN_SERVICE, new Note("443/tcp accepts")),
        Optional.of(dag()),
        Optional.empty(),
        () ->
            List.of(
                new LocalAddress(settings.pair().self().address(), 24, "eth0", Optional.of(mac))),
        addresses,
        Optional::empty,
        announcer,
        on -> OptionalLong.empty(),
        OldScriptTask.State.Off::new,
        journal,
        outbox,
        this::askAgent,
        (question, patience) ->
            new NrpePeer(pair.client, other().target(name())).ask(question, World.PATIENCE),
        new CertificateWatch(at -> Optional.empty()));
  }

  private Sighting seen(Guard guard, Finding finding) {
    return observed.of(guard, true, finding);
  }

  private Pinger.Watch ping(Ipv4 target, Consumer<Sighting> listener) {
    listener.accept(seen(Guard.PEER_PING, new Replies(10, 10, Optional.empty())));
    return () -> {};
  }

  private Sighting gateway() {
    return seen(Guard.GATEWAY_ARP, Neighbours.of(Set.of(other().mac), 3));
  }

  /** What is told of a moment was so after it, never before. */
  private Sighting wire() {
    Moment at = pair.read();
    observed.note(Guard.WIRE, at);
    return other().here()
        ? new Sighting.Seen(at, at, Neighbours.of(Set.of(other().mac), 3))
        : new Sighting.Silent(at, at, Neighbours.of(Set.of(), 3));
  }

  private Sighting askAgent() {
    Moment begun = pair.read();
    Sighting said = new NrpePeerLine(pair.client, other().target(name()), () -> begun).ask();
    observed.note(Guard.PEER_AGENT, begun);
    return said;
  }

  private DagReader dag() {
    return new DagReader() {
      @Override
      public Sighting copies() {
        return seen(Guard.DATABASES, new DagReading(List.of(copy("exch-a"), copy("exch-b"))));
      }

      @Override
      public Sighting quorum() {
        return seen(Guard.QUORUM, new Note("quorum yes"));
      }
    };
  }

  private static Copy copy(String server) {
    return new Copy(
        "Archive",
        server,
        server.equals("exch-a") ? "Mounted" : "Healthy",
        Optional.of("exch-a"),
        false,
        OptionalLong.of(0),
        OptionalLong.of(0),
        "Healthy",
        "");
  }

  // ---- Asking it

  /** How it is asked by somebody whose certificate has that name. */
  private NrpeTarget target(String as) {
    return new NrpeTarget(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()),
        PacketVersion.V4,
        Optional.of(pair.papers.ofClient(as)),
        Optional.of(name()),
        World.PATIENCE);
  }

  CompletableFuture<Reply> tell(String as, String command, String... words) {
    return pair.client
        .ask(target(as), Query.of(command, words))
        .toCompletableFuture()
        .thenApply(
            answer ->
                answer instanceof Answer.Answered answered
                    ? answered.reply()
                    : Reply.unknown(String.valueOf(answer)));
  }

  String ask(String command) {
    return tell("monitor", command).join().text();
  }

  /** The service ends; time passes meanwhile. */
  void stop() {
    CompletableFuture<Void> end = CompletableFuture.runAsync(agent::close);
    pair.passUntil("the end of " + name(), end::isDone);
  }

  @Override
  public void close() {
    agent.close();
    server.close();
    try {
      journal.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
