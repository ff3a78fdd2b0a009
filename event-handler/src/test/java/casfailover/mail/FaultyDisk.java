package casfailover.mail;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A real disk on which one chosen operation fails, or at which the machine stops for good. */
final class FaultyDisk implements Disk {

  /** The machine stopped; nobody may catch that and go on. */
  static final class Crash extends Error {
    private static final long serialVersionUID = 1;
  }

  private final Disk disk = new NioDisk();
  private int untilFault = Integer.MAX_VALUE;
  private boolean crash;
  private boolean stopped;

  /** From now on, the operation with this number (counted from 1) fails; a crash is for good. */
  void failAt(int operation, boolean withCrash) {
    untilFault = operation;
    crash = withCrash;
  }

  /** From now on nothing fails. */
  void mend() {
    untilFault = Integer.MAX_VALUE;
  }

  private boolean faultHere() {
    if (stopped) {
      throw new Crash();
    }
    untilFault--;
    return untilFault == 0;
  }

  private void count() throws IOException {
    if (faultHere()) {
      fail();
    }
  }

  private void fail() throws IOException {
    stopped = crash;
    if (crash) {
      throw new Crash();
    }
    throw new IOException("disk full");
  }

  @Override
  public void createFolder(Path folder) throws IOException {
    count();
    disk.createFolder(folder);
  }

  @Override
  public List<String> list(Path folder) throws IOException {
    count();
    return disk.list(folder);
  }

  @Override
  public String read(Path file) throws IOException {
    count();
    return disk.read(file);
  }

  @Override
  public void write(OutboxStep step, Path file, String text) throws IOException {
    if (faultHere()) {
      disk.write(step, file, text.substring(0, text.length() / 2));
      fail();
    }
    disk.write(step, file, text);
  }

  @Override
  public void rename(OutboxStep step, Path from, Path to) throws IOException {
    count();
    disk.rename(step, from, to);
  }

  @Override
  public void force(Path folder) throws IOException {
    count();
    disk.force(folder);
  }

  @Override
  public void delete(OutboxStep step, Path file) throws IOException {
    count();
    disk.delete(step, file);
  }
}
