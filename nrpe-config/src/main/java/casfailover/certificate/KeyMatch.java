package casfailover.certificate;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;

/** Tells whether a private key and a public one are two halves of one. */
final class KeyMatch {

  private static final byte[] WORDS = "two halves of one key".getBytes(US_ASCII);

  private KeyMatch() {}

  /**
   * Signs with the one and verifies with the other.
   *
   * @throws GeneralSecurityException if a key is of a kind that cannot sign
   */
  static boolean of(PrivateKey key, PublicKey half) throws GeneralSecurityException {
    if (!key.getAlgorithm().equals(half.getAlgorithm())) {
      return false;
    }
    String algorithm =
        switch (key.getAlgorithm()) {
          case "EC" -> "SHA256withECDSA";
          case "RSA" -> "SHA256withRSA";
          default -> key.getAlgorithm();
        };
    Signature signer = Signature.getInstance(algorithm);
    signer.initSign(key);
    signer.update(WORDS);
    Signature verifier = Signature.getInstance(algorithm);
    verifier.initVerify(half);
    verifier.update(WORDS);
    return verifier.verify(signer.sign());
  }
}
