package casfailover.nrpe;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.NotSslRecordException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.PKIXReason;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TlsTroubleTest {

  private static String explain(Exception cause) {
    SSLHandshakeException failure = new SSLHandshakeException("PKIX");
    failure.initCause(cause);
    return TlsPipeline.explain(new DecoderException(failure));
  }

  private static CertPathValidatorException path(CertPathValidatorException.Reason reason) {
    return new CertPathValidatorException("no", null, null, -1, reason);
  }

  @Test
  void aWrongCertificateIsToldByWhatIsWrongWithIt() {
    assertThat(explain(path(BasicReason.EXPIRED)))
        .isEqualTo("its certificate has expired (SSLHandshakeException: PKIX)");
    assertThat(explain(path(BasicReason.NOT_YET_VALID)))
        .isEqualTo("its certificate is not valid yet by our clock (SSLHandshakeException: PKIX)");
    assertThat(explain(path(PKIXReason.NO_TRUST_ANCHOR)))
        .isEqualTo("its certificate was not signed by our authority (SSLHandshakeException: PKIX)");
    assertThat(explain(new CertPathBuilderException("unable to find")))
        .startsWith("its certificate was not signed by our authority (");
    assertThat(explain(path(BasicReason.INVALID_SIGNATURE)))
        .startsWith("its certificate cannot be trusted (");
  }

  @ParameterizedTest
  @CsvSource({
    "Received fatal alert: unknown_ca, does not trust our certificate",
    "Received fatal alert: protocol_version, refuses our TLS",
    "error:10000418:SSL routines:OPENSSL_internal:TLSV1_ALERT_UNKNOWN_CA, does not trust our certificate",
    "error:10000416:SSL routines:OPENSSL_internal:SSLV3_ALERT_CERTIFICATE_UNKNOWN, does not trust our certificate",
    "error:1000042e:SSL routines:OPENSSL_internal:TLSV1_ALERT_PROTOCOL_VERSION, refuses our TLS",
    "error:100000c0:SSL routines:OPENSSL_internal:PEER_DID_NOT_RETURN_A_CERTIFICATE, 'shows no certificate, and none gets in without one'",
    "Empty client certificate chain, 'shows no certificate, and none gets in without one'",
    "Insufficient buffer remaining for AEAD cipher fragment (2), 'broke its TLS handshake off, as one does that does not trust our certificate'"
  })
  void theRestIsToldByTheLibrarysTexts(String message, String words) {
    assertThat(TlsPipeline.explain(new DecoderException(new SSLHandshakeException(message))))
        .isEqualTo(words + " (SSLHandshakeException: " + message + ")");
  }

  @Test
  void whatHasNoWordsIsToldAsItIs() {
    assertThat(TlsPipeline.explain(new SSLHandshakeException("no cipher suites in common")))
        .isEqualTo("SSLHandshakeException: no cipher suites in common");
    assertThat(TlsPipeline.explain(new NotSslRecordException("?")))
        .isEqualTo("does not speak TLS, which is on here");
  }
}
