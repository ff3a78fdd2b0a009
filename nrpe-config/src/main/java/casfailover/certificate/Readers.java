package casfailover.certificate;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who may read a file that we make. It has its rights before the first byte is in it. */
enum Readers {
  /** Its owner alone; on Windows the system and the administrators too, who own all it runs as. */
  OWNER("rw-------", "rwx------"),
  /** Everybody. */
  EVERYBODY("rw-r--r--", "rwxr-xr-x");

  private static final List<String> OWNERS_ON_WINDOWS =
      List.of("NT AUTHORITY\\SYSTEM", "BUILTIN\\Administrators");

  private final String file;
  private final String folder;

  Readers(String file, String folder) {
    this.file = file;
    this.folder = folder;
  }

  /** Makes a file that was not there, and has it and its content on the disk. */
  void write(Path path, byte[] bytes) throws IOException {
    try (SeekableByteChannel channel =
        Files.newByteChannel(
            path,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            attributes(path, file))) {
      ByteBuffer rest = ByteBuffer.wrap(bytes);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      if (channel instanceof FileChannel open) {
        open.force(true);
      }
    }
    widen(path, file);
  }

  /** Makes a folder that was not there. */
  void makeFolder(Path path) throws IOException {
    Files.createDirectory(path, attributes(path, folder));
    widen(path, folder);
  }

  /** What a strict umask took away. */
  private void widen(Path path, String rights) throws IOException {
    if (this == EVERYBODY && isPosix(path.getFileSystem())) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(rights));
    }
  }

  private FileAttribute<?>[] attributes(Path path, String rights) throws IOException {
    FileSystem system = path.getFileSystem();
    if (isPosix(system)) {
      return new FileAttribute<?>[] {
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))
      };
    }
    return this == OWNER && system.supportedFileAttributeViews().contains("acl")
        ? new FileAttribute<?>[] {ownersOnly(system.getUserPrincipalLookupService())}
        : new FileAttribute<?>[0];
  }

  static boolean isPosix(FileSystem system) {
    return system.supportedFileAttributeViews().contains("posix");
  }

  /** The access list of a file for its owner alone, on a system that has such lists. */
  static FileAttribute<List<AclEntry>> ownersOnly(UserPrincipalLookupService users)
      throws IOException {
    List<AclEntry> entries = new ArrayList<>();
    entries.add(everything(users.lookupPrincipalByName(System.getProperty("user.name"))));
    for (String name : OWNERS_ON_WINDOWS) {
      find(users, name).map(Readers::everything).ifPresent(entries::add);
    }
    List<AclEntry> list = List.copyOf(entries);
    return new FileAttribute<>() {
      @Override
      public String name() {
        return "acl:acl";
      }

      @Override
      public List<AclEntry> value() {
        return list;
      }
    };
  }

  /** Empty where it has another name in the system's language: then the owner alone may. */
  private static Optional<UserPrincipal> find(UserPrincipalLookupService users, String name)
      throws IOException {
    try {
      return Optional.of(users.lookupPrincipalByName(name));
    } catch (UserPrincipalNotFoundException e) {
      return Optional.empty();
    }
  }

  private static AclEntry everything(UserPrincipal user) {
    return AclEntry.newBuilder()
        .setType(AclEntryType.ALLOW)
        .setPrincipal(user)
        .setPermissions(EnumSet.allOf(AclEntryPermission.class))
        .build();
  }
}
