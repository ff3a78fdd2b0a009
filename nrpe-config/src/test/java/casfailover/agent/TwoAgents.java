package casfailover.agent;

import static org.awaitility.Awaitility.await;

import casfailover.certificate.CertificateMaker;
import casfailover.certificate.CertificateWatch;
import casfailover.certificate.Monitors;
import casfailover.certificate.TlsFolder;
import casfailover.config.ActionClients;
import casfailover.config.Settings;
import casfailover.exchange.DagReader;
import casfailover.handover.NrpePeer;
import casfailover.journal.Entry;
import casfailover.journal.EntryText;
import casfailover.journal.FileJournal;
import casfailover.journal.JournalLine;
import casfailover.journal.Recollection;
import casfailover.mail.Delivery;
import casfailover.mail.FileOutbox;
import casfailover.mail.Letter;
import casfailover.mail.Postman;
import casfailover.nrpe.Admission;
import casfailover.nrpe.AllowedHosts;
import casfailover.nrpe.Answer;
import casfailover.nrpe.ClientCertificates;
import casfailover.nrpe.HostNames;
import casfailover.nrpe.NrpeClient;
import casfailover.nrpe.NrpeServer;
import casfailover.nrpe.NrpeServerOptions;
import casfailover.nrpe.NrpeTarget;
import casfailover.nrpe.PacketVersion;
import casfailover.nrpe.Query;
import casfailover.nrpe.Reply;
import casfailover.nrpe.Tls;
import casfailover.nrpe.TlsFiles;
import casfailover.nrpe.TlsVersions;
import casfailover.pair.Cidr;
import casfailover.pair.Epoch;
import casfailover.pair.MacAddress;
import casfailover.probe.LocalAddress;
import casfailover.probe.Pinger;
import casfailover.process.ExecCommandRunner;
import casfailover.sight.DagReading;
import casfailover.sight.DagReading.Copy;
import casfailover.sight.Finding;
import casfailover.sight.Moment;
import casfailover.sight.Neighbours;
import casfailover.sight.Note;
import casfailover.sight.Replies;
import casfailover.sight.Sighting;
import casfailover.takeover.Announcer;
import casfailover.takeover.OldScriptTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/**
 * Two whole agents that hear each other over NRPE with mutual TLS on loopback, in one world whose
 * clock is turned by hand; exch-a has the address.
 */
final class TwoAgents implements AutoCloseable {

  private static final Duration STEP = Duration.ofSeconds(1);

  final One a;
  final One b;
  final List<Throwable> broken = new CopyOnWriteArrayList<>();
  private final TlsFolder tls;
  private final Map<String, Tls> papers = new ConcurrentHashMap<>();
  private final NrpeClient client = NrpeClient.alone();
  private final AtomicLong reads = new AtomicLong();
  private volatile Moment now =
      new Moment(
          Duration.ofSeconds(1000),
          Duration.ofSeconds(1000),
          Instant.parse("2026-11-22T19:30:00Z"));

  TwoAgents(Path folder) throws IOException {
    tls = new TlsFolder(folder.resolve("tls"));
    Settings ofB = settings(folder, "exch-b");
    new CertificateMaker(
            new ExecCommandRunner(),
            Path.of(System.getProperty("java.home")),
            List.of(ofB.pair().self(), ofB.pair().peer()),
            Monitors.ONE)
        .make(tls);
    a = new One(settings(folder, "exch-a"), (byte) 11, term());
    b = new One(ofB, (byte) 12, known());
    a.addresses.put(Example.CAS_IP, Optional.of(ofB.timing().lease()));
    a.agent.start();
    b.agent.start();
    passUntil(
        "both look around",
        () ->
            a.ask("status").contains("exch-b   stands by")
                && b.ask("status").contains("exch-a   HOLDS")
                && b.ask("peer_report").contains("ready=true"));
    passUntil("exch-a hears of that", a::lookedAround);
  }

  private static List<Entry> term() {
    Epoch first = new Epoch(1, "exch-a");
    return List.of(
        new Entry.Installed(),
        new Entry.Resumed("jane", ""),
        new Entry.Begun(first, Entry.How.HOME, "2026-11-22-1", false, "cold start"),
        new Entry.Taken(first, Entry.How.HOME, "2026-11-22-1"),
        new Entry.Posted("2026-11-22-1.takeover-1@exch-a"));
  }

