package casfailover.decide;

/** What a server knows when it decides, and the words that the sentence about it needs. */
public sealed interface Situation {

  /** What is shown and decides nothing. */
  Details details();

  /** What must be done. */
  Decision decision();

  /** Why. */
  default Reason reason() {
    return Reason.of(decision(), details());
  }

  /** That of a server that does not have the address. */
  record Standing(Evidence evidence, Details details) implements Situation {
    @Override
    public Decision decision() {
      return Decider.standingBy(evidence);
    }
  }

  /** That of a server that has it. */
  record Keeping(Holding holding, Details details) implements Situation {
    @Override
    public Decision decision() {
      return Decider.holding(holding);
    }
  }
}
