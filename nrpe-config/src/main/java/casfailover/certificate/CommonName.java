package casfailover.certificate;

import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/** The CN of a certificate. */
final class CommonName {

  private CommonName() {}

  /** The most specific CN; empty if there is none. */
  static Optional<String> of(X509Certificate certificate) {
    Optional<String> name = Optional.empty();
    try {
      for (Rdn part : new LdapName(certificate.getSubjectX500Principal().getName()).getRdns()) {
        if (part.getType().equalsIgnoreCase("CN")) {
          name = Optional.of(part.getValue().toString());
        }
      }
    } catch (InvalidNameException e) {
      return Optional.empty();
    }
    return name;
  }
}
