package casfailover.program;

import casfailover.agent.Agent;
import casfailover.certificate.Monitors;
import casfailover.config.Reading;
import casfailover.config.Settings;
import casfailover.config.SettingsText;
import casfailover.config.Warning;
import casfailover.journal.Entry;
import casfailover.journal.EntryText;
import casfailover.journal.FileJournal;
import casfailover.journal.Opened;
import casfailover.journal.Recollection;
import casfailover.journal.StateLock;
import casfailover.mail.Outbox;
import casfailover.mail.OutboxException;
import casfailover.nrpe.NrpeServer;
import casfailover.nrpe.PortInUse;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The agent's main: reads its few words by hand, since every class more makes the start longer. */
public final class CasAgent {

  private static final String CHECK_CONFIG = "--check-config";
  private static final String INIT_TLS = "init-tls";
  private static final String IMPORT = "import";

  /** The word that the agent starts its guard process with; nobody else needs it. */
  static final String GUARD = "--guard";

  private static final String USAGE =
      """
      Usage: cas-agent --config FILE [--check-config]
             cas-agent --config FILE init-tls [--also NAME] [--monitor-user NAME]
             cas-agent --config FILE import FailoverMon.ps1
             cas-agent --version | --help

      Watches the other Exchange server, answers Nagios or Icinga over NRPE, and takes the
      client access address over when the monitoring system reports a hard failure.

        --config FILE    the settings, the same file on both servers
        --check-config   read them, print the times that follow from them, and end
        init-tls         make an authority and the certificates of both servers and the monitor
                         in tls_dir, or those that are missing there; on any machine
        --also           and that of a second monitor, NAME; where the authority is there already,
                         that one alone
        import           write FILE from the variables of the PowerShell script of 2010
        --monitor-user   who shall own the key of a monitor

      Examples:
        cas-agent --config /etc/cas-failover/cas-failover.cfg
        cas-agent --config /etc/cas-failover/cas-failover.cfg --check-config
        cas-agent --config /etc/cas-failover/cas-failover.cfg init-tls

      Exit: 0 done, 1 failed, 2 wrong words, 4 refused, 75 another agent runs on the same state folder
      """;

  /** Ends the agent that serves in order, once; does nothing where none does. */
  private static final AtomicReference<Runnable> END = new AtomicReference<>(() -> {});

  private CasAgent() {}

  /**
   * Ends the agent in order: what the service manager of Windows calls, in the JVM that runs it.
   */
  public static void stop(String[] arguments) {
    END.getAndSet(() -> {}).run();
  }

  /** Runs the agent until it is told to stop. */
  public static void main(String[] arguments) {
    int code = run(List.of(arguments), System.out, System.err);
    if (code != Exit.DONE) {
      System.exit(code);
    }
  }

  static int run(List<String> words, PrintStream out, PrintStream err) {
    return run(words, Stores.ON_DISK, out, err);
  }

  static int run(List<String> words, Stores stores, PrintStream out, PrintStream err) {
    if (words.contains("--help")) {
      out.print(USAGE);
      return Exit.DONE;
    }
    if (words.contains("--version")) {
      out.println("cas-agent " + Version.text());
      return Exit.DONE;
    }
    List<String> rest = new ArrayList<>(words);
    Optional<String> config = take(rest, "--config");
    Monitors monitors = new Monitors(take(rest, "--also"), take(rest, "--monitor-user"));
    boolean make = rest.equals(List.of(INIT_TLS));
    boolean check = rest.equals(List.of(CHECK_CONFIG));
    boolean guard = !rest.isEmpty() && rest.size() <= 2 && rest.get(0).equals(GUARD);
    boolean script = rest.size() == 2 && rest.get(0).equals(IMPORT);
    boolean known =
        make || (monitors.equals(Monitors.ONE) && (check || guard || script || rest.isEmpty()));
    if (config.isEmpty() || !known) {
      String wrong = config.isEmpty() ? "--config FILE is missing" : "wrong words";
      err.print("cas-agent: " + wrong + "\n\n" + USAGE);
      return Exit.USAGE;
    }
    Path file = Path.of(config.get()).toAbsolutePath();
    try {
      if (guard) {
        Optional<Path> claim = rest.stream().skip(1).map(Path::of).findFirst();
        return GuardMain.run(file, claim, System.in, out, err);
      }
      if (script) {
        return ScriptImport.run(Path.of(rest.get(1)).toAbsolutePath(), file, out, err);
      }
      return make ? initTls(file, monitors, out, err) : run(file, check, stores, out, err);
    } catch (IOException | UncheckedIOException | OutboxException e) {
      err.println("cas-agent: " + e.getMessage());
      return Exit.FAILED;
    }
  }

  /** Takes an option and its value out of the words. */
  private static Optional<String> take(List<String> words, String option) {
    int at = words.indexOf(option);
    if (at < 0 || at + 1 >= words.size()) {
      return Optional.empty();
    }
    words.remove(at);
    return Optional.of(words.remove(at));
  }

  private static int initTls(Path file, Monitors monitors, PrintStream out, PrintStream err)
      throws IOException {
    Reading reading = Machine.settingsAnywhere(file);
    return reading instanceof Reading.Good good
        ? InitTls.run(good.settings(), monitors, out, err)
        : refused(((Reading.Refused) reading).problems(), "nothing was made", err);
  }

