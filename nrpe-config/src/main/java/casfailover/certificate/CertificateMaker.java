package casfailover.certificate;

import casfailover.pair.Node;
import casfailover.process.CommandRunner;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Makes the certificates of a pair: all of them where there are none, and where the authority and
 * its key are there, those that are missing, or the one of a second monitor.
 */
public final class CertificateMaker {

  private final Keytool keytool;
  private final List<Subject> subjects;
  private final Monitors monitors;

  /**
   * One for a pair.
   *
   * @param javaHome the folder of a Java 17, whose keytool makes the keys
   * @param servers the two servers
   * @param monitors those who watch them
   */
  public CertificateMaker(
      CommandRunner runner, Path javaHome, List<Node> servers, Monitors monitors) {
    this.keytool = new Keytool(Keytool.of(javaHome), runner);
    this.subjects =
        Stream.concat(
                servers.stream().map(Subject::of), monitors.names().stream().map(Subject::monitor))
            .toList();
    this.monitors = monitors;
  }

  /** What is asked for where an authority is there: of a pair at work, the second monitor alone. */
  private List<Subject> asked() {
    return monitors.second().map(name -> List.of(Subject.monitor(name))).orElse(subjects);
  }

  /** Its files must not be those of another, and it must not be taken for one. */
  private boolean cannotBeNamed(String monitor) {
    return !monitor.matches("[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?")
        || monitor.equalsIgnoreCase(TlsFolder.AUTHORITY)
        || subjects.stream().filter(each -> each.name().equalsIgnoreCase(monitor)).count() > 1;
  }

  /**
   * Makes what is missing; never overwrites a file, and leaves nothing half made.
   *
   * @throws IOException if the folder cannot be written to, or keytool fails
   */
  public Made make(TlsFolder folder) throws IOException {
    Optional<String> misnamed = monitors.second().filter(this::cannotBeNamed);
    if (misnamed.isPresent()) {
      return new Made.Refused(
          "'"
              + misnamed.get()
              + "' cannot be the name of a second monitor: letters, digits, '-', '_' and '.', at most"
              + " 63, and neither ca nor monitor nor that of a server");
    }
    try (Workshop workshop = Workshop.open(folder.path())) {
      Owners owners = new Owners(folder, monitors);
      List<Path> left = workshop.finish(owners);
      if (!left.isEmpty()) {
        return done(left, owners);
      }
      Stock stock = Stock.of(folder, subjects, asked());
      if (stock instanceof Stock.Unfit unfit) {
        return new Made.Refused(unfit.why());
      }
      TlsFolder draft = new TlsFolder(workshop.folder());
      if (stock instanceof Stock.Missing missing) {
        try (Authority known = Authority.of(missing.authority(), keytool, draft.path())) {
          sign(known, missing.subjects(), draft);
        }
      } else {
        signAll(draft);
      }
      return done(workshop.deliver(owners), owners);
    } catch (FileSystemException e) {
      throw new IOException(
          "the certificates could not be made: "
              + e
              + ". They are made beside "
              + folder.path()
              + " and moved into it: run this as a user who may write there",
          e);
    } catch (GeneralSecurityException e) {
      throw new IOException("the certificates could not be made: " + e.getMessage(), e);
    }
  }

  private void signAll(TlsFolder draft) throws IOException, GeneralSecurityException {
    try (Authority authority = Authority.create(keytool, draft.path())) {
      Authority.Identity own = authority.own();
      Readers.EVERYBODY.write(draft.authority(), Pem.of(own.certificate()));
      Readers.OWNER.write(draft.authorityKey(), Pem.of(own.key()));
      sign(authority, subjects, draft);
    }
  }

  private static void sign(Authority authority, List<Subject> those, TlsFolder draft)
      throws IOException, GeneralSecurityException {
    for (Subject subject : those) {
      Authority.Identity identity = authority.sign(subject);
      Readers.EVERYBODY.write(draft.certificate(subject.name()), Pem.of(identity.certificate()));
      Readers.OWNER.write(draft.key(subject.name()), Pem.of(identity.key()));
    }
  }

  private static Made done(List<Path> files, Owners owners)
      throws IOException, GeneralSecurityException {
    List<String> toDo = new ArrayList<>();
    Instant until = Instant.MAX;
    for (Path file : files) {
      owners.toDo(file).ifPresent(toDo::add);
      if (file.toString().endsWith(".pem")) {
        Instant end = Pem.certificates(file).get(0).getNotAfter().toInstant();
        until = end.isBefore(until) ? end : until;
      }
    }
    return new Made.Done(files, until, toDo);
  }
}
