package casfailover.takeover;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SysfsCarrierTest {

  @TempDir Path folder;

  @BeforeEach
  void addInterface() throws IOException {
    Files.createDirectory(folder.resolve("eth0"));
  }

  @Test
  void countsAsTheSystemDoes() throws IOException {
    Files.writeString(folder.resolve("eth0/carrier_up_count"), "3\n");
    assertThat(ups()).hasValue(3);
  }

  @Test
  void doesNotKnowWhereTheSystemDoesNotTell() throws IOException {
    assertThat(ups()).isEmpty();
    Files.writeString(folder.resolve("eth0/carrier_up_count"), "many\n");
    assertThat(ups()).isEmpty();
    assertThat(new SysfsCarrier(folder).ups("eth9")).isEmpty();
  }

  private OptionalLong ups() {
    return new SysfsCarrier(folder).ups("eth0");
  }
}
