package casfailover.program;

import casfailover.agent.Agent;
import casfailover.agent.Equipment;
import casfailover.agent.NrpePeerLine;
import casfailover.certificate.CertificateWatch;
import casfailover.config.Platform;
import casfailover.config.Settings;
import casfailover.config.SettingsChange;
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
import casfailover.nrpe.NrpeClient;
import casfailover.pair.Node;
import casfailover.probe.HttpServiceProbe;
import casfailover.probe.JavaLocalAddresses;
import casfailover.probe.LocalAddresses;
import casfailover.probe.ServiceProbe;
import casfailover.probe.SystemMoments;
import casfailover.probe.TcpServiceProbe;
import casfailover.probe.WitnessProbe;
import casfailover.probe.WitnessWatch;
import casfailover.process.CommandRunner;
import casfailover.process.ExecCommandRunner;
import casfailover.sight.Moment;
import casfailover.takeover.AddressTable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.LoggerFactory;

/** The one place where the parts of the programs are chosen and put together. */
final class Parts {

  private static final Duration SERVICE_DEADLINE = Duration.ofMillis(300);
  private static final Duration WITNESS_DEADLINE = Duration.ofSeconds(2);
  private static final Duration MAIL_PATIENCE = Duration.ofSeconds(2);

  private final Settings settings;
  private final Path home;
  private final Platform platform;
  private final Optional<Path> file;
  private final Supplier<Moment> clock = new SystemMoments();
  private final CommandRunner runner;
  private final LocalAddresses local = new JavaLocalAddresses();
  private final ScheduledExecutorService timer;
  private final SystemParts system;
  private final NrpeParts nrpe;
  private final ExchangeParts exchange;

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
    this.nrpe = new NrpeParts(settings);
    this.exchange = new ExchangeParts(settings, home, runner, clock);
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

  NrpeParts nrpe() {
    return nrpe;
  }

  ExchangeParts exchange() {
    return exchange;
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
            exchange.dagReader(),
            witness(),
            local,
            system.addresses(),
            system::lifetimeTrouble,
            system.announcer(),
            system.carrier(),
            system.oldScript(),
            journal,
            outbox,
            new NrpePeerLine(client, nrpe.peerTarget(), clock),
            new NrpePeer(client, nrpe.peerTarget()),
            new CertificateWatch(nrpe::certificates));
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
            ? exchange.dagReader()
            : used.dag(),
        change.touches("witness") ? witness() : used.witness(),
        used.local(),
        used.addresses(),
        used.lifetimes(),
        used.announcer(),
        used.carrier(),
        used.oldScript(),
        used.journal(),
        used.outbox(),
        line && used.peer() instanceof NrpePeerLine old ? old.to(nrpe.peerTarget()) : used.peer(),
        line && used.handover() instanceof NrpePeer old
            ? old.to(nrpe.peerTarget())
            : used.handover(),
        new CertificateWatch(nrpe::certificates));
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

  private Optional<WitnessWatch> witness() {
    return settings
        .witness()
        .map(host -> new WitnessWatch(host, witnessProbe(host)::ask, Parts::beside));
  }

  WitnessProbe witnessProbe(String host) {
    return new WitnessProbe(
        host, new TcpServiceProbe(List.of(WitnessProbe.PORT), WITNESS_DEADLINE, clock), clock);
  }

  private static void beside(Runnable look) {
    Thread thread = new Thread(look, "witness");
    thread.setDaemon(true);
    thread.start();
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
