package casfailover.agent;

import casfailover.config.ActionClients;
import casfailover.config.ClientCerts;
import casfailover.config.DagSource;
import casfailover.config.GatewayProbe;
import casfailover.config.HostPort;
import casfailover.config.Settings;
import casfailover.config.SmtpSecurity;
import casfailover.config.SslVersion;
import casfailover.journal.Recollection;
import casfailover.keep.Keeper;
import casfailover.keep.Setup;
import casfailover.pair.Cidr;
import casfailover.pair.Ipv4;
import casfailover.pair.Node;
import casfailover.pair.Pair;
import casfailover.pair.Timing;
import casfailover.sight.Moment;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * The settings of exch-b, or of exch-a, with times that fit a clock that is turned a second at a
 * time.
 */
record Example(
    Path stateDir,
    ActionClients clients,
    List<Cidr> casIps,
    Timing timing,
    Ipv4 gateway,
    Ipv4 addressOfA,
    Optional<Path> tlsDir,
    boolean ofA) {

  static final Cidr CAS_IP = Cidr.parse("192.0.2.100/24");
  static final Cidr SECOND_CAS_IP = Cidr.parse("192.0.2.101/24");

  private static final Duration EVIDENCE_MAX_AGE = Duration.ofSeconds(2);

  static final Timing TIMING = timing(8, EVIDENCE_MAX_AGE);

  private static final Ipv4 GATEWAY = Ipv4.parse("192.0.2.1");

  private static Timing timing(int lease, Duration evidenceMaxAge) {
    return timing(lease, evidenceMaxAge, Duration.ofMillis(10));
  }

  private static Timing timing(int lease, Duration evidenceMaxAge, Duration tick) {
    return new Timing(
        10,
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        tick,
        Duration.ofSeconds(lease),
        Duration.ofSeconds(4),
        evidenceMaxAge,
        Duration.ofSeconds(2),
        Duration.ofMinutes(2),
        Duration.ofSeconds(30),
        Duration.ofSeconds(60),
        Duration.ofMinutes(10),
        Duration.ofHours(1));
  }

  static Example in(Path stateDir) {
    return new Example(
        stateDir,
        new ActionClients.AllowedHosts(),
        List.of(CAS_IP),
        TIMING,
        GATEWAY,
        Ipv4.parse("192.0.2.11"),
        Optional.empty(),
        false);
  }

  /** Those of the other server. */
  Example ofTheOther() {
    return new Example(stateDir, clients, casIps, timing, gateway, addressOfA, tlsDir, true);
  }

  Example withClients(ActionClients others) {
    return new Example(stateDir, others, casIps, timing, gateway, addressOfA, tlsDir, ofA);
  }

  Example withCasIps(Cidr... several) {
    return new Example(
        stateDir, clients, List.of(several), timing, gateway, addressOfA, tlsDir, ofA);
  }

  Example withLease(int seconds) {
    return with(timing(seconds, EVIDENCE_MAX_AGE));
  }

  /** As it is by default: less than from one look to the next while nothing is wrong. */
  Example withEvidenceMaxAgeByDefault() {
    return with(timing(8, Timing.DEFAULT.evidenceMaxAge()));
  }

  /** With a keeper that hears of the time so often. */
  Example withTick(Duration tick) {
    return with(timing(8, EVIDENCE_MAX_AGE, tick));
  }

  private Example with(Timing other) {
    return new Example(stateDir, clients, casIps, other, gateway, addressOfA, tlsDir, ofA);
  }

  Example withGateway(Ipv4 other) {
    return new Example(stateDir, clients, casIps, timing, other, addressOfA, tlsDir, ofA);
  }

  /** With the other server at an address that callers of a test can have. */
  Example withPeerAt(String address) {
    return new Example(
        stateDir, clients, casIps, timing, gateway, Ipv4.parse(address), tlsDir, ofA);
  }

  /** With a folder of certificates, which nobody reads here. */
  Example withCertificates() {
    Optional<Path> folder = Optional.of(stateDir.resolve("tls"));
    return new Example(stateDir, clients, casIps, timing, gateway, addressOfA, folder, ofA);
  }

  Settings settings() {
    return settings("3f9c21");
  }

  Settings settings(String hash) {
    Node a = new Node("exch-a", addressOfA);
    Node b = new Node("exch-b", Ipv4.parse("192.0.2.12"));
    Pair pair = new Pair(ofA ? a : b, ofA ? b : a, "exch-a", casIps, gateway);
    return new Settings(
        pair,
        timing,
        5666,
        Optional.empty(),
        List.of("192.0.2.10"),
        5666,
        List.of(443),
        Optional.empty(),
        GatewayProbe.PING_AND_ARP,
        Optional.empty(),
        DagSource.EXCHANGE,
        List.of(),
        Path.of("/usr/bin/pwsh"),
        URI.create("http://exch-b.corp.example/PowerShell/"),
        false,
        "cas@example.net",
        List.of("admin@example.net"),
        List.of(new HostPort("mail.provider.example", 587)),
        SmtpSecurity.OPPORTUNISTIC,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        false,
        stateDir,
        Optional.empty(),
        clients,
        tlsDir,
        ClientCerts.ASKED,
        SslVersion.TLS_1_2_AND_ABOVE,
        100,
        200,
        Duration.ofSeconds(60),
        Duration.ofSeconds(300),
        hash);
  }

  /** A keeper that starts by these settings and remembers nothing. */
  static Keeper keeper(Settings settings, Moment now) {
    Setup setup =
        new Setup(
            settings.pair(),
            settings.timing(),
            List.of(),
            true,
            true,
            true,
            Optional.empty(),
            "3f9c21",
            "1.0.0",
            ZoneOffset.UTC);
    return new Keeper(setup, Recollection.EMPTY, now);
  }
}
