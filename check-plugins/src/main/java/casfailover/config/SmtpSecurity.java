package casfailover.config;

/** How the way to the mail server is protected. */
public enum SmtpSecurity implements Word {
  /** By STARTTLS where the server offers it, and not at all where it does not. */
  OPPORTUNISTIC("opportunistic"),
  /** Not at all. */
  NONE("none"),
  /** By STARTTLS; a server that does not offer it gets no mail. */
  STARTTLS("starttls"),
  /** By TLS from the first byte on. */
  TLS("tls");

  private final String word;

  SmtpSecurity(String word) {
    this.word = word;
  }

  @Override
  public String word() {
    return word;
  }
}
