package casfailover.program;

import casfailover.agent.Agent;
import casfailover.agent.Equipment;
import casfailover.agent.NrpePeerLine;
import casfailover.certificate.CertificateWatch;
import casfailover.certificate.Health;
import casfailover.certificate.Inspection;
import casfailover.certificate.TlsFolder;
import casfailover.config.DagSource;
import casfailover.config.Platform;
import casfailover.config.Settings;
import casfailover.config.SettingsChange;
import casfailover.exchange.DagReader;
import casfailover.exchange.PowerShellDagReader;
import casfailover.exchange.TwoSessionDagReader;
import casfailover.handover.NrpePeer;
import casfailover.journal.Journal;
import casfailover.journal.JournalLine;
import casfailover.journal.Recollection;
import casfailover.mail.Outbox;
import casfailover.mail.Postman;
import casfailover.mail.SmtpCourier;
import casfailover.mail.SmtpHost;
import casfailover.mail.SmtpSecurity;
import casfailover.mail.SmtpSettings;
import casfailover.nrpe.Admission;
import casfailover.nrpe.AllowedHosts;
import casfailover.nrpe.ClientCertificates;
import casfailover.nrpe.CommandService;
import casfailover.nrpe.HostNames;
import casfailover.nrpe.NrpeClient;
import casfailover.nrpe.NrpeServer;
import casfailover.nrpe.NrpeServerOptions;
import casfailover.nrpe.NrpeTarget;
import casfailover.nrpe.PacketVersion;
import casfailover.nrpe.Tls;
import casfailover.nrpe.TlsFiles;
import casfailover.nrpe.TlsVersions;
import casfailover.pair.Node;
import casfailover.probe.HttpServiceProbe;
import casfailover.probe.JavaLocalAddresses;
import casfailover.probe.LocalAddresses;
import casfailover.probe.ServiceProbe;
import casfailover.probe.SystemMoments;
import casfailover.probe.TcpServiceProbe;
import casfailover.process.CommandRunner;
import casfailover.process.ExecCommandRunner;
import casfailover.sight.Moment;
import casfailover.takeover.AddressTable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.zip.CRC32C;
import org.slf4j.LoggerFactory;

/** The one place where the parts of the programs are chosen and put together. */
final class Parts {

  private static final Duration SERVICE_DEADLINE = Duration.ofMillis(300);
  private static final Duration PEER_DEADLINE = Duration.ofMillis(300);
  private static final Duration LONGEST_DAG_PAUSE = Duration.ofSeconds(30);
  private static final Duration POWERSHELL_OPENING = Duration.ofSeconds(40);
  private static final Duration DAG_DEADLINE = Duration.ofSeconds(60);
  private static final Duration QUORUM_DEADLINE = Duration.ofSeconds(20);
  private static final Duration NAMES_DEADLINE = Duration.ofSeconds(2);
  private static final Duration MAIL_PATIENCE = Duration.ofSeconds(2);

  private final Settings settings;
  private final Path home;
  private final Platform platform;
  private final Optional<Path> file;
  private final Supplier<Moment> clock = new SystemMoments();
  private final CommandRunner runner;
  private final LocalAddresses local = new JavaLocalAddresses();
  private final ScheduledExecutorService timer;
  private volatile String certificatesWorn = "";

  private final SystemParts system;

  /**
   * Parts for some settings.
   *
   * @param home the folder of the installed program
   */
  Parts(Settings settings, Path home) {
    this(settings, home, Machine.platform(), Optional.empty());
  }

  /** Parts of an agent, which starts others of its kind with the same file. */
  Parts(Settings settings, Path home, Path file) {
    this(settings, home, Machine.platform(), Optional.of(file));
  }

  Parts(Settings settings, Path home, Platform platform, Optional<Path> file) {
    this(settings, home, platform, file, new ExecCommandRunner());
  }

