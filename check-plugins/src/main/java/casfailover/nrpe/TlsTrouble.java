package casfailover.nrpe;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.PKIXReason;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What went wrong with TLS, in words that say what to look at. The library's own words follow in
 * brackets: certificates are judged by Java, which has classes for it; for the rest Java and
 * BoringSSL have texts alone.
 */
final class TlsTrouble {

  /** How Java and BoringSSL tell which alert came, in lower case. */
  private static final Pattern ALERT =
      Pattern.compile("received fatal alert: (\\w+)|:(?:sslv3|tlsv1)_alert_(\\w+)");

  /** How they say that there is no certificate, in lower case. */
  private static final List<String> NO_CERTIFICATE =
      List.of("empty client certificate chain", "peer_did_not_return_a_certificate");

  /** The alerts by which the other end says that it refuses our certificate. */
  private static final List<String> DISTRUST =
      List.of("unknown_ca", "certificate_unknown", "bad_certificate", "certificate_expired");

  private static final String FOREIGN = "its certificate was not signed by our authority";

  private TlsTrouble() {}

  static String explain(Throwable failure) {
    String technical = failure.getClass().getSimpleName() + ": " + failure.getMessage();
    return certificate(failure)
        .or(() -> handshake(String.valueOf(failure.getMessage())))
        .map(words -> words + " (" + technical + ")")
        .orElse(technical);
  }

  /** What an explanation has in common with all of its kind: all but the library's own words. */
  static String kind(String explanation) {
    int bracket = explanation.indexOf(" (");
    return bracket < 0 ? "TLS" : explanation.substring(0, bracket);
  }

  /** What is wrong with the certificate that the other end showed. */
  private static Optional<String> certificate(Throwable cause) {
    return Stream.iterate(cause, each -> each != null, Throwable::getCause)
        .flatMap(each -> certificateIs(each).stream())
        .findFirst();
  }

  private static Optional<String> certificateIs(Throwable cause) {
    if (cause instanceof CertPathValidatorException path) {
      if (path.getReason() == BasicReason.EXPIRED) {
        return Optional.of("its certificate has expired");
      }
      if (path.getReason() == BasicReason.NOT_YET_VALID) {
        return Optional.of("its certificate is not valid yet by our clock");
      }
      return Optional.of(
          path.getReason() == PKIXReason.NO_TRUST_ANCHOR
              ? FOREIGN
              : "its certificate cannot be trusted");
    }
    return cause instanceof CertPathBuilderException ? Optional.of(FOREIGN) : Optional.empty();
  }

  private static Optional<String> handshake(String message) {
    String text = message.toLowerCase(Locale.ROOT);
    if (NO_CERTIFICATE.stream().anyMatch(text::contains)) {
      return Optional.of("shows no certificate, and none gets in without one");
    }
    Matcher alert = ALERT.matcher(text);
    if (alert.find()) {
      String name = alert.group(1) == null ? alert.group(2) : alert.group(1);
      return DISTRUST.contains(name)
          ? Optional.of("does not trust our certificate")
          : Optional.of("refuses our TLS");
    }
    // An alert in plain text where an encrypted one must be: the other end gave up half-way.
    return text.contains("insufficient buffer remaining for aead")
        ? Optional.of(
            "broke its TLS handshake off, as one does that does not trust our certificate")
        : Optional.empty();
  }
}
