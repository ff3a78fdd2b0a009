package casfailover.nrpe;

/** The versions of TLS that a server speaks. Older ones are broken, and never spoken. */
public enum TlsVersions {
  ONLY_1_2,
  FROM_1_2_ON,
  ONLY_1_3;

  /** As Java names them. */
  String[] protocols() {
    return switch (this) {
      case ONLY_1_2 -> new String[] {"TLSv1.2"};
      case FROM_1_2_ON -> new String[] {"TLSv1.3", "TLSv1.2"};
      case ONLY_1_3 -> new String[] {"TLSv1.3"};
    };
  }
}
