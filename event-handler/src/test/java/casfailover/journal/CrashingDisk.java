package casfailover.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/** A disk at which the machine stops, or that fails, at a step. */
final class CrashingDisk implements Disk {

  /** The machine stopped; nobody may catch that and go on. */
  static final class Crash extends Error {
    private static final long serialVersionUID = 1;
  }

  /** Where in a step. */
  enum Side {
    BEFORE,
    WITHIN,
    BEHIND
  }

  private final Disk disk = new NioDisk();
  private final Set<FolderStep> broken = EnumSet.noneOf(FolderStep.class);
  private final FolderStep step;
  private final Side side;
  private boolean namesCannotBeForced;

  CrashingDisk(FolderStep step, Side side) {
    this.step = step;
    this.side = side;
  }

  /** A disk that stops nowhere, and refuses a step. */
  static CrashingDisk refusing(FolderStep step) {
    CrashingDisk disk = new CrashingDisk(FolderStep.TAIL_CUT, Side.BEFORE);
    disk.broken.add(step);
    return disk;
  }

  void mend() {
    broken.clear();
    namesCannotBeForced = false;
  }

  void namesCannotBeForced() {
    namesCannotBeForced = true;
  }

  private void refuse(FolderStep now) throws IOException {
    if (broken.contains(now)) {
      throw new IOException("No space left on device");
    }
    stopAt(now, Side.BEFORE);
  }

  private void stopAt(FolderStep now, Side where) {
    if (now == step && where == side) {
      throw new Crash();
    }
  }

  @Override
  public AppendFile open(Path file) throws IOException {
    return disk.open(file);
  }

  @Override
  public void write(FolderStep now, Path file, byte[] content) throws IOException {
    refuse(now);
    if (now == step && side == Side.WITHIN) {
      disk.write(now, file, Arrays.copyOf(content, content.length / 2));
      throw new Crash();
    }
    disk.write(now, file, content);
    stopAt(now, Side.BEHIND);
  }

  @Override
  public void rename(FolderStep now, Path from, Path to) throws IOException {
    refuse(now);
    stopAt(now, Side.WITHIN);
    disk.rename(now, from, to);
    stopAt(now, Side.BEHIND);
  }

  @Override
  public void force(Path folder) throws IOException {
    if (namesCannotBeForced) {
      throw new IOException("Input/output error");
    }
    disk.force(folder);
  }
}
