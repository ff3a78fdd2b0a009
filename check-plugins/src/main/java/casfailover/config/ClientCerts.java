package casfailover.config;

/** Whether the agent wants to see a certificate: NRPE's {@code ssl_client_certs}. */
public enum ClientCerts implements Word {
  /** It asks nobody for one. */
  NOT_ASKED("0"),
  /** It asks everybody for one, and lets those without one ask, but order nothing. */
  ASKED("1"),
  /** Nobody gets in without one; the other agent and the programs of this server show theirs. */
  REQUIRED("2");

  private final String word;

  ClientCerts(String word) {
    this.word = word;
  }

  @Override
  public String word() {
    return word;
  }
}
