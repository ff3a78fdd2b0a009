package casfailover.exchange;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;

/**
 * A child process that stands where powershell.exe stands. It is a shell script that writes its
 * process id down and then does what a test tells it; {@code say FILE} prints a file to its output,
 * {@code complain FILE} to its errors, {@code next} waits for the next question and keeps its
 * number in {@code $n}.
 */
final class FakePowerShell {

  private final Path folder;
  private final Path program;

  FakePowerShell(Path folder) {
    this.folder = folder;
    this.program = folder.resolve("powershell.exe");
  }

  Path program() {
    return program;
  }

  /** Lets every session from now on run these lines of shell. */
  void does(String... lines) throws IOException {
    Files.writeString(
        program,
        """
        #!/bin/sh
        echo $$ >> '%1$s/pids'
        say() { cat "%1$s/$1"; }
        complain() { cat "%1$s/$1" >&2; }
        next() { read -r word n || exit 0; [ "$word" != QUIT ] || exit 0; }
        answer() { printf 'BEGIN %%s\\r\\n' "$n"; say "$1"; printf '\\r\\nEND %%s OK\\r\\n' "$n"; }
        refuse() { printf 'BEGIN %%s\\r\\nEND %%s ERROR ' "$n" "$n"; say "$1"; printf '\\r\\n'; }
        noted() { echo $! >> '%1$s/pids'; }
        """
                .formatted(folder)
            + String.join("\n", lines)
            + "\n",
        StandardCharsets.UTF_8);
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** Keeps bytes for {@code say} and {@code complain}. */
  void keep(String file, byte[] bytes) throws IOException {
    Files.write(folder.resolve(file), bytes);
  }

  /** Keeps a text for {@code answer} and {@code refuse}, in the form of the protocol. */
  void keepEncoded(String file, String text) throws IOException {
    keep(file, Base64.getEncoder().encode(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** The process ids of all sessions, and of what they noted down as their own children. */
  List<Long> pids() throws IOException {
    Path file = folder.resolve("pids");
    return Files.exists(file)
        ? Files.readAllLines(file).stream().map(Long::valueOf).toList()
        : List.of();
  }

  /** Whether nothing that was started still runs; a zombie has no command any more. */
  boolean allAreGone() throws IOException {
    return pids().stream()
        .flatMap(pid -> ProcessHandle.of(pid).stream())
        .filter(ProcessHandle::isAlive)
        .allMatch(p -> p.info().command().isEmpty());
  }
}
