package casfailover.journal;

import casfailover.lab.CrashPoint;
import casfailover.lab.Death;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;

/** The disk of this machine, on which the journal dies at a crash point. */
public final class MortalDisk implements Disk {

  private final Disk disk = new NioDisk();
  private final Death death;

  private MortalDisk(Death death) {
    this.death = death;
  }

  /** Opens a journal that dies at its time. */
  public static Opened open(Path stateDir, String bootId, Death death) throws JournalFailure {
    return FileJournal.open(stateDir, Instant::now, bootId, new MortalDisk(death));
  }

  @Override
  public AppendFile open(Path file) throws IOException {
    return new MortalFile(disk.open(file));
  }

  @Override
  public void write(FolderStep step, Path file, byte[] content) throws IOException {
    death.around(CrashPoint.of(step), () -> disk.write(step, file, content));
  }

  @Override
  public void rename(FolderStep step, Path from, Path to) throws IOException {
    death.around(CrashPoint.of(step), () -> disk.rename(step, from, to));
  }

  @Override
  public void force(Path folder) throws IOException {
    disk.force(folder);
  }

  private final class MortalFile implements AppendFile {
    private final AppendFile file;

    MortalFile(AppendFile file) {
      this.file = file;
    }

    @Override
    public byte[] readAll() throws IOException {
      return file.readAll();
    }

    @Override
    public void write(long position, byte[] line) throws IOException {
      // seq crc32c time boot-id word …
      String word = new String(line, StandardCharsets.US_ASCII).strip().split(" ", 6)[4];
      death.around(
          CrashPoint.ofLine(word),
          () -> file.write(position, Arrays.copyOf(line, line.length / 2)),
          () -> file.write(position, line));
    }

    @Override
    public void truncate(FolderStep step, long length) throws IOException {
      death.around(CrashPoint.of(step), () -> file.truncate(step, length));
    }

    @Override
    public void force() throws IOException {
      file.force();
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
