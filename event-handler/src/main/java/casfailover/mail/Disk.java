package casfailover.mail;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The few things that the outbox asks of a disk; each either happens as a whole or throws. */
interface Disk {

  /** Makes a folder and those above it, unless it is there. */
  void createFolder(Path folder) throws IOException;

  /** The names in a folder, in no order. */
  List<String> list(Path folder) throws IOException;

  String read(Path file) throws IOException;

  /** Writes a file anew and forces it to the disk; a crash in the middle leaves a part of it. */
  void write(OutboxStep step, Path file, String text) throws IOException;

  /** Renames a file, over another if there is one, so that no reader sees a state between. */
  void rename(OutboxStep step, Path from, Path to) throws IOException;

  /** Forces the names in a folder to the disk. */
  void force(Path folder) throws IOException;

  /** Deletes a file if it is there. */
  void delete(OutboxStep step, Path file) throws IOException;
}
