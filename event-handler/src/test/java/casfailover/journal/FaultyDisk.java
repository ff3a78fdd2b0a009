package casfailover.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/** A disk that works until it is told what shall fail. */
final class FaultyDisk implements Disk {

  enum Fault {
    /** Nothing can be opened. */
    OPEN,
    /** Nothing can be read. */
    READ,
    /** A write fails before its first byte. */
    WRITE,
    /** A write fails after half of its bytes, as when the disk is full. */
    HALF_A_WRITE,
    /** All is written, and that it is on the disk cannot be told. */
    FORCE,
    /** Nothing can be cut off. */
    TRUNCATE
  }

  final Set<Fault> faults = EnumSet.noneOf(Fault.class);
  private final Disk disk = new NioDisk();

  @Override
  public AppendFile open(Path path) throws IOException {
    fail(Fault.OPEN, "Permission denied");
    return new Faulty(disk.open(path));
  }

  @Override
  public void write(FolderStep step, Path file, byte[] content) throws IOException {
    fail(Fault.WRITE, "Read-only file system");
    disk.write(step, file, content);
  }

  @Override
  public void rename(FolderStep step, Path from, Path to) throws IOException {
    fail(Fault.WRITE, "Read-only file system");
    disk.rename(step, from, to);
  }

  @Override
  public void force(Path folder) throws IOException {
    fail(Fault.FORCE, "Input/output error");
    disk.force(folder);
  }

  private void fail(Fault fault, String message) throws IOException {
    if (faults.contains(fault)) {
      throw new IOException(message);
    }
  }

  private final class Faulty implements AppendFile {
    private final AppendFile file;

    Faulty(AppendFile file) {
      this.file = file;
    }

    @Override
    public byte[] readAll() throws IOException {
      fail(Fault.READ, "Input/output error");
      return file.readAll();
    }

    @Override
    public void write(long position, byte[] bytes) throws IOException {
      fail(Fault.WRITE, "Read-only file system");
      if (faults.contains(Fault.HALF_A_WRITE)) {
        file.write(position, Arrays.copyOf(bytes, bytes.length / 2));
      }
      fail(Fault.HALF_A_WRITE, "No space left on device");
      file.write(position, bytes);
    }

    @Override
    public void truncate(FolderStep step, long length) throws IOException {
      fail(Fault.TRUNCATE, "Read-only file system");
      file.truncate(step, length);
    }

    @Override
    public void force() throws IOException {
      fail(Fault.FORCE, "Input/output error");
      file.force();
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
