package casfailover.config;

import casfailover.pair.Spelling;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The names that a settings file may use: ours, and those of nrpe.cfg that say nothing here. */
final class Names {

  /** The ones that do something, keys in brackets left out. */
  private static final Set<String> OURS =
      Set.of(
          ("server cas_ip gateway preferred_owner allowed_hosts server_port server_address peer_agent"
                  + " service_ports service_url gateway_probe witness dag dag_databases powershell"
                  + " exchange_uri exchange_snapin mail_from mail_to smtp_host smtp_security smtp_user"
                  + " smtp_password_file mail_templates failback_authors self_watch state_dir log_file"
                  + " action_clients"
                  + " tls_dir ssl_client_certs ssl_version dag_copy_queue_warn dag_replay_queue_warn"
                  + " command_timeout connection_timeout limit ping_interval ping_deadline tick lease dag_max_age"
                  + " evidence_max_age grant stand_down peer_up_hold cool_down dag_patience"
                  + " remind_every include include_file include_dir")
              .split(" "));

  private static final String TLS = "TLS is set up by tls_dir, which 'cas-agent init-tls' fills";
  private static final String BUILT_IN = "the agent's commands are built in and start no shell";
  private static final String START = "whoever starts the agent settles that";
  private static final String LOG = "the agent logs to standard error, or to log_file";

  /** Names of nrpe.cfg that do nothing here, and why nobody misses them. */
  private static final Map<String, String> IGNORED =
      Map.ofEntries(
          Map.entry("command", BUILT_IN),
          Map.entry("command_prefix", BUILT_IN),
          Map.entry("max_commands", "the agent bounds its work by itself"),
          Map.entry("dont_blame_nrpe", "arguments are always words from a list, never a shell's"),
          Map.entry("allow_bash_command_substitution", BUILT_IN),
          Map.entry("nasty_metachars", "no argument ever reaches a shell"),
          Map.entry("listen_queue_size", "the agent always keeps a queue of 512"),
          Map.entry("allow_weak_random_seed", TLS),
          Map.entry("ssl_use_adh", TLS),
          Map.entry("ssl_cipher_list", TLS),
          Map.entry("ssl_cacert_file", TLS),
          Map.entry("ssl_cert_file", TLS),
          Map.entry("ssl_privatekey_file", TLS),
          Map.entry("ssl_logging", LOG),
          Map.entry("log_facility", LOG),
          Map.entry("debug", LOG),
          Map.entry("disable_syslog", LOG),
          Map.entry("pid_file", START),
          Map.entry("nrpe_user", START),
          Map.entry("nrpe_group", START),
          Map.entry("keep_env_vars", START));

  private Names() {}

  /** The names that do something here. */
  static Set<String> ours() {
    return OURS;
  }

  /** Whether a name does something here, as it stands with or without a key. */
  static boolean known(Entry entry) {
    return OURS.contains(entry.base())
        && entry.base().equals("server") != entry.base().equals(entry.name());
  }

  /** Why a name of nrpe.cfg is ignored here; empty for all other names. */
  static Optional<String> ignored(Entry entry) {
    return Optional.ofNullable(IGNORED.get(entry.base()));
  }

  /** What to say of a name that nobody knows. The value is left out: it may be a password. */
  static String unknown(Entry entry) {
    if (entry.name().equals("server")) {
      return "server: the server's name is missing: write it in brackets,"
          + " server[exch-a]=192.0.2.11";
    }
    if (entry.name().equals("smtp_password")) {
      return "smtp_password: a password does not belong here: put it into a file that only the"
          + " agent's user can read, and name the file with smtp_password_file=";
    }
    if (!entry.key().isEmpty() && OURS.contains(entry.base())) {
      return entry.base() + ": takes no key in brackets: write " + entry.base() + "=";
    }
    String key = entry.key().isEmpty() ? "" : "[" + entry.key() + "]";
    return Spelling.closest(entry.base(), OURS)
        .map(name -> "'" + entry.name() + "' is unknown: did you mean " + name + key + "?")
        .orElse("'" + entry.name() + "' is unknown: take it out, or see the list of settings");
  }
}
