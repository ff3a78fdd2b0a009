package casfailover.config;

import casfailover.pair.Pair;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The settings of who may talk to the agent, and how. */
record AccessSettings(
    int serverPort,
    Optional<String> serverAddress,
    List<String> allowedHosts,
    int peerPort,
    ActionClients actionClients,
    Optional<Path> tlsDir,
    ClientCerts clientCerts,
    SslVersion sslVersion,
    Duration commandTimeout,
    Duration connectionTimeout) {

  /** The port that the NRPE protocol is registered with. */
  private static final int NRPE = 5666;

  /**
   * NRPE's own 300 s let whoever dawdles keep a connection for minutes; check_nrpe itself gives up
   * after 10.
   */
  private static final Duration CONNECTION = Duration.ofSeconds(30);

  private static final String EVERYBODY = "allowed_hosts";
  private static final String CLIENT_CERTS = "ssl_client_certs";
  private static final String VERSION = "ssl_version";

  /** Reads them; the pair, where there is one, says whose certificates must be there. */
  static AccessSettings read(Values values, Optional<Pair> pair, ReadFor whom) {
    int port = values.get("server_port", Syntax::port, NRPE);
    Optional<Path> tlsDir = values.find("tls_dir", Syntax::path);
    AccessSettings access =
        new AccessSettings(
            port,
            values.find("server_address", text -> serverAddress(text, pair)),
            values.requireList("allowed_hosts", AllowedHost::parse, "192.0.2.10"),
            values.get("peer_agent", Syntax::port, port),
            actionClients(values, pair),
            tlsDir,
            values.get(
                CLIENT_CERTS, text -> Syntax.word(text, ClientCerts.values()), ClientCerts.ASKED),
            values.get(VERSION, SslVersion::parse, SslVersion.TLS_1_2_AND_ABOVE),
            values.get("command_timeout", Syntax::seconds, Duration.ofSeconds(60)),
            values.get("connection_timeout", Syntax::seconds, CONNECTION));
    if (whom == ReadFor.AGENT && tlsDir.isPresent() && pair.isPresent()) {
      checkKeys(values, tlsDir.get(), pair.get());
    }
    access.warn(values, pair);
    return access;
  }

  private static String serverAddress(String text, Optional<Pair> pair) {
    String address = Syntax.host(text);
    boolean moves =
        pair.isPresent()
            && pair.get().casIps().stream().anyMatch(c -> c.address().toString().equals(address));
    if (moves) {
      throw new IllegalArgumentException(
          address + " is the cas_ip, which is not always here: leave server_address out");
    }
    return address;
  }

  private static ActionClients actionClients(Values values, Optional<Pair> pair) {
    Optional<List<String>> names = values.list("action_clients", AccessSettings::commonName);
    if (names.isPresent() && names.get().contains(EVERYBODY)) {
      if (names.get().size() > 1) {
        values.problem(
            "action_clients",
            "allowed_hosts stands for everybody and goes with no other name: write it alone, or"
                + " take it out");
      }
      return new ActionClients.AllowedHosts();
    }
    return new ActionClients.Certificates(
        names.orElseGet(
            () ->
                pair.map(p -> List.of(p.self().name(), p.peer().name(), PairSettings.MONITOR))
                    .orElse(List.of())));
  }

  private static String commonName(String text) {
    if (text.length() > 64 || text.indexOf('\t') >= 0) {
      throw new IllegalArgumentException(
          "'" + text + "' is not the common name (CN) of a certificate: at most 64 characters");
    }
    return text;
  }

  private static void checkKeys(Values values, Path folder, Pair pair) {
    if (!Files.isDirectory(folder)) {
      values.problem(
          "tls_dir", folder + " is not there: let 'cas-agent init-tls' make it, or correct it");
      return;
    }
    String self = pair.self().name();
    for (String name : List.of("ca.pem", self + ".pem", self + ".key")) {
      Path file = folder.resolve(name);
      if (!Files.isRegularFile(file)) {
        values.problem(
            "tls_dir", file + " is not there: let 'cas-agent init-tls' make it, or copy it here");
      } else if (!Files.isReadable(file)) {
        values.problem("tls_dir", file + " cannot be read: make the agent's user its owner");
      }
    }
  }

  private void warn(Values values, Optional<Pair> pair) {
    if (allowedHosts.stream().anyMatch(AllowedHost::isEverybody)) {
      values.warning(
          "allowed_hosts", "a network with /0 lets everybody ask: name the monitor's address");
    }
    for (String name : List.of(CLIENT_CERTS, VERSION)) {
      if (tlsDir.isEmpty() && values.isSet(name)) {
        values.warning(name, "has no effect without tls_dir: set that, or take this out");
      }
    }
    if (!(actionClients instanceof ActionClients.Certificates certificates)) {
      return;
    }
    if (tlsDir.isPresent() && clientCerts == ClientCerts.NOT_ASKED) {
      values.warning(
          CLIENT_CERTS,
          "with 0 nobody is asked for a certificate, so the agents take no action from anybody, an"
              + " event included: write 1 or 2");
    }
    if (tlsDir.isEmpty()) {
      values.warning(
          "tls_dir",
          "is not set: without certificates the agents take no action from anybody, an event"
              + " included; run 'cas-agent init-tls'");
    }
    for (String name : pair.map(p -> List.of(p.self().name(), p.peer().name())).orElse(List.of())) {
      if (!certificates.names().contains(name)) {
        values.warning(
            "action_clients",
            "does not name " + name + ", whose agent can then not hand the address over: add it");
      }
    }
  }
}
