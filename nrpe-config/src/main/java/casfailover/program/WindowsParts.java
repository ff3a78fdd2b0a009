package casfailover.program;

import casfailover.config.Platform;
import casfailover.config.Settings;
import casfailover.pair.Cidr;
import casfailover.pair.Ipv4;
import casfailover.pair.Timing;
import casfailover.probe.ArpExeWireProbe;
import casfailover.probe.LocalAddress;
import casfailover.probe.LocalAddresses;
import casfailover.probe.PingExePinger;
import casfailover.probe.PingExeReachProbe;
import casfailover.probe.Pinger;
import casfailover.probe.ReachProbe;
import casfailover.probe.WindowsPrograms;
import casfailover.probe.WireProbe;
import casfailover.process.Command;
import casfailover.process.CommandRunner;
import casfailover.sight.Moment;
import casfailover.takeover.AddressTable;
import casfailover.takeover.Announcer;
import casfailover.takeover.Carrier;
import casfailover.takeover.DuplicateDetection;
import casfailover.takeover.GuardLifetimes;
import casfailover.takeover.Lifetimes;
import casfailover.takeover.NetshAddressTable;
import casfailover.takeover.NetshAddressTable.Placed;
import casfailover.takeover.NoLifetimes;
import casfailover.takeover.OldScriptTask;
import casfailover.takeover.PersistentAddresses;
import casfailover.takeover.PingExeAnnouncer;
import casfailover.takeover.PowerShellDuplicateDetection;
import casfailover.takeover.RegPersistentAddresses;
import casfailover.takeover.SchtasksOldScriptTask;
import java.io.UncheckedIOException;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;

/** The parts for Windows: its own programs, and a guard process for the lifetime of an address. */
final class WindowsParts implements SystemParts {

  /** How long the guard may take to answer; the start of a JVM is part of the first answer. */
  private static final Duration GUARD_PATIENCE = Duration.ofSeconds(3);

  private final Settings settings;
  private final WindowsPrograms programs;
  private final Path powershell;
  private final Path scripts;
  private final LocalAddresses local;
  private final CommandRunner runner;
  private final Supplier<Moment> clock;
  private final ScheduledExecutorService timer;
  private final GuardLifetimes lifetimes;

  /**
   * The parts of one process.
   *
   * @param home the folder of the installed program
   * @param guard starts the guard process
   */
  WindowsParts(
      Platform.Windows windows,
      Settings settings,
      Path home,
      Command guard,
      LocalAddresses local,
      CommandRunner runner,
      Supplier<Moment> clock,
      ScheduledExecutorService timer) {
    this.settings = settings;
    this.programs = new WindowsPrograms(windows.systemRoot());
    // What the settings name is asked about Exchange; the system is asked by its own.
    this.powershell = windows.powershell().orElseThrow();
    this.scripts = home.resolve("windows");
    this.local = local;
    this.runner = runner;
    this.clock = clock;
    this.timer = timer;
    this.lifetimes = new GuardLifetimes(guard, runner, clock, GUARD_PATIENCE);
  }

  @Override
  public Pinger pinger(Timing timing) {
    return new PingExePinger(programs.ping(), timing, runner, clock, timer);
  }

  @Override
  public WireProbe wire() {
    return new ArpExeWireProbe(programs.arp(), programs.ping(), local, runner, clock);
  }

  @Override
  public ReachProbe reach() {
    return new PingExeReachProbe(settings.pair().self().address(), programs.ping(), runner, clock);
  }

  @Override
  public AddressTable addresses() {
    return addresses(lifetimes);
  }

  @Override
  public AddressTable addressesToDelete() {
    return addresses(new NoLifetimes());
  }

  /** Whoever tries an address deletes it by itself, and the agent's guard must not hear of it. */
  @Override
  public AddressTable addressesForATrial() {
    return addresses(
        new Lifetimes() {
          @Override
          public AddressTable.Result give(Cidr address, Duration lifetime) {
            return new AddressTable.Done(Duration.ZERO);
          }

          @Override
          public void end(Cidr address) {}

          @Override
          public Optional<Duration> left(Cidr address) {
            return Optional.of(Duration.ZERO); // ours, whatever the registry says
          }
        });
  }

