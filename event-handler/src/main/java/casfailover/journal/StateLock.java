package casfailover.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The right to write to a state folder, which one process at a time has. It ends with the process,
 * however that ends.
 */
public final class StateLock implements Closeable {

  /** Far behind the text, since Windows lets nobody else read what is locked. */
  private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

  /**
   * The folders that this process has. On Linux the system drops a lock as soon as its process
   * closes any handle of the file, so a second one is not even opened; and the first is kept here,
   * lest it be closed because nobody refers to it any more.
   */
  private static final Map<Path, Optional<FileChannel>> OURS = new ConcurrentHashMap<>();

  private final Path folder;
  private final FileChannel channel;
  private final FileLock lock;

  private StateLock(Path folder, FileChannel channel, FileLock lock) {
    this.folder = folder;
    this.channel = channel;
    this.lock = lock;
  }

  /** What came of asking for the lock. */
  public sealed interface Attempt {}

  /** The lock is ours until it is closed. */
  public record Locked(StateLock lock) implements Attempt {}

  /**
   * Another one has it.
   *
   * @param pid the process that has it; empty if it has not yet written its number
   */
  public record HeldBy(OptionalLong pid) implements Attempt {}

  /**
   * Asks for the lock and does not wait for it.
   *
   * @param stateDir the state folder; it is created if it is not there
   * @throws JournalFailure if the disk does not let us ask
   */
  public static Attempt take(Path stateDir) throws JournalFailure {
    try {
      StateFolder.make(stateDir);
      Path folder = stateDir.toRealPath();
      if (OURS.putIfAbsent(folder, Optional.empty()) != null) {
        return new HeldBy(OptionalLong.of(ProcessHandle.current().pid()));
      }
      Attempt attempt = new HeldBy(OptionalLong.empty());
      try {
        attempt = takeFromOthers(folder);
      } finally {
        if (attempt instanceof HeldBy) {
          OURS.remove(folder);
        }
      }
      return attempt;
    } catch (IOException e) {
      throw new JournalFailure(
          "locking "
              + stateDir.resolve(StateFolder.LOCK)
              + " failed ("
              + e
              + "): make the agent's user the owner of the folder and all in it, and see that the"
              + " disk can be written to",
          e);
    }
  }

  private static Attempt takeFromOthers(Path folder) throws IOException {
    FileChannel channel =
        FileChannel.open(
            folder.resolve(StateFolder.LOCK),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock(LOCKED_BYTE, 1, false);
      if (lock == null) {
        HeldBy other = new HeldBy(pid(channel));
        channel.close();
        return other;
      }
      tell(channel);
      OURS.put(folder, Optional.of(channel));
      return new Locked(new StateLock(folder, channel, lock));
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /**
   * Says who we are. Where the disk is full nobody learns that, and the lock is ours all the same.
   */
  private static void tell(FileChannel channel) throws IOException {
    channel.truncate(0);
    String pid = ProcessHandle.current().pid() + "\n";
    try {
      channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)), 0);
    } catch (IOException e) {
      channel.truncate(0);
    }
  }

  private static OptionalLong pid(FileChannel channel) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(20);
    int length = channel.read(buffer, 0);
    String text = new String(buffer.array(), 0, Math.max(0, length), StandardCharsets.US_ASCII);
    return text.matches("[0-9]{1,18}\n")
        ? OptionalLong.of(Long.parseLong(text.strip()))
        : OptionalLong.empty();
  }

  /** Gives the lock back. */
  @Override
  public void close() throws IOException {
    if (lock.isValid()) {
      try {
        channel.close(); // with that the lock is released
      } finally {
        OURS.remove(folder);
      }
    }
  }
}