  private static int refused(List<?> problems, String so, PrintStream err) {
    problems.forEach(err::println);
    int count = problems.size();
    err.println("cas-agent: " + count + (count == 1 ? " problem, " : " problems, ") + so);
    return Exit.FAILED;
  }

  private static int run(Path file, boolean check, Stores stores, PrintStream out, PrintStream err)
      throws IOException {
    Reading reading = check ? StartCheck.read(file) : StartCheck.readToStart(file);
    if (reading instanceof Reading.Refused refused) {
      return refused(refused.problems(), "nothing was started", err);
    }
    Reading.Good good = (Reading.Good) reading;
    for (Warning warning : good.warnings()) {
      err.println("warning: " + warning);
    }
    if (check) {
      SettingsText.derived(good.settings(), Machine.platform().add()).forEach(out::println);
      out.println("settings " + good.settings().hash() + " are good");
      return Exit.DONE;
    }
    return lockAndServe(file, good.settings(), stores, err);
  }

  private static int lockAndServe(Path file, Settings settings, Stores stores, PrintStream err)
      throws IOException {
    StateLock.Attempt attempt = StateLock.take(settings.stateDir());
    if (attempt instanceof StateLock.HeldBy held) {
      String pid = held.pid().isPresent() ? " (process " + held.pid().getAsLong() + ")" : "";
      err.println(
          "cas-agent: another one"
              + pid
              + " uses "
              + settings.stateDir()
              + ": end it, or give this one a state_dir of its own");
      return Exit.LOCKED;
    }
    try (StateLock lock = ((StateLock.Locked) attempt).lock()) {
      settings.logFile().ifPresent(CasAgent::logTo);
      log().debug("{} is ours: {}", settings.stateDir(), lock);
      Opened opened = stores.journal(settings.stateDir());
      try (FileJournal journal = opened.journal()) {
        remember(opened);
        return serve(file, settings, journal, stores.outbox(settings.stateDir()), err);
      }
    }
  }

  private static int serve(
      Path file, Settings settings, FileJournal journal, Outbox outbox, PrintStream err)
      throws IOException {
    Parts parts = new Parts(settings, home(), file);
    FileOutfitter outfitter = new FileOutfitter(file, parts);
    Recollection remembered = Parts.recollection(journal.lines());
    Agent agent = parts.agent(outfitter, journal, remembered, outbox, CasAgent::die);
    NrpeServer server;
    try {
      server = parts.nrpe().server(agent.service());
    } catch (PortInUse e) {
      String by = PortHolder.of(e.port()).map(line -> ": " + line).orElse("");
      err.println("cas-agent: " + e.getMessage() + by);
      agent.close();
      return Exit.FAILED;
    }
    outfitter.serves(server);
    CountDownLatch ended = new CountDownLatch(1);
    END.set(() -> stop(agent, server, ended));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(new String[0]), "stop"));
    agent.start();
    log()
        .info(
            "cas-agent {} on {} listens on port {}, settings {}",
            Version.text(),
            settings.pair().self(),
            server.port(),
            settings.hash());
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Exit.DONE;
  }

  private static void stop(Agent agent, NrpeServer server, CountDownLatch ended) {
    agent.close();
    server.close();
    log().info("cas-agent has ended");
    ended.countDown();
  }

  /** A log that cannot be written is no reason to leave the address without a keeper. */
  private static void logTo(Path file) {
    try {
      LogFile.use(file);
    } catch (IOException e) {
      log()
          .error(
              "log_file {} cannot be written: {}. The log goes to standard error until the next"
                  + " start; the folder must exist, and the agent's user must be allowed to write"
                  + " there",
              file,
              e.toString());
    }
  }

  private static void remember(Opened opened) throws IOException {
    if (opened instanceof Opened.Fresh) {
      Entry installed = new Entry.Installed();
      opened.journal().append(EntryText.word(installed), EntryText.values(installed));
      log().info("new state folder: paused until cas-event-handler resume");
    } else if (opened instanceof Opened.TornTail torn) {
      log()
          .warn(
              "the last line of the journal was cut off by a crash; its bytes are kept in {}",
              torn.saved());
    } else if (opened instanceof Opened.Lost lost) {
      log()
          .error(
              "the journal is lost: {}. {}Takes nothing until the other server says who held last, or"
                  + " a person orders: cas-event-handler takeover",
              lost.why(),
              lost.saved().map(file -> "The old one is kept in " + file + ". ").orElse(""));
    }
  }

  /** The keeper is broken: the kernel's lease ends what it held, and the next start reconciles. */
  private static void die(Throwable cause) {
    log().error("the keeper broke; the agent ends, and the lease of the address with it", cause);
    Runtime.getRuntime().halt(Exit.FAILED);
  }

  /**
   * The log, which is set up only when there is something to say: {@code --version} has nothing.
   */
  private static Logger log() {
    return LoggerFactory.getLogger(CasAgent.class);
  }

  /** The folder that holds bin, lib and what else is installed. */
  static Path home() {
    return Optional.ofNullable(System.getProperty("casfailover.home"))
        .map(Path::of)
        .orElse(Path.of("").toAbsolutePath());
  }
}
