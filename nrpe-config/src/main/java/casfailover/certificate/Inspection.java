package casfailover.certificate;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One look at the certificates in a folder: whether the agent of a server can work with them. */
public final class Inspection {

  private static final Duration SOON = Duration.ofDays(30);
  private static final String RENEW =
      "move it and its key away, and let 'cas-agent init-tls' make new ones where ca.key is";
  private static final String RENEW_ALL =
      "make a new set with 'cas-agent init-tls', for both servers and the monitor";
  private static final Set<String> BOTH_ENDS = Set.of("1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2");

  private final TlsFolder folder;
  private final String node;
  private final ZoneId zone;
  private final Instant now;
  private final List<String> unusable = new ArrayList<>();
  private final List<String> unfit = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private Optional<Instant> until = Optional.empty();

  private Inspection(TlsFolder folder, String node, ZoneId zone, Instant now) {
    this.folder = folder;
    this.node = node;
    this.zone = zone;
    this.now = now;
  }

  /**
   * Looks once.
   *
   * @param node the name of the server whose certificate it is
   * @param zone the time zone that dates are told in
   */
  public static Health of(TlsFolder folder, String node, ZoneId zone, Instant now) {
    Inspection inspection = new Inspection(folder, node, zone, now);
    inspection.look();
    return new Health(inspection.unusable, inspection.unfit, inspection.warnings, inspection.until);
  }

  private void look() {
    Path file = folder.certificate(node);
    List<X509Certificate> authorities = certificates(folder.authority());
    List<X509Certificate> own = certificates(file);
    if (!own.isEmpty()) {
      dates(file, own.get(0), RENEW, unfit);
      name(file, own.get(0));
      purpose(file, own.get(0));
      key(folder.key(node), file, own.get(0));
    }
    if (!own.isEmpty() && !authorities.isEmpty()) {
      authority(file, own, authorities);
    }
    monitor();
  }

  private List<X509Certificate> certificates(Path file) {
    try {
      return Pem.certificates(file);
    } catch (IOException e) {
      unusable.add(unreadable(file, e));
    } catch (GeneralSecurityException e) {
      unusable.add(
          file + " holds no certificate as PEM text (" + e.getMessage() + "): copy it here again");
    }
    return List.of();
  }

  private static String unreadable(Path file, IOException e) {
    if (e instanceof NoSuchFileException) {
      return file + " is not there: let 'cas-agent init-tls' make it, or copy it here";
    }
    return e instanceof AccessDeniedException
        ? file + " may not be read by this user: make the agent's user its owner"
        : file + " cannot be read (" + e + "): make it a file that the agent's user can read";
  }

  /** Whether a certificate is valid today, and will be for a while. */
  private void dates(Path file, X509Certificate certificate, String renew, List<String> expired) {
    Instant from = certificate.getNotBefore().toInstant();
    Instant to = certificate.getNotAfter().toInstant();
    until = Optional.of(until.filter(first -> first.isBefore(to)).orElse(to));
    if (now.isAfter(to)) {
      expired.add(file + " expired on " + day(to) + ": " + renew);
    } else if (now.isBefore(from)) {
      expired.add(
          file
              + " is valid from "
              + day(from)
              + " on, and it is "
              + day(now)
              + " by the clock of this machine: set the clock, or "
              + renew);
    } else if (now.plus(SOON).isAfter(to)) {
      warnings.add(file + " is valid until " + day(to) + " only: " + renew);
    }
  }

  private String day(Instant time) {
    return DateTimeFormatter.ISO_LOCAL_DATE.format(time.atZone(zone));
  }

  private void name(Path file, X509Certificate certificate) {
    String has = certificate.getSubjectX500Principal().getName();
    if (!CommonName.of(certificate).equals(Optional.of(node))) {
      unfit.add(
          file
              + " is the certificate of "
              + has
              + ", and this is "
              + node
              + ": copy the one here that was made with CN="
              + node);
    }
  }

  /** An agent answers the monitor and asks its peer with the same certificate. */
  private void purpose(Path file, X509Certificate certificate) {
    try {
      List<String> uses = certificate.getExtendedKeyUsage();
      if (uses != null && !uses.containsAll(BOTH_ENDS)) {
        unfit.add(
            file
                + " is not good for both ends of a connection: its extendedKeyUsage must be"
                + " serverAuth and clientAuth; let 'cas-agent init-tls' make one");
      }
    } catch (GeneralSecurityException e) {
      unfit.add(file + " does not say what it is good for (" + e.getMessage() + "): " + RENEW);
    }
  }

  private void key(Path file, Path certificateFile, X509Certificate certificate) {
    try {
      PrivateKey key = Pem.key(file);
      if (!KeyMatch.of(key, certificate.getPublicKey())) {
        unusable.add(
            file
                + " is not the key of "
                + certificateFile
                + ": copy the two here that were made together");
      }
      openToOthers(file);
    } catch (IOException e) {
      unusable.add(unreadable(file, e));
    } catch (GeneralSecurityException e) {
      unusable.add(file + " is no key to work with: " + e.getMessage());
    }
  }

  private void openToOthers(Path file) throws IOException {
    if (Readers.isPosix(file.getFileSystem())) {
      Set<PosixFilePermission> rights = Files.getPosixFilePermissions(file);
      if (rights.stream().anyMatch(right -> right.name().startsWith("OTHERS_"))) {
        unfit.add(
            file
                + " is open to every user of this machine: run chmod 600 "
                + file
                + ", and make a new one if somebody may have read it");
      }
    }
  }

  private void authority(Path file, List<X509Certificate> own, List<X509Certificate> authorities) {
    try {
      Optional<X509Certificate> signer = Chain.authority(own, authorities, whileValid(own.get(0)));
      if (signer.isPresent()) {
        dates(folder.authority(), signer.get(), RENEW_ALL, unfit);
      } else {
        unfit.add(
            file
                + " was not signed by the authority in "
                + folder.authority()
                + ": copy the two here that were made together");
      }
    } catch (GeneralSecurityException e) {
      unfit.add(
          folder.authority() + " is no authority to trust (" + e.getMessage() + "): " + RENEW_ALL);
    }
  }

  /** Who signed it is one question, and whether it is valid now another, with another remedy. */
  private Instant whileValid(X509Certificate certificate) {
    Instant from = certificate.getNotBefore().toInstant();
    Instant to = certificate.getNotAfter().toInstant();
    return now.isBefore(from) ? from : now.isAfter(to) ? to : now;
  }

  /** A copy that need not lie here: the monitor may have a newer one. */
  private void monitor() {
    Path file = folder.certificate(TlsFolder.MONITOR);
    if (Files.isReadable(file)) {
      try {
        dates(
            file,
            Pem.certificates(file).get(0),
            RENEW + ", or delete it if the monitor has newer ones",
            warnings);
      } catch (IOException | GeneralSecurityException e) {
        warnings.add(file + " does not read (" + e.getMessage() + "): delete it");
      }
    }
  }
}
