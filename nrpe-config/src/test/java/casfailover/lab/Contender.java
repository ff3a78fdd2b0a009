package casfailover.lab;

/** One of the NRPE servers that are measured beside each other. */
interface Contender {

  /** The word for it in a table. */
  String label();

  Host host();

  int port();

  /** A command that it answers with OK. */
  String command();

  /** The processor time that it and all its children have used so far, in milliseconds. */
  double cpuMillis();
}
