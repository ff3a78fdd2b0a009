package casfailover.config;

import casfailover.pair.Timing;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * What differs between two states of the settings, by its names. Values are left out: they may be
 * secret, and they stand in the file.
 *
 * @param names the settings that differ, in the order of the manual
 */
public record SettingsChange(List<String> names) {

  /**
   * What makes the agent the one that it is: it would have to lay down one identity for another.
   */
  private static final Set<String> ONLY_AT_THE_START =
      Set.of("server[...]", "cas_ip", "server_port", "server_address", "state_dir", "log_file");

  private static final Map<String, Function<Settings, Object>> ALL = new LinkedHashMap<>();

  static {
    ALL.put("server[...]", s -> List.of(s.pair().self(), s.pair().peer()));
    ALL.put("cas_ip", s -> s.pair().casIps());
    ALL.put("gateway", s -> s.pair().gateway());
    ALL.put("preferred_owner", s -> s.pair().preferredOwner());
    ALL.put("allowed_hosts", Settings::allowedHosts);
    ALL.put("action_clients", Settings::actionClients);
    ALL.put("tls_dir", Settings::tlsDir);
    ALL.put("ssl_client_certs", Settings::clientCerts);
    ALL.put("ssl_version", Settings::sslVersion);
    ALL.put("server_port", Settings::serverPort);
    ALL.put("server_address", Settings::serverAddress);
    ALL.put("peer_agent", Settings::peerPort);
    ALL.put("command_timeout", Settings::commandTimeout);
    ALL.put("connection_timeout", Settings::connectionTimeout);
    ALL.put("service_ports", Settings::servicePorts);
    ALL.put("service_url", Settings::serviceUrl);
    ALL.put("gateway_probe", Settings::gatewayProbe);
    ALL.put("witness", Settings::witness);
    ALL.put("dag", Settings::dag);
    ALL.put("dag_databases", Settings::dagDatabases);
    ALL.put("powershell", Settings::powershell);
    ALL.put("exchange_uri", Settings::exchangeUri);
    ALL.put("exchange_snapin", Settings::exchangeSnapIn);
    ALL.put("dag_copy_queue_warn", Settings::dagCopyQueueWarn);
    ALL.put("dag_replay_queue_warn", Settings::dagReplayQueueWarn);
    ALL.put("mail_from", Settings::mailFrom);
    ALL.put("mail_to", Settings::mailTo);
    ALL.put("smtp_host", Settings::smtpHosts);
    ALL.put("smtp_security", Settings::smtpSecurity);
    ALL.put("smtp_user", Settings::smtpUser);
    ALL.put("smtp_password_file", Settings::smtpPasswordFile);
    ALL.put("mail_templates", Settings::mailTemplates);
    ALL.put("failback_authors", Settings::failbackAuthors);
    ALL.put("self_watch", Settings::selfWatch);
    ALL.put("state_dir", Settings::stateDir);
    ALL.put("log_file", Settings::logFile);
    time("limit", Timing::limit);
    time("ping_interval", Timing::pingInterval);
    time("ping_deadline", Timing::pingDeadline);
    time("tick", Timing::tick);
    time("lease", Timing::lease);
    time("dag_max_age", Timing::dagMaxAge);
    time("evidence_max_age", Timing::evidenceMaxAge);
    time("grant", Timing::grant);
    time("stand_down", Timing::standDown);
    time("peer_up_hold", Timing::peerUpHold);
    time("cool_down", Timing::coolDown);
    time("dag_patience", Timing::dagPatience);
    time("remind_every", Timing::remindEvery);
  }

  public SettingsChange {
    names = List.copyOf(names);
  }

  private static void time(String name, Function<Timing, Object> value) {
    ALL.put(name, s -> value.apply(s.timing()));
  }

  /** What must differ for two settings to differ in what they do. */
  public static SettingsChange between(Settings before, Settings after) {
    return new SettingsChange(
        ALL.entrySet().stream()
            .filter(one -> !one.getValue().apply(before).equals(one.getValue().apply(after)))
            .map(Map.Entry::getKey)
            .toList());
  }

  /** Whether any of some settings differs. */
  public boolean touches(String... some) {
    return names.stream().anyMatch(Set.of(some)::contains);
  }

  /** Those that a running agent cannot go over to. */
  public List<String> onlyAtTheStart() {
    return names.stream().filter(ONLY_AT_THE_START::contains).toList();
  }
}
