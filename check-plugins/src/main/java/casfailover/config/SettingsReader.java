package casfailover.config;

import casfailover.pair.Pair;
import casfailover.pair.Timing;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** The way from a settings file to {@link Settings}, or to all that is wrong with it at once. */
public final class SettingsReader {

  private static final int HTTPS = 443;

  private SettingsReader() {}

  /**
   * Reads the settings of an agent, and whether it can read its keys and its mail password.
   *
   * @param file the file that names all the others
   * @param local the machine that it is read for
   */
  public static Reading read(Path file, LocalView local) {
    return read(file, local, ReadFor.AGENT);
  }

  /**
   * Reads the settings and leaves the files with keys and passwords aside: for the programs that
   * only ask the agent and may not read them.
   */
  public static Reading readWithoutSecrets(Path file, LocalView local) {
    return read(file, local, ReadFor.ASKING);
  }

  /**
   * Where a setting stands, for whoever finds fault with it later; the file as a whole if it stands
   * nowhere.
   *
   * @param name its name, without a key: {@code server[...]} stands for the first of them
   */
  public static Place place(Path file, String name) {
    String base = name.replaceAll("\\[.*", "");
    return SettingsFiles.read(file, new Findings()).stream()
        .filter(entry -> entry.base().equals(base))
        .map(Entry::place)
        .findFirst()
        .orElse(new Place(file, 0));
  }

  /**
   * Reads the settings for the program that makes the keys, on one of the servers or on any other
   * machine, which then counts as the first server.
   */
  public static Reading readAnywhere(Path file, LocalView local) {
    return read(file, local, ReadFor.MAKING_KEYS);
  }

  private static Reading read(Path file, LocalView local, ReadFor whom) {
    Findings findings = new Findings();
    List<Entry> entries = SettingsFiles.read(file, findings);
    if (entries.isEmpty() && findings.anyProblem()) {
      // Nothing was read: that each single name is missing would bury the reason.
      return new Reading.Refused(findings.problems());
    }
    Values values = Values.of(file, entries, findings);
    Optional<Pair> pair = PairSettings.read(values, local, whom);
    Timing timing = TimingSettings.read(values, local.platform(), findings);
    AccessSettings access = AccessSettings.read(values, pair, whom);
    DagSettings dag = DagSettings.read(values, local, pair);
    MailSettings mail = MailSettings.read(values, whom == ReadFor.AGENT);
    pair.ifPresent(p -> mail.warn(values, p, local.resolver()));
    List<Integer> ports = values.list("service_ports", Syntax::port).orElse(List.of(HTTPS));
    Optional<URI> url = values.find("service_url", SettingsReader::serviceUrl);
    GatewayProbe gatewayProbe =
        values.get(
            "gateway_probe",
            text -> Syntax.word(text, GatewayProbe.values()),
            GatewayProbe.PING_AND_ARP);
    List<String> authors = values.list("failback_authors", Syntax::plain).orElse(List.of());
    Path stateDir = values.get("state_dir", Syntax::path, local.platform().stateDir());
    Optional<Path> logFile = values.find("log_file", Syntax::path);
    if (findings.anyProblem()) {
      return new Reading.Refused(findings.problems());
    }
    Settings settings =
        new Settings(
            pair.orElseThrow(),
            timing,
            access.serverPort(),
            access.serverAddress(),
            access.allowedHosts(),
            access.peerPort(),
            ports,
            url,
            gatewayProbe,
            dag.witness(),
            dag.source(),
            dag.databases(),
            dag.powershell(),
            dag.exchangeUri().orElseThrow(),
            dag.exchangeSnapIn(),
            mail.from(),
            mail.to(),
            mail.hosts(),
            mail.security(),
            mail.user(),
            mail.passwordFile(),
            mail.templates(),
            authors,
            dag.selfWatch(),
            stateDir,
            logFile,
            access.actionClients(),
            access.tlsDir(),
            access.clientCerts(),
            access.sslVersion(),
            dag.copyQueueWarn(),
            dag.replayQueueWarn(),
            access.commandTimeout(),
            access.connectionTimeout(),
            hash(entries));
    return new Reading.Good(settings, findings.warnings());
  }

  private static URI serviceUrl(String text) {
    URI url = NodeUri.parse(text);
    if (!NodeUri.namesNode(url)) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' asks one host only: write NODE or NODE.corp.example for it, which stands for"
              + " each of the two servers in turn");
    }
    return url;
  }

  /** The same on both servers where the settings are, whatever comments and blanks differ. */
  private static String hash(List<Entry> entries) {
    StringBuilder text = new StringBuilder();
    for (Entry entry : entries) {
      text.append(entry.name()).append('=').append(entry.value()).append('\n');
    }
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] sum = digest.digest(text.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(sum).substring(0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256, and this one has not", e);
    }
  }
}
