package casfailover.config;

/** The versions of TLS that the agent speaks: NRPE's {@code ssl_version}. */
public enum SslVersion implements Word {
  /** 1.2 alone. */
  TLS_1_2("TLSv1.2"),
  /** 1.2 and 1.3. */
  TLS_1_2_AND_ABOVE("TLSv1.2+"),
  /** 1.3 alone. */
  TLS_1_3("TLSv1.3"),
  /** 1.3 and what comes after it, which is nothing yet. */
  TLS_1_3_AND_ABOVE("TLSv1.3+");

  private final String word;

  SslVersion(String word) {
    this.word = word;
  }

  @Override
  public String word() {
    return word;
  }

  static SslVersion parse(String text) {
    if (text.matches("SSLv[23]\\+?|TLSv1(\\.[01])?\\+?")) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' lets in versions that are broken: write TLSv1.2+, which every check_nrpe of"
              + " version 4 speaks");
    }
    return Syntax.word(text, values());
  }
}
