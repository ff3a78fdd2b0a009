package casfailover.program;

import casfailover.config.Settings;
import casfailover.pair.Cidr;
import casfailover.pair.Timing;
import casfailover.probe.ArpingWireProbe;
import casfailover.probe.IputilsPinger;
import casfailover.probe.IputilsReachProbe;
import casfailover.probe.LocalAddresses;
import casfailover.probe.Pinger;
import casfailover.probe.Programs;
import casfailover.probe.ReachProbe;
import casfailover.probe.WireProbe;
import casfailover.process.CommandRunner;
import casfailover.sight.Moment;
import casfailover.takeover.AddressTable;
import casfailover.takeover.Announcer;
import casfailover.takeover.ArpingAnnouncer;
import casfailover.takeover.Carrier;
import casfailover.takeover.IpAddressTable;
import casfailover.takeover.OldScriptTask;
import casfailover.takeover.SysfsCarrier;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;

/** The parts for Linux: iputils, iproute2 and sysfs. */
final class LinuxParts implements SystemParts {

  private final Settings settings;
  private final LocalAddresses local;
  private final CommandRunner runner;
  private final Supplier<Moment> clock;
  private final ScheduledExecutorService timer;

  LinuxParts(
      Settings settings,
      LocalAddresses local,
      CommandRunner runner,
      Supplier<Moment> clock,
      ScheduledExecutorService timer) {
    this.settings = settings;
    this.local = local;
    this.runner = runner;
    this.clock = clock;
    this.timer = timer;
  }

  @Override
  public Pinger pinger(Timing timing) {
    return new IputilsPinger(Programs.ping(), timing, runner, clock, timer);
  }

  @Override
  public WireProbe wire() {
    return new ArpingWireProbe(
        Programs.arping(), settings.pair().self().address(), local, runner, clock);
  }

  @Override
  public ReachProbe reach() {
    return new IputilsReachProbe(
        settings.pair().self().address(), Programs.ping(), Programs.arping(), runner, clock);
  }

  @Override
  public AddressTable addresses() {
    return new IpAddressTable(
        Programs.ip(),
        runner,
        address ->
            local
                .find(address)
                .map(
                    a ->
                        new IpAddressTable.Placed(
                            new Cidr(a.address(), a.prefix()), a.networkInterface())));
  }

  @Override
  public AddressTable addressesToDelete() {
    return addresses();
  }

  @Override
  public AddressTable addressesForATrial() {
    return addresses();
  }

  @Override
  public List<Path> programs() {
    return List.of(Programs.ping(), Programs.arping(), Programs.ip());
  }

  @Override
  public List<Trial> trials() {
    return List.of();
  }

  @Override
  public Announcer announcer() {
    return new ArpingAnnouncer(Programs.arping(), runner);
  }

  @Override
  public Carrier carrier() {
    return new SysfsCarrier(Path.of("/sys/class/net"));
  }

  /** It is a script of Windows. */
  @Override
  public OldScriptTask oldScript() {
    return OldScriptTask.State.Off::new;
  }

  @Override
  public Optional<String> lifetimeTrouble() {
    return Optional.empty(); // the kernel keeps it
  }

  @Override
  public void beginService() {}
}
