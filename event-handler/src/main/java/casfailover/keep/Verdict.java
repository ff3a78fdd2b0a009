package casfailover.keep;

import casfailover.decide.Decision;
import casfailover.decide.Reason;
import casfailover.decide.Situation;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A decision with its sentence and what it was decided on, which are put into words when somebody
 * first asks for them: a keeper decides far more often than anybody reads why.
 */
final class Verdict {

  private final Decision decision;
  private Supplier<Optional<Situation>> known;
  private Optional<Reason> reason;

  private Verdict(Decision decision, Supplier<Optional<Situation>> known, Optional<Reason> reason) {
    this.decision = decision;
    this.known = known;
    this.reason = reason;
  }

  /** A decision by no table. */
  Verdict(Decision decision, Reason reason) {
    this(decision, Optional::empty, Optional.of(reason));
  }

  /** A decision by one of the tables. */
  static Verdict of(Decision decision, Supplier<Situation> known) {
    return new Verdict(decision, () -> Optional.of(known.get()), Optional.empty());
  }

  Decision decision() {
    return decision;
  }

  /** What was decided on; empty where no table was asked. */
  Optional<Situation> situation() {
    Optional<Situation> situation = known.get();
    known = () -> situation;
    return situation;
  }

  Reason reason() {
    Reason said = reason.orElseGet(() -> situation().orElseThrow().reason());
    reason = Optional.of(said);
    return said;
  }
}
