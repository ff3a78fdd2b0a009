package casfailover.nrpe;

import io.netty.handler.ssl.ClientAuth;

/** What the server does about certificates of its clients: NRPE's {@code ssl_client_certs}. */
public enum ClientCertificates {
  /** 0: it does not ask for one. */
  IGNORED(ClientAuth.NONE),
  /** 1: it asks for one, and verifies what it gets. */
  ASKED(ClientAuth.OPTIONAL),
  /** 2: nobody gets in without one. */
  REQUIRED(ClientAuth.REQUIRE);

  private final ClientAuth auth;

  ClientCertificates(ClientAuth auth) {
    this.auth = auth;
  }

  ClientAuth auth() {
    return auth;
  }
}
