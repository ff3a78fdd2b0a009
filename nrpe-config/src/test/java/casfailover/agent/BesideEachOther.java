package casfailover.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Two agents run beside each other for as long as a test lasts, and nothing breaks in either. */
abstract class BesideEachOther {

  @TempDir Path folder;

  TwoAgents pair;

  @BeforeEach
  void begin() throws IOException {
    pair = new TwoAgents(folder);
  }

  @AfterEach
  void end() {
    pair.close();
    assertThat(pair.broken).isEmpty();
  }
}
