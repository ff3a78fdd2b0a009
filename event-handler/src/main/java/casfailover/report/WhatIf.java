package casfailover.report;

import casfailover.decide.Details;
import casfailover.decide.Situation;
import casfailover.pair.Pair;
import casfailover.pair.Timing;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Asks the decision tables about what is not so; nothing is done. */
public final class WhatIf {

  private final Pair pair;
  private final Timing timing;
  private final boolean dag;
  private final Optional<Situation> now;

  /**
   * Questions to one server.
   *
   * @param dag whether there is a DAG to ask
   * @param now what it knows at the moment; empty where nobody can tell
   */
  public WhatIf(Pair pair, Timing timing, boolean dag, Optional<Situation> now) {
    this.pair = pair;
    this.timing = timing;
    this.dag = dag;
    this.now = now;
  }

  /**
   * What would be decided if some things were so, and all else as it is now.
   *
   * @param arguments words as {@code gateway=silent}; {@code from=scratch} for all else as on a
   *     quiet day, {@code table=holding} or {@code table=standing} for the server that has the
   *     address or has not
   * @throws IllegalArgumentException naming the word that is not known, and those that are
   */
  public Supposition suppose(List<String> arguments) {
    WhatIfWords words = WhatIfWords.read(arguments);
    Table table = words.table(now.map(Table::of).orElse(Table.STANDING));
    Optional<Situation> base =
        words.fromScratch() ? Optional.empty() : now.filter(s -> Table.of(s) == table);
    Map<String, String> was = base.map(Table::words).orElseGet(() -> table.quietDay(dag));
    Map<String, String> supposed = table.plain(words.supposed());
    Map<String, String> all = new LinkedHashMap<>(was);
    all.putAll(supposed);
    Details details = details(base.map(Situation::details).orElseGet(this::quiet), supposed, all);
    return new Supposition(
        pair.self().name(),
        base.isPresent() ? Supposition.Origin.NOW : Supposition.Origin.SCRATCH,
        table,
        was,
        supposed.keySet(),
        all,
        table.situation(all, details));
  }

  private Details quiet() {
    return new Details(
        pair.self().name(),
        pair.peer().name(),
        pair.casIp().toString(),
        pair.gateway().toString(),
        "",
        "",
        "",
        "",
        dag ? "all" : "",
        "",
        Duration.ZERO,
        "",
        Duration.ZERO,
        "");
  }

  /** What was seen says nothing of what is only supposed. */
  private Details details(Details known, Map<String, String> supposed, Map<String, String> all) {
    Supposed s = new Supposed(supposed.keySet());
    String databases = all.getOrDefault("databases", "");
    String wait = all.getOrDefault("wait", "over");
    boolean newWait = supposed.containsKey("wait");
    return new Details(
        known.self(),
        known.peer(),
        known.address(),
        known.gateway(),
        all.getOrDefault("server", "silent").equals("seen")
            ? known.peer() + " does not have the address"
            : known.peer() + " is silent",
        s.or(known.peerSeen(), "server", "agent", "contact"),
        s.or(known.gatewaySeen(), "gateway"),
        s.or(known.wire(), "wire"),
        supposed.containsKey("databases") && databases.equals("here")
            ? "all"
            : supposed.containsKey("databases") && databases.equals("not_asked")
                ? ""
                : s.or(known.databases(), "databases", "right"),
        s.or(known.ownService(), "service"),
        newWait ? timing.takeWait() : known.waitLeft(),
        newWait
            ? wait.equals("wire")
                ? "nobody answers for the address only since a moment ago"
                : known.peer() + " might still have the address"
            : known.waitFor(),
        supposed.containsKey("cooldown") ? timing.coolDown() : known.coolDownLeft(),
        s.or(known.settings(), "settings"));
  }

  /** The keys that are only supposed. */
  private record Supposed(Set<String> keys) {
    String or(String seen, String... about) {
      return Stream.of(about).anyMatch(keys::contains) ? "supposed" : seen;
    }
  }
}
