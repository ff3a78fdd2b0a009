package casfailover.lab;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Debian's Nagios 4 with the shipped object package, on the monitor.
 *
 * <p>The package's intervals are for the stock {@code interval_length=60}; the lab's own pace is
 * 20, which turns the shortest one, 0.05, into one second.
 */
final class Nagios extends Monitor {
  /** Settings of an admin's nagios.cfg that name places of the package, or of the machine. */
  private static final Set<String> PLACES =
      Set.of(
          "cfg_file",
          "cfg_dir",
          "resource_file",
          "log_file",
          "command_file",
          "query_socket",
          "check_result_path",
          "status_file",
          "object_cache_file",
          "precached_object_file",
          "state_retention_file",
          "temp_file",
          "temp_path",
          "lock_file",
          "log_archive_path",
          "debug_file",
          "use_syslog",
          "check_for_updates");

  private static final String OWN =
      """
      nagios_user=nagios
      nagios_group=nagios
      check_workers=4
      interval_length=20
      status_update_interval=1
      check_result_reaper_frequency=1
      service_inter_check_delay_method=n
      host_inter_check_delay_method=n
      max_service_check_spread=1
      max_host_check_spread=1
      cached_host_check_horizon=0
      cached_service_check_horizon=0
      execute_service_checks=1
      execute_host_checks=1
      enable_event_handlers=1
      event_handler_timeout=30
      log_event_handlers=1
      log_service_retries=1
      log_host_retries=1
      illegal_object_name_chars=`~!$%^&*|'"<>?,()=
      illegal_macro_output_chars=`~$&|'"<>
      """;

  private final Pace pace;
  private final Daemon daemon;

  /** How fast it goes. */
  enum Pace {
    /** A check each second. */
    LAB,
    /** As Debian's nagios.cfg has it, but for its places. */
    STOCK
  }

  Nagios(Lab lab, Pace pace) {
    this(lab, pace, new Certificates(lab.ground()));
  }

  Nagios(Lab lab, Pace pace, Certificates certificates) {
    super(lab, "nagios", certificates);
    this.pace = pace;
    this.daemon = new Daemon(lab, Host.MONITOR, "nagios");
  }

  @Override
  String label() {
    return "Nagios";
  }

  @Override
  Map<String, Path> logs() {
    return Map.of(label(), folder().resolve("nagios.log"));
  }

  @Override
  Path commands() {
    return folder().resolve("nagios.cmd");
  }

  @Override
  void start() {
    write();
    lab().local("chown", "-R", "nagios:nagios", folder().toString());
    String config = folder().resolve("nagios.cfg").toString();
    String verdict =
        lab()
            .must(
                Host.MONITOR,
                "setpriv",
                "--reuid=nagios",
                "--regid=nagios",
                "--init-groups",
                "nagios4",
                "-v",
                config);
    if (verdict.contains("Warning:")) {
      throw new CannotRun("nagios4 -v warns:\n" + verdict);
    }
    daemon.start("setpriv", "--reuid=nagios", "--regid=nagios", "--init-groups", "nagios4", config);
  }

  @Override
  String dashboard() {
    new NagiosWeb(this).start();
    return "nagios";
  }

  @Override
  void stop() {
    daemon.stop();
  }

  private void write() {
    lab().ground().made(folder().resolve("results"));
    put("resource.cfg", "$USER1$=/usr/lib/nagios/plugins\n" + shipped());
    put("hosts.cfg", hosts());
    put("nagios.cfg", settings());
  }

  /** The package's own resource file, but for the folder of the monitor's certificate. */
  private String shipped() {
    Path file = lab().ground().distribution().resolve("nagios/cas-failover-resource.cfg");
    Path certificate = certificates().certificate(Host.MONITOR);
    return text(file)
        .replace("/etc/nagios4/cas-failover/", certificate.getParent() + "/")
        .replace("$USER21$=/etc/nagios4/cas-failover", "$USER21$=" + file.getParent());
  }

  private String settings() {
    String places = places();
    return switch (pace) {
      case LAB -> places + OWN;
      case STOCK -> places + stock();
    };
  }

  private static String stock() {
    return text(Path.of("/etc/nagios4/nagios.cfg"))
        .lines()
        .filter(line -> !PLACES.contains(line.split("=", 2)[0]))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private String places() {
    Path objects = lab().ground().distribution().resolve("nagios");
    return """
        cfg_file=PACKAGE/cas-failover-commands.cfg
        cfg_file=PACKAGE/cas-failover-templates.cfg
        cfg_file=PACKAGE/pair-example.cfg
        cfg_file=HERE/hosts.cfg
        resource_file=HERE/resource.cfg
        log_file=HERE/nagios.log
        command_file=HERE/nagios.cmd
        check_external_commands=1
        retain_state_information=1
        use_retained_program_state=1
        enable_notifications=1
        notification_timeout=30
        log_notifications=1
        query_socket=HERE/nagios.qh
        check_result_path=HERE/results
        status_file=HERE/status.dat
        object_cache_file=HERE/objects.cache
        state_retention_file=HERE/retention.dat
        temp_file=HERE/nagios.tmp
        temp_path=HERE
        lock_file=HERE/nagios.lock
        use_syslog=0
        check_for_updates=0
        """
        .replace("PACKAGE", objects.toString())
        .replace("HERE", folder().toString());
  }

  /** The admin's own part: a contact, and two hosts, which the package's services attach to. */
  private static String hosts() {
    StringBuilder all =
        new StringBuilder(
            """
            define command {
              command_name  host-alive
              command_line  /usr/bin/ping -n -q -c 1 -W 1 $HOSTADDRESS$ || exit 2
            }
            define command {
              command_name  tell-nobody
              command_line  /bin/true
            }
            define contact {
              contact_name                   admin
              contactgroups                  cas-operators
              host_notification_period       cas-always
              service_notification_period    cas-always
              host_notification_options      d,u,r
              service_notification_options   w,u,c,r
              host_notification_commands     tell-nobody
              service_notification_commands  tell-nobody
            }
            """);
    for (Host host : List.of(Host.EXCH_A, Host.EXCH_B)) {
      all.append(
          """
          define host {
            host_name           NAME
            address             ADDRESS
            check_command       host-alive
            check_interval      0.05
            retry_interval      0.05
            max_check_attempts  3
            check_period        cas-always
            notification_period cas-always
            contact_groups      cas-operators
          }
          """
              .replace("NAME", host.label())
              .replace("ADDRESS", host.address()));
    }
    return all.toString();
  }
}
