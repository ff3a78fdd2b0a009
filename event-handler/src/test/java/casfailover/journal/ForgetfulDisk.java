package casfailover.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** A disk that loses with the power whatever was not forced: bytes as well as names. */
final class ForgetfulDisk implements Disk {

  /** A file, whatever it is called: what of it would outlive the power. */
  private static final class Body {
    private byte[] forced = new byte[0];
  }

  private final Disk disk = new NioDisk();
  private final Set<Object> open = new HashSet<>();
  private final Map<Path, Body> names = new HashMap<>();
  private Map<Path, Body> forcedNames = Map.of();
  private boolean forces = true;

  /** From now on the disk cannot tell whether anything is on it. */
  void cannotForce() {
    forces = false;
  }

  void mend() {
    forces = true;
  }

  /** How many files are open. */
  int open() {
    return open.size();
  }

  /** Somebody puts a file there, and all of it is on the disk. */
  void put(Path folder, String name, byte[] content) throws IOException {
    Path file = folder.resolve(name);
    Files.write(file, content);
    body(file).forced = content;
    force(folder);
  }

  /** The power goes, and comes again. */
  void powerCut(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.toList();
    }
    for (Path file : files) {
      Files.delete(file);
    }
    for (Map.Entry<Path, Body> file : forcedNames.entrySet()) {
      Files.write(file.getKey(), file.getValue().forced);
    }
    names.clear();
    names.putAll(forcedNames);
    open.clear();
  }

  private Body body(Path file) {
    return names.computeIfAbsent(file, f -> new Body());
  }

  private void force() throws IOException {
    if (!forces) {
      throw new IOException("Input/output error");
    }
  }

  @Override
  public AppendFile open(Path file) throws IOException {
    AppendFile opened = new Handle(disk.open(file), body(file));
    open.add(opened);
    return opened;
  }

  @Override
  public void write(FolderStep step, Path file, byte[] content) throws IOException {
    force();
    disk.write(step, file, content);
    body(file).forced = content.clone();
  }

  @Override
  public void rename(FolderStep step, Path from, Path to) throws IOException {
    disk.rename(step, from, to);
    names.put(to, body(from));
    names.remove(from);
  }

  @Override
  public void force(Path folder) throws IOException {
    force();
    forcedNames = Map.copyOf(names);
  }

  private final class Handle implements AppendFile {
    private final AppendFile file;
    private final Body body;

    Handle(AppendFile file, Body body) {
      this.file = file;
      this.body = body;
    }

    @Override
    public byte[] readAll() throws IOException {
      return file.readAll();
    }

    @Override
    public void write(long position, byte[] line) throws IOException {
      file.write(position, line);
    }

    @Override
    public void truncate(FolderStep step, long length) throws IOException {
      file.truncate(step, length);
    }

    @Override
    public void force() throws IOException {
      ForgetfulDisk.this.force();
      body.forced = file.readAll();
      file.force();
    }

    @Override
    public void close() throws IOException {
      open.remove(this);
      file.close();
    }
  }
}
