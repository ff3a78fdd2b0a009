package casfailover.nrpe;

import java.nio.file.Path;

/**
 * The three PEM files that one end of a TLS connection needs.
 *
 * @param certificate our own certificate
 * @param key its private key, PKCS#8, without a password
 * @param authority the authority that alone is trusted to vouch for the other end
 */
public record TlsFiles(Path certificate, Path key, Path authority) {}
