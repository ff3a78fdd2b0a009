package casfailover.certificate;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * A private authority while it signs: its key lies in a key store in a folder that only we can look
 * into, together with the password, and both go when it is closed.
 */
final class Authority implements AutoCloseable {

  /** A certificate and its key. */
  record Identity(X509Certificate certificate, PrivateKey key) {}

  private static final String ALIAS = "authority";
  private static final String NAME = "CN=CAS failover CA";

  private final Keytool keytool;
  private final Path store;
  private final Path passwordFile;
  private final char[] password;

  private Authority(Keytool keytool, Path folder) throws IOException {
    byte[] random = new byte[24];
    new SecureRandom().nextBytes(random);
    String word = HexFormat.of().formatHex(random);
    this.keytool = keytool;
    this.store = folder.resolve("keys.p12");
    this.passwordFile = folder.resolve("keys.password");
    this.password = word.toCharArray();
    Readers.OWNER.write(passwordFile, word.getBytes(US_ASCII));
  }

  /**
   * A new authority.
   *
   * @param folder a folder of ours that nobody else can look into
   */
  static Authority create(Keytool keytool, Path folder) throws IOException {
    Authority authority = new Authority(keytool, folder);
    keytool.generate(
        authority.store,
        authority.passwordFile,
        List.of(
            "-alias",
            ALIAS,
            "-dname",
            NAME,
            "-ext",
            "bc:critical=ca:true,pathlen:0",
            "-ext",
            "ku:critical=keyCertSign,cRLSign"));
    return authority;
  }

  /** The authority that has signed before. */
  static Authority of(Identity known, Keytool keytool, Path folder)
      throws IOException, GeneralSecurityException {
    Authority authority = new Authority(keytool, folder);
    KeyStore keys = KeyStore.getInstance("PKCS12");
    keys.load(null, null);
    keys.setKeyEntry(
        ALIAS, known.key(), authority.password, new Certificate[] {known.certificate()});
    Readers.OWNER.write(authority.store, new byte[0]);
    try (OutputStream out = Files.newOutputStream(authority.store)) {
      keys.store(out, authority.password);
    }
    return authority;
  }

  /** Its own certificate and key. */
  Identity own() throws IOException, GeneralSecurityException {
    return read(ALIAS);
  }

  /** A new key and its certificate, good for both ends of a connection. */
  Identity sign(Subject subject) throws IOException, GeneralSecurityException {
    // The alias is not the name: one of the servers may be called as the authority is.
    String alias = "of-" + subject.name();
    List<String> options =
        new ArrayList<>(
            List.of(
                "-alias",
                alias,
                "-signer",
                ALIAS,
                "-dname",
                "CN=" + subject.name(),
                "-ext",
                "ku:critical=digitalSignature",
                "-ext",
                "eku=serverAuth,clientAuth"));
    if (!subject.alternativeNames().isEmpty()) {
      options.addAll(List.of("-ext", "san=" + subject.alternativeNames()));
    }
    keytool.generate(store, passwordFile, options);
    return read(alias);
  }

  private Identity read(String alias) throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, password);
    }
    if (keys.getCertificate(alias) instanceof X509Certificate certificate
        && keys.getKey(alias, password) instanceof PrivateKey key) {
      return new Identity(certificate, key);
    }
    throw new IOException("keytool made no key of the name " + alias + " in " + store);
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(store);
    Files.deleteIfExists(passwordFile);
  }
}
