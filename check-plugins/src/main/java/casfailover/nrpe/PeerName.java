package casfailover.nrpe;

import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/** The name in the certificate of the other end. */
final class PeerName {

  private PeerName() {}

  /** The CN of the certificate that TLS verified; empty if there is none. */
  static Optional<String> of(SSLSession session) {
    try {
      return commonName(session.getPeerPrincipal().getName());
    } catch (SSLPeerUnverifiedException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> commonName(String distinguishedName) {
    try {
      return new LdapName(distinguishedName)
          .getRdns().stream()
              .filter(rdn -> rdn.getType().equalsIgnoreCase("CN"))
              .map(Rdn::getValue)
              .map(Object::toString)
              .reduce((general, specific) -> specific);
    } catch (InvalidNameException e) {
      return Optional.empty();
    }
  }
}
