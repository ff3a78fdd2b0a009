package casfailover.config;

import casfailover.pair.Node;
import casfailover.pair.Pair;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The settings of where the databases are heard of. */
record DagSettings(
    DagSource source,
    List<String> databases,
    Path powershell,
    Optional<URI> exchangeUri,
    boolean exchangeSnapIn,
    Optional<String> witness,
    boolean selfWatch,
    long copyQueueWarn,
    long replayQueueWarn) {

  /** Reads them; the pair, where there is one, gives the default of {@code exchange_uri}. */
  static DagSettings read(Values values, LocalView local, Optional<Pair> pair) {
    DagSource source =
        values.get("dag", text -> Syntax.word(text, DagSource.values()), DagSource.EXCHANGE);
    boolean selfWatch = values.get("self_watch", Syntax::yesOrNo, false);
    if (selfWatch && source == DagSource.NONE) {
      values.problem(
          "self_watch",
          "self_watch=yes does not go with dag=none: without a monitor and without the databases"
              + " nothing would tell a dead peer from a lost cable; give up one of the two");
    }
    return new DagSettings(
        source,
        values.list("dag_databases", Syntax::plain).orElse(List.of()),
        powershell(values, local, source),
        exchangeUri(values, pair),
        values.get("exchange_snapin", Syntax::yesOrNo, false),
        witness(values, pair, source),
        selfWatch,
        values.get("dag_copy_queue_warn", Syntax::queue, 100L),
        values.get("dag_replay_queue_warn", Syntax::queue, 200L));
  }

  private static Path powershell(Values values, LocalView local, DagSource source) {
    Optional<Path> set = values.find("powershell", Syntax::path);
    if (source == DagSource.NONE) {
      return set.or(local.platform()::powershell).orElse(Path.of(""));
    }
    Optional<Path> usual = local.platform().powershell();
    if (!values.isSet("powershell") && usual.isEmpty()) {
      values.problem(
          "powershell",
          "is missing, and this system has none of its own: name the program that answers for"
              + " Exchange, or write dag=none");
    }
    Path program = set.or(() -> usual).orElse(Path.of(""));
    if (set.isPresent() && !Files.isExecutable(program)) {
      values.warning(
          "powershell",
          program
              + " is no program that can be started here: until it is, nothing is known of the"
              + " databases, and nothing is taken over");
    }
    return program;
  }

  private static Optional<URI> exchangeUri(Values values, Optional<Pair> pair) {
    Optional<URI> set = values.find("exchange_uri", text -> forEither(text, pair));
    if (pair.isEmpty()) {
      return set;
    }
    String self = pair.get().self().name();
    return Optional.of(NodeUri.of(set.orElse(URI.create("http://NODE/PowerShell/")), self, self));
  }

  private static URI forEither(String text, Optional<Pair> pair) {
    URI uri = NodeUri.parse(text);
    if (pair.isPresent() && isOfPair(uri.getHost(), pair.get())) {
      throw new IllegalArgumentException(
          uri.getHost()
              + " is right on one server at most: write NODE or NODE.corp.example, which stands for"
              + " the server that reads this");
    }
    return uri;
  }

  private static Optional<String> witness(Values values, Optional<Pair> pair, DagSource source) {
    Optional<String> set = values.find("witness", text -> witness(text, pair));
    if (set.isPresent() && source == DagSource.NONE) {
      values.warning("witness", "has no effect with dag=none: take it out");
      return Optional.empty();
    }
    return set;
  }

  private static String witness(String text, Optional<Pair> pair) {
    String host = Syntax.host(text);
    if (pair.isPresent() && isOfPair(host, pair.get())) {
      throw new IllegalArgumentException(
          host + " belongs to the pair: the witness is a third machine");
    }
    return host;
  }

  private static boolean isOfPair(String host, Pair pair) {
    boolean cas = pair.casIps().stream().anyMatch(c -> c.address().toString().equals(host));
    return cas || isNode(host, pair.self()) || isNode(host, pair.peer());
  }

  private static boolean isNode(String host, Node node) {
    return host.equals(node.address().toString()) || host.equalsIgnoreCase(node.name());
  }
}
