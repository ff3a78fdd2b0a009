package casfailover.certificate;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXCertPathValidatorResult;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The way from a certificate to the authority that vouches for it (RFC 5280, section 6). */
final class Chain {

  private Chain() {}

  /**
   * The authority that signed a certificate; empty if none of them did.
   *
   * @param certificates the certificate itself, and those between it and the authority
   * @param at when they must be valid
   * @throws GeneralSecurityException if this Java cannot tell
   */
  static Optional<X509Certificate> authority(
      List<X509Certificate> certificates, List<X509Certificate> authorities, Instant at)
      throws GeneralSecurityException {
    Set<TrustAnchor> anchors =
        authorities.stream().map(ca -> new TrustAnchor(ca, null)).collect(Collectors.toSet());
    PKIXParameters parameters = new PKIXParameters(anchors);
    parameters.setRevocationEnabled(false);
    parameters.setDate(Date.from(at));
    List<X509Certificate> path =
        certificates.stream().filter(certificate -> !authorities.contains(certificate)).toList();
    try {
      return CertPathValidator.getInstance("PKIX")
                  .validate(
                      CertificateFactory.getInstance("X.509").generateCertPath(path), parameters)
              instanceof PKIXCertPathValidatorResult found
          ? Optional.of(found.getTrustAnchor().getTrustedCert())
          : Optional.empty();
    } catch (CertPathValidatorException e) {
      return Optional.empty();
    }
  }
}
