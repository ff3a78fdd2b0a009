package casfailover.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every file {@code invalid-*.cfg} is refused with the messages in the file beside it. */
class InvalidSettingsTest {

  @TempDir static Path folder;

  @SuppressWarnings("NullAway.Init")
  private static SettingsFolder settings;

  @BeforeAll
  static void copyTheExamples() throws IOException {
    settings = SettingsFolder.in(folder);
  }

  static Stream<String> mistakes() throws IOException {
    return SettingsFolder.examples().stream()
        .map(path -> path.getFileName().toString())
        .filter(name -> name.startsWith("invalid-") && name.endsWith(".cfg"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void isRefusedWithExactlyTheseMessages(String name) throws IOException {
    Reading reading = settings.read(name);

    assertThat(reading).isInstanceOf(Reading.Refused.class);
    String told = settings.told(((Reading.Refused) reading).problems());
    assertThat(told).isEqualTo(Files.readString(settings.file(name.replace(".cfg", ".expected"))));
  }
}
