package casfailover.certificate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileOwnerAttributeView;
import java.nio.file.attribute.UserPrincipal;
import java.util.Optional;

/**
 * Who shall own the files of a set: the owner of the folder, so that an agent that is not root can
 * read what root made; a monitor's key its own user; and the authority's key whoever makes it. Only
 * root can give files away; for all others there is a command.
 */
final class Owners {

  /** What became of giving a file away. */
  enum Given {
    HIS,
    NOT_HIS
  }

  private final TlsFolder folder;
  private final Monitors monitors;

  Owners(TlsFolder folder, Monitors monitors) {
    this.folder = folder;
    this.monitors = monitors;
  }

  /** Gives the folder that was just made to the owner of the one around it, if this user can. */
  Given giveFolder() {
    Path path = folder.path();
    return give(path, () -> Files.getOwner(path.resolveSibling(".").normalize()));
  }

  /** Gives a file to its owner, if this user can. */
  Given give(Path file) {
    return is(folder.authorityKey(), file) ? Given.HIS : give(file, () -> wanted(file));
  }

  @FunctionalInterface
  private interface Somebody {
    UserPrincipal find() throws IOException;
  }

  /** A link is given away itself: where it leads to may be nobody's here to give. */
  private static Given give(Path file, Somebody somebody) {
    if (!Readers.isPosix(file.getFileSystem())) {
      return Given.HIS;
    }
    try {
      UserPrincipal wanted = somebody.find();
      if (!Files.getOwner(file, LinkOption.NOFOLLOW_LINKS).equals(wanted)) {
        Files.getFileAttributeView(file, FileOwnerAttributeView.class, LinkOption.NOFOLLOW_LINKS)
            .setOwner(wanted);
      }
      return Given.HIS;
    } catch (IOException e) {
      return Given.NOT_HIS;
    }
  }

  /** What a person must run, where this user could not give a file away. */
  Optional<String> toDo(Path file) throws IOException {
    return give(file) == Given.HIS
        ? Optional.empty()
        : Optional.of("chown " + name(file) + " " + file);
  }

  private UserPrincipal wanted(Path file) throws IOException {
    return monitorsKey(file)
        ? file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(name(file))
        : Files.getOwner(nearestFolder());
  }

  private String name(Path file) throws IOException {
    return monitors
        .user()
        .filter(user -> monitorsKey(file))
        .orElse(Files.getOwner(nearestFolder()).getName());
  }

  private boolean monitorsKey(Path file) {
    return monitors.user().isPresent()
        && monitors.names().stream().anyMatch(name -> is(folder.key(name), file));
  }

  private static boolean is(Path one, Path file) {
    return one.getFileName().equals(file.getFileName());
  }

  /** The folder itself, or the one that it will be made in. */
  private Path nearestFolder() {
    return Files.isDirectory(folder.path())
        ? folder.path()
        : folder.path().resolveSibling(".").normalize();
  }
}
