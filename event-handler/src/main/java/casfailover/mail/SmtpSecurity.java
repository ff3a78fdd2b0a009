package casfailover.mail;

/** How a connection to a mail server is protected. */
public enum SmtpSecurity {
  /**
   * STARTTLS where the server offers it, with any certificate; in the clear where it does not, or
   * where the two find no common protocol (RFC 7435). With a login it is as {@link #REQUIRED}: a
   * password never goes out by chance in the clear.
   */
  OPPORTUNISTIC,
  /** STARTTLS with a certificate that is valid for the name, or nothing. */
  REQUIRED,
  /** In the clear, a password too. */
  NONE,
  /** TLS from the first byte (RFC 8314), with a certificate that is valid for the name. */
  TLS
}
