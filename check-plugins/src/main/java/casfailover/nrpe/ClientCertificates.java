package casfailover.nrpe;

import javax.net.ssl.SSLParameters;

/** What the server does about certificates of its clients: NRPE's {@code ssl_client_certs}. */
public enum ClientCertificates {
  /** 0: it does not ask for one. */
  IGNORED,
  /** 1: it asks for one, and verifies what it gets. */
  ASKED,
  /** 2: nobody gets in without one. */
  REQUIRED;

  void applyTo(SSLParameters parameters) {
    switch (this) {
      case IGNORED -> parameters.setWantClientAuth(false);
      case ASKED -> parameters.setWantClientAuth(true);
      case REQUIRED -> parameters.setNeedClientAuth(true);
    }
  }
}
