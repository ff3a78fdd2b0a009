package casfailover.report;

import casfailover.decide.Decision;
import casfailover.decide.Decision.Act;
import casfailover.decide.Situation;
import casfailover.mail.Spans;
import casfailover.pair.FreeText;
import casfailover.pair.Pair;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What one server would do if its peer failed at this moment, guard by guard; nothing is done.
 *
 * @param pair the two servers
 * @param guards what each guard says now
 * @param supposed what would be decided with the peer gone; empty where nobody can tell yet
 * @param worstCase from the failure to a served client, as the settings say
 */
public record Drill(
    Pair pair, List<Guarded> guards, Optional<Situation> supposed, String worstCase) {

  /** Columns of a guard, of what it would do, and of its sentence before its age. */
  private static final int GUARD = 15;

  private static final int EFFECT = 8;
  private static final int SENTENCE = 52;

  /** What a guard would do. */
  public enum Effect {
    PASSES,
    /** It lets a takeover pass, and a person should know. */
    WARNS,
    HOLDS
  }

  /**
   * One guard.
   *
   * @param name as in {@code client access}
   * @param sentence what it says now, and what to do where it is not well
   * @param age how old that is; empty where it does not age
   */
  public record Guarded(String name, Effect effect, String sentence, Optional<Duration> age) {}

  public Drill {
    guards = List.copyOf(guards);
  }

  /** Whether the address would be served by this server. */
  public boolean ready() {
    return guards.stream().noneMatch(guard -> guard.effect == Effect.HOLDS)
        && supposed.map(Situation::decision).filter(Drill::serves).isPresent();
  }

  private static boolean serves(Decision decision) {
    return switch (decision.act()) {
      case TAKE, KEEP, KEEP_AND_ALARM, DEFEND -> true;
      default -> false;
    };
  }

  /** What it comes to, in one sentence without a full stop. */
  public String result() {
    String self = pair.self().name();
    String address = pair.casIp().toString();
    String peer = pair.peer().name();
    if (supposed.isEmpty()) {
      return self + " cannot tell yet what it would do: it has decided nothing since it started";
    }
    boolean holds = supposed.get() instanceof Situation.Keeping;
    if (ready()) {
      return self
          + (holds ? " has " + address + " and would keep it" : " would take " + address)
          + " if "
          + peer
          + " failed now";
    }
    Act act = supposed.get().decision().act();
    String would =
        holds
            ? act == Act.RELEASE || act == Act.DELETE
                ? " would let " + address + " go"
                : " would not be sure to keep " + address
            : " would NOT take " + address;
    return self + would + " if " + peer + " failed now, because " + why();
  }

  private String why() {
    Optional<Situation> decided = supposed.filter(s -> !serves(s.decision()));
    return decided.isPresent()
        ? decided.get().reason().text()
        : guards.stream()
            .filter(guard -> guard.effect == Effect.HOLDS)
            .map(guard -> guard.name + ": " + guard.sentence)
            .collect(Collectors.joining("; "));
  }

  /** The drill as an administrator reads it, each line ended by LF. */
  public String text() {
    StringBuilder page = new StringBuilder();
    page.append(ready() ? "READY " : "HELD ").append(FreeText.line(result())).append('\n');
    guards.forEach(guard -> page.append(line(guard)).append('\n'));
    return page.append(worstCase).append("\nnothing was done\n").toString();
  }

  private static String line(Guarded guard) {
    String effect =
        guard.effect == Effect.PASSES ? "passes" : guard.effect == Effect.WARNS ? "warns" : "HOLDS";
    String age = guard.age.map(a -> "  " + Spans.whole(a) + " ago").orElse("");
    return (pad(guard.name, GUARD)
            + pad(effect, EFFECT)
            + pad(FreeText.line(guard.sentence), SENTENCE)
            + age)
        .stripTrailing();
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  /** The same for programs: version 1 of its form. */
  public Json json() {
    return Json.object()
        .with("version", 1)
        .with("node", pair.self().name())
        .with("ready", Json.of(ready()))
        .with("result", result())
        .with("row", Json.of(supposed, s -> Json.of(s.decision().row().number())))
        .with(
            "guards",
            Json.array(
                guards,
                guard ->
                    Json.object()
                        .with("guard", guard.name)
                        .with("effect", guard.effect.name().toLowerCase(Locale.ROOT))
                        .with("detail", guard.sentence)
                        .with("age_ms", Json.of(guard.age, Json::of))
                        .end()))
        .with("worst_case", worstCase)
        .end();
  }
}