  private AddressTable addresses(Lifetimes kept) {
    return new NetshAddressTable(
        programs.netsh(),
        settings.pair().self().address(),
        runner,
        () -> local.all().stream().map(WindowsParts::placed).toList(),
        persistentAddresses(),
        duplicateDetection(),
        kept);
  }

  private PersistentAddresses persistentAddresses() {
    return new RegPersistentAddresses(programs.reg(), runner);
  }

  private DuplicateDetection duplicateDetection() {
    return new PowerShellDuplicateDetection(
        powershell, scripts.resolve("address-state.ps1"), runner);
  }

  @Override
  public List<Path> programs() {
    return List.of(
        programs.ping(),
        programs.arp(),
        programs.netsh(),
        programs.reg(),
        programs.schtasks(),
        powershell);
  }

  /** This server's own address is one that both must know. */
  @Override
  public List<Trial> trials() {
    Ipv4 self = settings.pair().self().address();
    return List.of(
        new Trial(
            "address",
            "Windows calls " + self + " Preferred",
            () -> {
              DuplicateDetection.State state = duplicateDetection().settled(self);
              return state instanceof DuplicateDetection.State.Unknown unknown
                  ? new Trial.Seen(Trial.Verdict.UNKNOWN, unknown.why())
                  : Trial.Seen.of(state instanceof DuplicateDetection.State.Preferred, word(state));
            }),
        new Trial(
            "address",
            "the registry knows " + self + " as configured",
            () -> {
              PersistentAddresses.Answer answer = persistentAddresses().holds(self);
              return answer instanceof PersistentAddresses.Answer.Unknown unknown
                  ? new Trial.Seen(Trial.Verdict.UNKNOWN, unknown.why())
                  : Trial.Seen.of(
                      answer instanceof PersistentAddresses.Answer.Persistent,
                      answer instanceof PersistentAddresses.Answer.Persistent ? "yes" : "no");
            }),
        new Trial(
            "address",
            "no scheduled task runs " + OldScriptTask.SCRIPT,
            () -> {
              OldScriptTask.State state = oldScript().state();
              return state instanceof OldScriptTask.State.Unknown unknown
                  ? new Trial.Seen(Trial.Verdict.UNKNOWN, unknown.why())
                  : state instanceof OldScriptTask.State.Enabled enabled
                      ? Trial.Seen.of(false, enabled.name() + " is enabled")
                      : Trial.Seen.of(true, "none, or disabled");
            }));
  }

  private static String word(DuplicateDetection.State state) {
    return state instanceof DuplicateDetection.State.Other other
        ? other.word()
        : state instanceof DuplicateDetection.State.Preferred ? "Preferred" : "Duplicate";
  }

  /** Java's number of an interface is the one that netsh takes. */
  private static Placed placed(LocalAddress address) {
    String name = address.networkInterface();
    try {
      NetworkInterface found = NetworkInterface.getByName(name);
      if (found == null) {
        throw new SocketException("the interface " + name + " is gone");
      }
      String told = Optional.ofNullable(found.getDisplayName()).orElse(name);
      return new Placed(address.address(), found.getIndex(), told);
    } catch (SocketException e) {
      throw new UncheckedIOException("the system does not tell the number of " + name, e);
    }
  }

  @Override
  public Announcer announcer() {
    return new PingExeAnnouncer(programs.ping(), settings.pair().gateway(), runner);
  }

  /** Windows counts no links; an address whose cable was pulled is announced again all the same. */
  @Override
  public Carrier carrier() {
    return networkInterface -> OptionalLong.empty();
  }

  @Override
  public OldScriptTask oldScript() {
    return new SchtasksOldScriptTask(programs.schtasks(), runner);
  }

  @Override
  public Optional<String> lifetimeTrouble() {
    return lifetimes.trouble();
  }

  @Override
  public void beginService() {
    lifetimes.begin();
  }
}
