package casfailover.nrpe;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file in PEM (RFC 7468) with certificates or a private key; text around their blocks is passed
 * over.
 *
 * @param path where it is
 */
record PemFile(Path path) {

  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]*)-----END \\1-----");

  /** All certificates, in their order. */
  X509Certificate[] certificates() throws IOException, GeneralSecurityException {
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    List<X509Certificate> certificates = new ArrayList<>();
    for (byte[] block : blocks("CERTIFICATE")) {
      certificates.add(
          (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(block)));
    }
    return certificates.toArray(X509Certificate[]::new);
  }

  /**
   * The private key, in PKCS#8.
   *
   * @param algorithm that of the public key in its certificate
   */
  PrivateKey key(String algorithm) throws IOException, GeneralSecurityException {
    return KeyFactory.getInstance(algorithm)
        .generatePrivate(new PKCS8EncodedKeySpec(blocks("PRIVATE KEY").get(0)));
  }

  /** What the blocks with a label contain; there is at least one. */
  private List<byte[]> blocks(String label) throws IOException, GeneralSecurityException {
    Matcher found = BLOCK.matcher(Files.readString(path, StandardCharsets.ISO_8859_1));
    List<byte[]> blocks = new ArrayList<>();
    while (found.find()) {
      if (found.group(1).equals(label)) {
        blocks.add(Base64.getMimeDecoder().decode(found.group(2)));
      }
    }
    if (blocks.isEmpty()) {
      throw new GeneralSecurityException(path + " contains no " + label);
    }
    return blocks;
  }
}
