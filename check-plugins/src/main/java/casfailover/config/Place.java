package casfailover.config;

import java.nio.file.Path;

/**
 * A line of a settings file.
 *
 * @param file the file
 * @param line counted from 1; 0 stands for the file as a whole
 */
public record Place(Path file, int line) {

  @Override
  public String toString() {
    return line == 0 ? file.toString() : file + ":" + line;
  }
}
