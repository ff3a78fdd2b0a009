package casfailover.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the README says of the settings. */
class ReadmeTest {

  @Test
  void namesEachSetting() throws IOException {
    assertThat(
            Pattern.compile("(?:`|^)([a-z_]+)[`=\\[]", Pattern.MULTILINE)
                .matcher(Files.readString(Path.of("..", "README.md")))
                .results()
                .map((MatchResult found) -> found.group(1)))
        .containsAll(Names.ours());
  }
}
