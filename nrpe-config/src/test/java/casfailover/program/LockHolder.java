package casfailover.program;

import casfailover.journal.StateLock;
import java.nio.file.Path;

/** A process that has the lock of a state folder until its standard input ends. */
final class LockHolder {

  private LockHolder() {}

  public static void main(String[] words) throws Exception {
    if (StateLock.take(Path.of(words[0])) instanceof StateLock.Locked locked) {
      int end = System.in.read();
      locked.lock().close();
      System.exit(end < 0 ? 0 : 1);
    }
    System.exit(10);
  }
}