  /** Parts that run programs by a runner of their own. */
  Parts(
      Settings settings, Path home, Platform platform, Optional<Path> file, CommandRunner runner) {
    this(
        settings,
        home,
        platform,
        file,
        runner,
        Executors.newSingleThreadScheduledExecutor(Parts::timer));
  }

  private Parts(
      Settings settings,
      Path home,
      Platform platform,
      Optional<Path> file,
      CommandRunner runner,
      ScheduledExecutorService timer) {
    this.settings = settings;
    this.home = home;
    this.platform = platform;
    this.file = file;
    this.runner = runner;
    this.timer = timer;
    this.system = chosen();
  }

  /** The one place that asks which system this is. */
  private SystemParts chosen() {
    return platform instanceof Platform.Windows windows
        ? new WindowsParts(
            windows, settings, home, GuardCommand.of(home, file), local, runner, clock, timer)
        : new LinuxParts(settings, local, runner, clock, timer);
  }

  private static Thread timer(Runnable task) {
    Thread thread = new Thread(task, "timer");
    thread.setDaemon(true);
    return thread;
  }

  /** Parts of the same machine for other settings. */
  Parts with(Settings others) {
    return new Parts(others, home, platform, file, runner, timer);
  }

  Supplier<Moment> clock() {
    return clock;
  }

  SystemParts system() {
    return system;
  }

  LocalAddresses local() {
    return local;
  }

  /** The addresses of this machine, for a program that adds none. */
  AddressTable addressTable() {
    return system.addressesToDelete();
  }

  /** Shows that a guard process deletes an address by itself. */
  GuardTrial guardTrial() {
    return new GuardTrial(
        claim -> GuardCommand.apart(home, file.orElseThrow(), claim),
        runner,
        system.addressesForATrial());
  }

  Agent agent(
      FileOutfitter outfitter,
      Journal journal,
      Recollection remembered,
      Outbox outbox,
      Consumer<Throwable> broken)
      throws IOException {
    system.beginService();
    NrpeClient client = NrpeClient.alone();
    Equipment equipment =
        new Equipment(
            clock,
            system.pinger(settings.timing()),
            system.wire(),
            system.reach(),
            serviceProbe(settings.pair().peer()),
            serviceProbe(settings.pair().self()),
            dagReader(),
            local,
            system.addresses(),
            system::lifetimeTrouble,
            system.announcer(),
            system.carrier(),
            system.oldScript(),
            journal,
            outbox,
            new NrpePeerLine(client, peerTarget(), clock),
            new NrpePeer(client, peerTarget()),
            new CertificateWatch(this::certificates));
    return new Agent(
        settings,
        equipment,
        outfitter,
        remembered,
        journal::lines,
        new Postman(outbox, new SmtpCourier(outfitter::smtp), clock, MAIL_PATIENCE),
        ZoneId.systemDefault(),
        Version.text(),
        broken);
  }

  /**
   * What an agent works with after a reload.
   *
   * @param used what it works with until then; what does not change stays, with what it knows
   */
  Equipment equipment(Equipment used, SettingsChange change, boolean otherCertificates)
      throws IOException {
    boolean services = change.touches("service_ports", "service_url");
    boolean line = otherCertificates || change.touches("peer_agent", "tls_dir");
    return new Equipment(
        used.clock(),
        change.touches("limit", "ping_interval", "ping_deadline")
            ? system.pinger(settings.timing())
            : used.pinger(),
        used.wire(),
        used.reach(),
        services ? serviceProbe(settings.pair().peer()) : used.peerService(),
        services ? serviceProbe(settings.pair().self()) : used.ownService(),
        change.touches("dag", "powershell", "exchange_uri", "exchange_snapin")
            ? dagReader()
            : used.dag(),
        used.local(),
        used.addresses(),
        used.lifetimes(),
        used.announcer(),
        used.carrier(),
        used.oldScript(),
        used.journal(),
        used.outbox(),
        line && used.peer() instanceof NrpePeerLine old ? old.to(peerTarget()) : used.peer(),
        line && used.handover() instanceof NrpePeer old ? old.to(peerTarget()) : used.handover(),
        new CertificateWatch(this::certificates));
  }

