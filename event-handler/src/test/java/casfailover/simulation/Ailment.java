package casfailover.simulation;

/** What is wrong with one way of looking. */
enum Ailment {
  NONE,
  /** The answer cannot be told. */
  UNKNOWN,
  /** The answer takes up to some seconds. */
  SLOW,
  /** There is no answer before the deadline. */
  HANGS,
  /** The answer is the one that lets this server have the address, whatever is true. */
  LIES
}
