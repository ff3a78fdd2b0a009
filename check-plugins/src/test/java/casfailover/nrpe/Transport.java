package casfailover.nrpe;

import java.io.IOException;

/** The ways in which check_nrpe reaches a server, from nothing at all to what we recommend. */
enum Transport {
  PLAIN,
  TLS_1_2,
  TLS_1_3,
  MUTUAL_TLS;

  /** The port of the server that is asked in this way. */
  int port(Stand stand) throws IOException {
    return switch (this) {
      case PLAIN -> stand.plain();
      case TLS_1_2, TLS_1_3 -> stand.tls("exch-a", ClientCertificates.ASKED);
      case MUTUAL_TLS -> stand.tls("exch-a", ClientCertificates.REQUIRED);
    };
  }

  /** The options of check_nrpe. */
  String options(Papers papers) {
    return switch (this) {
      case PLAIN -> "-n";
      case TLS_1_2 -> "-S TLSv1.2";
      case TLS_1_3 -> "-S TLSv1.3";
      case MUTUAL_TLS ->
          "-u -S TLSv1.2+ -A " + papers.file("ca.pem") + " " + papers.shown("monitor");
    };
  }

  /** The version of TLS that both ends must agree on, as check_nrpe logs it; empty for none. */
  String tlsVersion() {
    return switch (this) {
      case PLAIN -> "";
      case TLS_1_2 -> "TLSv1.2";
      case TLS_1_3, MUTUAL_TLS -> "TLSv1.3";
    };
  }

  @Override
  public String toString() {
    return switch (this) {
      case PLAIN -> "plain";
      case TLS_1_2 -> "TLS 1.2 only";
      case TLS_1_3 -> "TLS 1.3 only";
      case MUTUAL_TLS -> "mutual TLS";
    };
  }
}
