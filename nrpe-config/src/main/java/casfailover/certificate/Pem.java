package casfailover.certificate;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text form of certificates and keys (RFC 7468). */
final class Pem {

  private static final String CERTIFICATE = "CERTIFICATE";
  private static final String KEY = "PRIVATE KEY";
  private static final List<String> ALGORITHMS = List.of("EC", "RSA", "EdDSA");

  private Pem() {}

  /**
   * All certificates in a file, in its order, at least one.
   *
   * @throws IOException if it cannot be read
   * @throws CertificateException if there is none in it, or one that does not read
   */
  static List<X509Certificate> certificates(Path file) throws IOException, CertificateException {
    byte[] bytes = Files.readAllBytes(file);
    Collection<? extends Certificate> found =
        CertificateFactory.getInstance("X.509")
            .generateCertificates(new ByteArrayInputStream(bytes));
    if (found.isEmpty()) {
      throw new CertificateException("there is no certificate in it");
    }
    return found.stream().map(X509Certificate.class::cast).toList();
  }

  /**
   * The key in a file, PKCS#8 without a password.
   *
   * @throws IOException if it cannot be read
   * @throws GeneralSecurityException if there is none in it, or one that does not read
   */
  static PrivateKey key(Path file) throws IOException, GeneralSecurityException {
    Matcher block =
        Pattern.compile("-----BEGIN " + KEY + "-----([A-Za-z0-9+/=\\s]+)-----END " + KEY + "-----")
            .matcher(Files.readString(file, US_ASCII));
    if (!block.find()) {
      throw new GeneralSecurityException(
          "there is no key in PKCS#8 without a password in it (openssl pkcs8 -topk8 -nocrypt)");
    }
    byte[] der = decode(block.group(1));
    GeneralSecurityException last = new GeneralSecurityException("it is of no known kind");
    for (String algorithm : ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
      } catch (GeneralSecurityException e) {
        last = e;
      }
    }
    throw new GeneralSecurityException("the key in it does not read: " + last.getMessage(), last);
  }

  private static byte[] decode(String base64) throws GeneralSecurityException {
    try {
      return Base64.getMimeDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new GeneralSecurityException("the key in it does not read: " + e.getMessage(), e);
    }
  }

  static byte[] of(X509Certificate certificate) throws CertificateEncodingException {
    return text(CERTIFICATE, certificate.getEncoded());
  }

  static byte[] of(PrivateKey key) {
    return text(KEY, key.getEncoded());
  }

  private static byte[] text(String kind, byte[] der) {
    String body = Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(der);
    String head = "-----BEGIN " + kind + "-----\n";
    return (head + body + "\n-----END " + kind + "-----\n").getBytes(US_ASCII);
  }
}
