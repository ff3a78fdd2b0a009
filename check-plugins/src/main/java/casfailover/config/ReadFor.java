package casfailover.config;

/** Whom settings are read for, and so what must be there. */
enum ReadFor {
  /** The agent: it is one of the servers, and can read its keys and passwords. */
  AGENT,
  /** A program that asks the agent of its server, and need not read them. */
  ASKING,
  /** The program that makes the keys, on any machine. */
  MAKING_KEYS
}
