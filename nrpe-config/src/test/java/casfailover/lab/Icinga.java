package casfailover.lab;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Debian's Icinga 2 with the shipped package, on one machine or on two. */
final class Icinga extends Monitor {
  private final IcingaZones zones;
  private final Duration interval;
  private final List<IcingaDaemon> daemons;
  private int told;

  /**
   * One that does not run yet.
   *
   * @param interval between two looks at a server and at the address
   */
  Icinga(Lab lab, IcingaZones zones, Duration interval) {
    this(lab, zones, interval, new Certificates(lab.ground()));
  }

  Icinga(Lab lab, IcingaZones zones, Duration interval, Certificates certificates) {
    super(lab, "icinga2", certificates);
    this.zones = zones;
    this.interval = interval;
    this.daemons = zones.machines().stream().map(host -> daemon(lab, host)).toList();
  }

  private IcingaDaemon daemon(Lab lab, Host host) {
    Path own = folder();
    return new IcingaDaemon(
        lab, host, host == Host.MONITOR ? own : own.resolveSibling("icinga2-" + host.label()));
  }

  @Override
  String label() {
    return "Icinga";
  }

  @Override
  Map<String, Path> logs() {
    Map<String, Path> logs = new LinkedHashMap<>();
    for (IcingaDaemon daemon : daemons) {
      logs.put(
          daemons.size() == 1 ? label() : label() + " on " + daemon.host().label(), daemon.log());
    }
    return logs;
  }

  /** Each master in turn: people need not know which of them cares for a service. */
  @Override
  Path commands() {
    List<Path> pipes =
        daemons.stream()
            .filter(daemon -> zones.masters().contains(daemon.host()))
            .map(IcingaDaemon::commands)
            .toList();
    return pipes.get(told++ % pipes.size());
  }

  @Override
  void start() {
    if (!daemons.get(0).configured()) {
      write();
    }
    daemons.forEach(IcingaDaemon::start);
  }

  /** Fills a database from now on, which Icinga Web 2 reads. */
  @Override
  String dashboard() {
    IcingaDaemon first = daemons.get(0);
    new IcingaWeb(lab(), folder().resolve("web"), first.commands()).start();
    first.stop();
    first.configure(configuration(first) + IcingaWeb.FEATURE);
    first.start();
    return "icinga";
  }

  @Override
  void stop() {
    daemons.forEach(IcingaDaemon::stop);
  }

  private void write() {
    daemons.forEach(daemon -> daemon.prepare(certificates()));
    if (daemons.size() > 1) {
      new IcingaAuthority(lab(), daemons.get(0)).certify(daemons);
    }
    daemons.forEach(daemon -> daemon.configure(configuration(daemon)));
    Path shipped = lab().ground().distribution().resolve("icinga2/cas-failover.conf");
    put("ConfigDir/" + zones.forPackage() + "/commands.conf", CHECK_COMMAND);
    put("ConfigDir/" + zones.forPackage() + "/cas-failover.conf", text(shipped));
    put(
        "ConfigDir/" + zones.forHosts() + "/hosts.conf",
        host(Host.EXCH_A, Host.EXCH_B) + host(Host.EXCH_B, Host.EXCH_A));
  }

  /** The admin's own part on one machine. */
  private String configuration(IcingaDaemon daemon) {
    return (LOCAL + (daemons.size() > 1 ? API : "") + zones.objects() + included(daemon))
        .replace("NAME", daemon.host().label())
        .replace("ADDRESS", daemon.host().address())
        .replace("HERE", daemon.folder().toString())
        .replace("INTERVAL", interval.toMillis() + "ms");
  }

  /** Icinga reads what lies in its zones.d, or comes from the other machine, by itself. */
  private String included(IcingaDaemon daemon) {
    String notifies =
        zones.masters().contains(daemon.host())
            ? "object NotificationComponent \"notification\" { }\n"
            : "";
    String files =
        zones == IcingaZones.ONE_MASTER
            ? """
              include "HERE/ConfigDir/commands.conf"
              include "HERE/ConfigDir/cas-failover.conf"
              include "HERE/ConfigDir/hosts.conf"
              """
            : "";
    return notifies + files;
  }

  private static final String LOCAL =
      """
      const NodeName = "NAME"
      const PluginDir = "/usr/lib/nagios/plugins"
      const CasFailoverDir = "HERE/cas"
      const CasFailoverInterval = INTERVAL
      include <itl>
      include <plugins>
      object CheckerComponent "checker" { }
      object FileLogger "main" {
        severity = "information"
        path = "HERE/LogDir/icinga2.log"
      }
      object ExternalCommandListener "command" { command_path = "HERE/icinga2.cmd" }
      object CompatLogger "compatlog" { log_dir = "HERE/compat" }
      object StatusDataWriter "statusdata" {
        status_path = "HERE/status.dat"
        objects_path = "HERE/objects.cache"
        update_interval = 1s
      }
      """;

  private static final String API =
      """
      object ApiListener "api" {
        bind_host = "ADDRESS"
        accept_config = true
        accept_commands = true
      }
      """;

  /** Check_ping would take 3 s for a dead host. */
  private static final String CHECK_COMMAND =
      """
      object CheckCommand "site-alive" {
        command = [ "/bin/sh", "-c", "ping -n -q -c 1 -W 1 $$1 || exit 2", "ping", "$address$" ]
      }
      """;

  /** A host as an admin has it, with the one variable. */
  private static String host(Host host, Host peer) {
    return """
        object Host "NAME" {
          address = "ADDRESS"
          check_command = "site-alive"
          check_interval = CasFailoverInterval
          retry_interval = CasFailoverInterval
          max_check_attempts = 3
          vars.cas_failover = { ip = "CAS_IP", peer = "PEER" }
        }
        """
        .replace("NAME", host.label())
        .replace("ADDRESS", host.address())
        .replace("CAS_IP", Host.CAS_IP)
        .replace("PEER", peer.label());
  }
}
