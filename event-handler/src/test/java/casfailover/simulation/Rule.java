package casfailover.simulation;

/** What an auditor holds a run against. */
enum Rule {
  /** Two never have the address, but for what a clock that stood still excuses for a lease. */
  ONE_HOLDER,
  /** Two that hear each other are one again within a second. */
  ONE_SEEN,
  /** Somebody has it where the vacancy rule or a HARD state says so. */
  SOMEBODY_HOLDS,
  /** Nothing is taken on unknown or on old evidence. */
  EVIDENCE,
  /** What was acknowledged as written is there after recovery. */
  JOURNAL,
  /** One thing that happened gives one mail. */
  ONE_MAIL,
  /** Without a person's word it stays where it is. */
  NO_FAILBACK,
  /** Nothing is released that could be kept. */
  NOT_NEEDLESS,
  /** Once nothing is wrong any more, it does not go to and fro. */
  NO_OSCILLATION,
  /** Whoever asked is answered, and once. */
  ONE_ANSWER,
  /** Each term is higher than those before. */
  TERMS_RISE,
  /** A pause stops takes. */
  PAUSE_HOLDS,
  /** Clients know where it is. */
  CLIENT_SERVED,
  /** The keeper itself never breaks. */
  KEEPER_LIVES
}
