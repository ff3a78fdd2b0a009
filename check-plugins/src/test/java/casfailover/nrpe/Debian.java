package casfailover.nrpe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;

/** The programs of Debian that the integration tests run; one that is missing is a failure. */
final class Debian {

  private Debian() {}

  /** The path of a program, which is there. */
  static Path program(String path, String debianPackage) {
    Path program = Path.of(path);
    assertThat(Files.isExecutable(program))
        .as("%s is missing: apt-get install %s", program, debianPackage)
        .isTrue();
    return program;
  }
}
