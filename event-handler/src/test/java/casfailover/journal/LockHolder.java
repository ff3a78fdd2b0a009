package casfailover.journal;

import java.nio.file.Path;

/** A process that takes the lock of a folder and keeps it until its standard input ends. */
final class LockHolder {

  /** The exit code if somebody else has the lock. */
  static final int REFUSED = 10;

  private LockHolder() {}

  public static void main(String[] args) throws Exception {
    if (StateLock.take(Path.of(args[0])) instanceof StateLock.Locked locked) {
      int end = System.in.read();
      locked.lock().close();
      System.exit(end < 0 ? 0 : 1);
    }
    System.exit(REFUSED);
  }
}
