package casfailover.config;

/** How the way to the mail server is protected. */
public enum SmtpSecurity implements Word {
  /** By STARTTLS where the server offers it, and not at all where it does not. */
  OPPORTUNISTIC,
  /** Not at all. */
  NONE,
  /** By STARTTLS; a server that does not offer it gets no mail. */
  STARTTLS,
  /** By TLS from the first byte on. */
  TLS
}
