package casfailover.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The few things that the journal does to the disk. Each either happens as a whole or throws,
 * unless it says otherwise.
 */
interface Disk {

  /** Opens a file that exists. */
  AppendFile open(Path file) throws IOException;

  /** Writes a file anew and forces it to the disk; a crash in the middle leaves a part of it. */
  void write(FolderStep step, Path file, byte[] content) throws IOException;

  /** Renames a file, over another if there is one, so that no reader sees a state between. */
  void rename(FolderStep step, Path from, Path to) throws IOException;

  /** Returns once the disk has the names in a folder. */
  void force(Path folder) throws IOException;

  /** The journal's file. */
  interface AppendFile extends Closeable {

    byte[] readAll() throws IOException;

    /** Writes a line at a position, which may end with some of its bytes written. */
    void write(long position, byte[] line) throws IOException;

    void truncate(FolderStep step, long length) throws IOException;

    /** Returns once the disk has what was written. */
    void force() throws IOException;
  }
}
