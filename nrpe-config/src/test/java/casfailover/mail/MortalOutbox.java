package casfailover.mail;

import casfailover.lab.CrashPoint;
import casfailover.lab.Death;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** An outbox on the disk of this machine that dies at a crash point. */
public final class MortalOutbox {

  private static final int KEEP = 1000;

  private MortalOutbox() {}

  /** Opens it. */
  public static Outbox open(Path folder, Death death) {
    return new FileOutbox(folder, KEEP, new MortalDisk(death));
  }

  private static final class MortalDisk implements Disk {
    private final Disk disk = new NioDisk();
    private final Death death;

    MortalDisk(Death death) {
      this.death = death;
    }

    @Override
    public void createFolder(Path folder) throws IOException {
      disk.createFolder(folder);
    }

    @Override
    public List<String> list(Path folder) throws IOException {
      return disk.list(folder);
    }

    @Override
    public String read(Path file) throws IOException {
      return disk.read(file);
    }

    @Override
    public void write(OutboxStep step, Path file, String text) throws IOException {
      death.around(CrashPoint.of(step), () -> disk.write(step, file, text));
    }

    @Override
    public void rename(OutboxStep step, Path from, Path to) throws IOException {
      death.around(CrashPoint.of(step), () -> disk.rename(step, from, to));
    }

    @Override
    public void force(Path folder) throws IOException {
      disk.force(folder);
    }

    @Override
    public void delete(OutboxStep step, Path file) throws IOException {
      death.around(CrashPoint.of(step), () -> disk.delete(step, file));
    }
  }
}
