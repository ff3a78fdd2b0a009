package casfailover.certificate;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * The place beside the folder of certificates where new ones are made, so that they come in all
 * together or not at all. {@code .tls.new} is a set in the making: after a crash it is worth
 * nothing. It becomes {@code .tls.ready} when all is in it and on the disk: after a crash the rest
 * of it is moved in.
 */
final class Workshop implements AutoCloseable {

  private final Path target;
  private final Path making;
  private final Path ready;
  private final Path lockFile;
  private final FileChannel lock;

  private Workshop(Path target) throws IOException {
    this.target = target;
    this.making = beside(target, "new");
    this.ready = beside(target, "ready");
    this.lockFile = making.resolve("lock");
    Files.createDirectories(parent());
    if (isFolder(making)) {
      // One that is still at work holds its lock; that of a dead process is free.
      try (FileChannel left = locked(lockFile)) {
        left.force(false);
      }
      empty(making);
    }
    Readers.OWNER.makeFolder(making);
    this.lock = locked(lockFile);
  }

  /** A workshop beside the folder that its work is for. */
  static Workshop open(Path target) throws IOException {
    return new Workshop(target);
  }

  private static Path beside(Path target, String end) {
    return target.resolveSibling("." + target.getFileName() + "." + end);
  }

  private static FileChannel locked(Path file) throws IOException {
    if (Files.isSymbolicLink(file)) {
      throw new IOException(
          file + " is a link, and nothing of ours makes one: see who laid it there, and delete it");
    }
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null && lock.isValid()) {
        return channel;
      }
    } catch (OverlappingFileLockException e) {
      channel.close();
      throw new IOException(busy(file), e);
    }
    channel.close();
    throw new IOException(busy(file));
  }

  private static String busy(Path file) {
    return file.getParent() + " is in use: another 'cas-agent init-tls' is at work; let it end";
  }

  /** Where the new files are made. */
  Path folder() {
    return making;
  }

  /** Gives all that was made to its owners, and moves it to where it belongs. */
  List<Path> deliver(Owners owners) throws IOException {
    lock.close();
    Files.delete(lockFile);
    for (Path file : files(making)) {
      owners.give(file);
    }
    force(making);
    Files.move(making, ready, StandardCopyOption.ATOMIC_MOVE);
    force(parent());
    return finish(owners);
  }

  /**
   * Moves in what was ready, by this run or by one that was interrupted. Nothing is overwritten.
   *
   * @return the moved files, none if nothing was ready
   */
  List<Path> finish(Owners owners) throws IOException {
    if (!isFolder(ready)) {
      return List.of();
    }
    if (!Files.isDirectory(target)) {
      Readers.EVERYBODY.makeFolder(target);
      owners.giveFolder();
    }
    List<Path> moved = files(ready).stream().map(f -> target.resolve(f.getFileName())).toList();
    for (Path file : moved) {
      if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        throw new IOException(
            file
                + " is there already, and a new one waits in "
                + ready
                + ": move one of the two away and run this again");
      }
    }
    for (Path file : moved) {
      Files.move(ready.resolve(file.getFileName()), file);
    }
    force(target);
    Files.delete(ready);
    force(parent());
    return moved;
  }

  private Path parent() {
    return target.resolveSibling(".").normalize();
  }

  /** A link is none: it could lead root to where somebody else wants it. */
  private static boolean isFolder(Path path) {
    return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private static void empty(Path folder) throws IOException {
    for (Path file : files(folder)) {
      Files.delete(file);
    }
    Files.delete(folder);
  }

  private static void force(Path folder) throws IOException {
    // Windows opens no folder as a file; NTFS journals the names by itself.
    if (Readers.isPosix(folder.getFileSystem())) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  /** Leaves nothing of what was not delivered. */
  @Override
  public void close() throws IOException {
    lock.close();
    if (isFolder(making)) {
      empty(making);
    }
  }
}