  /** What a journal adds up to; a line that does not read counts as a loss, and says so. */
  static Recollection recollection(List<JournalLine> lines) {
    return Recollection.of(
        lines,
        (line, why) ->
            LoggerFactory.getLogger(Parts.class)
                .error("line {} of the journal does not read: {}", line.seq(), why));
  }

  ServiceProbe serviceProbe(Node node) {
    return settings
        .serviceUrl(node)
        .<ServiceProbe>map(url -> new HttpServiceProbe(url.toString(), SERVICE_DEADLINE, clock))
        .orElseGet(() -> new TcpServiceProbe(settings.servicePorts(), SERVICE_DEADLINE, clock));
  }

  Optional<DagReader> dagReader() {
    if (settings.dag() == DagSource.NONE) {
      return Optional.empty();
    }
    return Optional.of(new TwoSessionDagReader(session(DAG_DEADLINE), session(QUORUM_DEADLINE)));
  }

  private DagReader session(Duration deadline) {
    return new PowerShellDagReader(
        settings.powershell(),
        home.resolve("windows").resolve("dag-session.ps1"),
        sessionArguments(),
        deadline,
        POWERSHELL_OPENING,
        LONGEST_DAG_PAUSE,
        runner,
        clock);
  }

  /** What {@code dag-session.ps1} is told of this server and its peer. */
  List<String> sessionArguments() {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "-ExchangeUri",
                settings.exchangeUri().toString(),
                "-Self",
                settings.pair().self().name(),
                "-Peer",
                settings.pair().peer().name(),
                "-PeerAddress",
                settings.pair().peer().address().toString()));
    if (settings.exchangeSnapIn()) {
      arguments.add("-SnapIn");
    }
    return List.copyOf(arguments);
  }

  /** Serves commands on the port of the settings. */
  NrpeServer server(CommandService service) throws IOException {
    InetSocketAddress listen =
        settings
            .serverAddress()
            .map(address -> new InetSocketAddress(address, settings.serverPort()))
            .orElseGet(() -> new InetSocketAddress(settings.serverPort()));
    return NrpeServer.start(
        NrpeServerOptions.of(listen, "NRPE v4 cas-agent " + Version.text())
            .within(settings.connectionTimeout()),
        admission(),
        service);
  }

  /** Who is let in, and how. */
  Admission admission() throws IOException {
    AllowedHosts hosts =
        AllowedHosts.parse(
            String.join(",", settings.allowedHosts()),
            Set.of(InetAddress.getByName(settings.pair().peer().address().toString())),
            HostNames.ofSystem(NAMES_DEADLINE));
    Optional<TlsFiles> files = tlsFiles();
    certificatesWorn = files.isEmpty() ? "" : fingerprint(files.get());
    Optional<Tls> tls =
        files.isEmpty()
            ? Optional.empty()
            : Optional.of(Tls.ofServer(files.get(), clientCertificates(), tlsVersions()));
    return new Admission(hosts, tls);
  }

  /** A word that is the same where the certificates of the last admission are; empty for none. */
  String certificatesWorn() {
    return certificatesWorn;
  }

  private static String fingerprint(TlsFiles files) throws IOException {
    CRC32C sum = new CRC32C();
    for (Path file : List.of(files.certificate(), files.key(), files.authority())) {
      sum.update(Files.readAllBytes(file));
      sum.update('\n');
    }
    return Long.toHexString(sum.getValue());
  }

  private ClientCertificates clientCertificates() {
    return switch (settings.clientCerts()) {
      case NOT_ASKED -> ClientCertificates.IGNORED;
      case ASKED -> ClientCertificates.ASKED;
      case REQUIRED -> ClientCertificates.REQUIRED;
    };
  }

  private TlsVersions tlsVersions() {
    return switch (settings.sslVersion()) {
      case TLS_1_2 -> TlsVersions.ONLY_1_2;
      case TLS_1_2_AND_ABOVE -> TlsVersions.FROM_1_2_ON;
      case TLS_1_3, TLS_1_3_AND_ABOVE -> TlsVersions.ONLY_1_3;
    };
  }

  private NrpeTarget peerTarget() throws IOException {
    Node peer = settings.pair().peer();
    return target(peer.address().toString(), settings.peerPort(), peer.name(), PEER_DEADLINE);
  }

  /** The agent of this machine, for the programs that ask it. */
  NrpeTarget localTarget(Duration deadline) throws IOException {
    String address = settings.serverAddress().orElse("127.0.0.1");
    String self = settings.pair().self().name();
    return target(address, settings.serverPort(), self, deadline, tlsOfWhoeverRunsThis());
  }

  /**
   * A front end may not read the server's key: with the monitor's it speaks for the monitor, and
   * without one it may look.
   */
  private Optional<Tls> tlsOfWhoeverRunsThis() throws IOException {
    Optional<TlsFolder> dir = tlsFolder();
    if (dir.isEmpty()) {
      return Optional.empty();
    }
    for (String name : List.of(settings.pair().self().name(), TlsFolder.MONITOR)) {
      TlsFiles files =
          new TlsFiles(dir.get().certificate(name), dir.get().key(name), dir.get().authority());
      if (Files.isReadable(files.certificate()) && Files.isReadable(files.key())) {
        return Optional.of(Tls.ofClient(files));
      }
    }
    return Optional.of(Tls.ofClient(dir.get().authority()));
  }

  private NrpeTarget target(String address, int port, String name, Duration deadline)
      throws IOException {
    Optional<TlsFiles> files = tlsFiles();
    Optional<Tls> tls = files.isEmpty() ? Optional.empty() : Optional.of(Tls.ofClient(files.get()));
    return target(address, port, name, deadline, tls);
  }

  private static NrpeTarget target(
      String address, int port, String name, Duration deadline, Optional<Tls> tls)
      throws IOException {
    return new NrpeTarget(
        new InetSocketAddress(InetAddress.getByName(address), port),
        PacketVersion.V4,
        tls,
        tls.map(t -> name),
        deadline);
  }

  private Optional<TlsFiles> tlsFiles() {
    String self = settings.pair().self().name();
    return tlsFolder()
        .map(dir -> new TlsFiles(dir.certificate(self), dir.key(self), dir.authority()));
  }

  private Optional<TlsFolder> tlsFolder() {
    return settings.tlsDir().map(TlsFolder::new);
  }

  /** How the certificates are; empty without TLS. */
  Optional<Health> certificates(Instant now) {
    String self = settings.pair().self().name();
    return tlsFolder().map(dir -> Inspection.of(dir, self, ZoneId.systemDefault(), now));
  }

  SmtpSettings smtp() {
    return new SmtpSettings(
        settings.pair().self().name(),
        settings.mailFrom(),
        settings.mailTo(),
        settings.smtpHosts().stream().map(h -> new SmtpHost(h.host(), h.port())).toList(),
        switch (settings.smtpSecurity()) {
          case OPPORTUNISTIC -> SmtpSecurity.OPPORTUNISTIC;
          case STARTTLS -> SmtpSecurity.REQUIRED;
          case NONE -> SmtpSecurity.NONE;
          case TLS -> SmtpSecurity.TLS;
        },
        settings
            .smtpUser()
            .flatMap(
                user ->
                    settings.smtpPasswordFile().map(file -> new SmtpSettings.Login(user, file))),
        SmtpSettings.TIMEOUT,
        SmtpSettings.DEADLINE,
        settings.mailTemplates());
  }
}