  private static List<Entry> known() {
    return List.of(
        new Entry.Installed(),
        new Entry.Resumed("jane", ""),
        new Entry.Learned(new Epoch(1, "exch-a")));
  }

  private static Settings settings(Path folder, String self) {
    Example example = Example.in(folder.resolve(self));
    return (self.equals("exch-a") ? example.ofTheOther() : example)
        .withClients(new ActionClients.Certificates(List.of("exch-a", "exch-b", "monitor")))
        .settings();
  }

  private TlsFiles files(String name) {
    return new TlsFiles(tls.certificate(name), tls.key(name), tls.authority());
  }

  private NrpeTarget target(One to, String as) {
    return new NrpeTarget(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), to.server.port()),
        PacketVersion.V4,
        Optional.of(papers.computeIfAbsent(as, this::client)),
        Optional.of(to.name()),
        World.PATIENCE);
  }

  private Tls client(String name) {
    try {
      return Tls.ofClient(files(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Two things that happen one after the other never happen at the same time. */
  private Moment read() {
    return now.plus(Duration.ofNanos(reads.incrementAndGet()));
  }

  /** Lets time pass until something is so. */
  void passUntil(String what, BooleanSupplier so) {
    for (int step = 0; step < 400; step++) {
      if (so.getAsBoolean()) {
        return;
      }
      now = now.plus(STEP);
      awaitLooks(so);
    }
    throw new AssertionError(
        "it never came to this: " + what + "\n" + a.ask("status") + b.ask("status") + broken);
  }

  /** Time must not run ahead of the looks, nor of a move, in which there are none. */
  private void awaitLooks(BooleanSupplier so) {
    await()
        .atMost(World.PATIENCE)
        .pollInterval(Duration.ofMillis(2))
        .until(() -> so.getAsBoolean() || (a.isAtRest() && b.isAtRest()));
  }

  /** The answer to what the monitor orders; time passes meanwhile. */
  Reply order(One at, String command, String... words) {
    CompletableFuture<Reply> coming = at.tell("monitor", command, words);
    passUntil("an answer to " + command, coming::isDone);
    return coming.join();
  }

  /** One server with its agent. */
  final class One implements AutoCloseable {
    final Settings settings;
    final MacAddress mac;
    final Addresses addresses = new Addresses(TwoAgents.this::read);
    final List<Letter> mails = new CopyOnWriteArrayList<>();
    final AtomicInteger announcements = new AtomicInteger();
    final FileJournal journal;
    private final FileOutbox outbox;
    private final Map<String, Moment> looked = new ConcurrentHashMap<>();
    private final Agent agent;
    private final NrpeServer server;

    One(Settings settings, byte host, List<Entry> before) throws IOException {
      this.settings = settings;
      this.mac = new MacAddress("02:42:0a:2a:00:%02x".formatted(host));
      this.journal = FileJournal.open(settings.stateDir(), () -> now.wall(), "boot").journal();
      for (Entry entry : before) {
        journal.append(EntryText.word(entry), EntryText.values(entry));
      }
      this.outbox = new FileOutbox(settings.stateDir().resolve("mail"));
      this.agent =
          new Agent(
              settings,
              equipment(),
              (running, used) -> new Fitting.Refused(List.of("not here")),
              recollection(journal),
              journal::lines,
              new Postman(outbox, (letter, reached) -> deliver(letter), TwoAgents.this::read, STEP),
              ZoneOffset.UTC,
              "1.0.0",
              broken::add);
      this.server =
          NrpeServer.start(
              NrpeServerOptions.of(
                      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), "cas-agent")
                  .within(World.PATIENCE),
              new Admission(
                  AllowedHosts.parse("", Set.of(), HostNames.ofSystem(World.PATIENCE)),
                  Optional.of(
                      Tls.ofServer(
                          files(name()), ClientCertificates.REQUIRED, TlsVersions.FROM_1_2_ON))),
              agent.service());
    }

    String name() {
      return settings.pair().self().name();
    }

    private One other() {
      return this == a ? b : a;
    }

    private boolean isAtRest() {
      return lookedAround() && !ownReport().contains("stance=begun");
    }

    private String ownReport() {
      return agent
          .service()
          .answer(World.caller("127.0.0.1", Optional.empty()), Query.of(Inquiry.PEER_REPORT))
          .toCompletableFuture()
          .join()
          .text();
    }

    private boolean lookedAround() {
      return lookedSince(now, "wire")
          && lookedSince(now, "own")
          && lookedSince(now.plus(STEP.negated()), "agent");
    }

    private boolean lookedSince(Moment moment, String what) {
      return Optional.ofNullable(looked.get(what))
          .filter(at -> !at.since(moment).isNegative())
          .isPresent();
    }

    // ---- What it works with

    private Equipment equipment() {
      return new Equipment(
          TwoAgents.this::read,
          pinger(),
          (address, on) -> wire(address.equals(settings.pair().gateway())),
          (from, neighbour, on) -> seen("reach", new Note(neighbour + " answers " + from)),
          host -> seen("peer", new Note("443/tcp accepts")),
          host -> seen("own", new Note("443/tcp accepts")),
          Optional.of(dag()),
          Optional.empty(),
          () ->
              List.of(
                  new LocalAddress(settings.pair().self().address(), 24, "eth0", Optional.of(mac))),
          addresses,
          Optional::empty,
          announcer(),
          on -> OptionalLong.empty(),
          OldScriptTask.State.Off::new,
          journal,
          outbox,
          this::askAgent,
          (question, patience) ->
              new NrpePeer(client, target(other(), name())).ask(question, World.PATIENCE),
          new CertificateWatch(at -> Optional.empty()));
    }

    private Sighting askAgent() {
      Moment begun = read();
      Sighting said = new NrpePeerLine(client, target(other(), name()), () -> begun).ask();
      looked.put("agent", begun);
      return said;
    }

    private Sighting seen(String what, Finding finding) {
      Moment at = read();
      looked.put(what, at);
      return new Sighting.Seen(at, at, finding);
    }

    private Sighting wire(boolean gateway) {
      Moment at = read();
      looked.put(gateway ? "gateway" : "wire", at);
      Set<MacAddress> answer =
          gateway || other().addresses.has(Example.CAS_IP) ? Set.of(other().mac) : Set.of();
      Neighbours found = Neighbours.of(answer, 3);
      return answer.isEmpty()
          ? new Sighting.Silent(at, at, found)
          : new Sighting.Seen(at, at, found);
    }

    private Pinger pinger() {
      return (target, listener) -> {
        listener.accept(seen("ping", new Replies(10, 10, Optional.empty())));
        return () -> {};
      };
    }

    private DagReader dag() {
      return new DagReader() {
        @Override
        public Sighting copies() {
          return seen("databases", new DagReading(List.of(copy("exch-a"), copy("exch-b"))));
        }

        @Override
        public Sighting quorum() {
          return seen("quorum", new Note("quorum yes"));
        }
      };
    }

    private Copy copy(String server) {
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

    private Announcer announcer() {
      return new Announcer() {
        @Override
        public void announce(Cidr address, String networkInterface) {
          announcements.incrementAndGet();
        }

        @Override
        public void silence() {}
      };
    }

    private Delivery deliver(Letter letter) {
      mails.add(letter);
      return new Delivery.Delivered("mail.provider.example");
    }

    private static Recollection recollection(FileJournal journal) {
      Recollection memory = Recollection.EMPTY;
      for (JournalLine line : journal.lines()) {
        Optional<Entry> entry = EntryText.parse(line.word(), line.values());
        memory = entry.isPresent() ? memory.after(line.time(), entry.get()) : memory;
      }
      return memory;
    }

    // ---- Asking it

    CompletableFuture<Reply> tell(String as, String command, String... words) {
      return client
          .ask(target(this, as), Query.of(command, words))
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

    boolean here() {
      return addresses.has(Example.CAS_IP);
    }

    List<String> words() {
      return journal.lines().stream().map(JournalLine::word).toList();
    }

    /** The service ends; time passes meanwhile. */
    void stop() {
      CompletableFuture<Void> end = CompletableFuture.runAsync(agent::close);
      passUntil("the end of " + name(), end::isDone);
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

  @Override
  public void close() {
    a.close();
    b.close();
    client.close();
  }
}
