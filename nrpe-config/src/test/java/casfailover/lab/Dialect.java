package casfailover.lab;

/**
 * How Exchange words its answers.
 *
 * @param lies whether it claims that all databases are mounted here, and that there is quorum
 * @param german whether the server speaks German; the words for a status stay English there too
 */
record Dialect(boolean lies, boolean german) {
  static final Dialect PLAIN = new Dialect(false, false);

  String errorOf(String status, String server) {
    if (!status.equals("ServiceDown")) {
      return "";
    }
    return german
        ? "Der Microsoft Exchange-Replikationsdienst auf \""
            + server
            + "\" läuft nicht,\r\noder er ist nicht erreichbar."
        : "The Microsoft Exchange Replication service on \""
            + server
            + "\" does not run\r\nor cannot be reached.";
  }

  String unavailable() {
    return german
        ? "Die Exchange-Dienste antworten nicht: Zugriff nicht möglich"
        : "the Exchange services do not answer";
  }
}
