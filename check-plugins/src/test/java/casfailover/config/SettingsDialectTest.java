package casfailover.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dialect of nrpe.cfg, and the hash by which two servers compare what they read. */
class SettingsDialectTest {

  @TempDir Path path;
  private SettingsFolder folder = new SettingsFolder(Path.of(""));
  private String lab = "";
  private String hash = "";

  @BeforeEach
  void copyTheExamples() throws IOException {
    folder = SettingsFolder.in(path);
    lab = Files.readString(folder.file("lab.cfg"));
    hash = folder.good("lab.cfg").hash();
  }

  @Test
  void theHashIsSixHexadecimalDigits() {
    assertThat(hash).matches("[0-9a-f]{6}");
  }

  @Test
  void theHashChangesWithAnyValue() throws IOException {
    assertThat(hashOf(lab.replace("lease=2s", "lease=3s"))).isNotEqualTo(hash);
    assertThat(hashOf(lab + "limit=11\n")).isNotEqualTo(hash);
  }

  @Test
  void commentsBlanksAndEmptyLinesMakeNoDifference() throws IOException {
    String same = "# the pair\n\n" + lab.replace("\n", "  \t\n").replace("=", " = ") + "\n  # end";

    assertThat(hashOf(same)).isEqualTo(hash);
  }

  @Test
  void lineEndsOfWindowsAndAByteOrderMarkMakeNoDifference() throws IOException {
    assertThat(hashOf("\ufeff" + lab.replace("\n", "\r\n"))).isEqualTo(hash);
  }

  @Test
  void aLastLineWithoutAnEndCounts() throws IOException {
    assertThat(hashOf(lab.stripTrailing())).isEqualTo(hash);
  }

  @Test
  void includedFilesCountAsIfTheyStoodThere() throws IOException {
    Files.writeString(folder.file("times.inc"), "lease=2s\n");
    Files.writeString(folder.file("more.inc"), "# more\ninclude=times.inc\ndag_max_age=1s\n");

    String including = lab.replace("lease=2s\ndag_max_age=1s\n", "include_file=more.inc\n");

    assertThat(including).isNotEqualTo(lab);
    assertThat(hashOf(including)).isEqualTo(hash);
  }

  @Test
  void aFolderIsReadInTheOrderOfNamesWithItsSubfoldersAndNothingButCfg() throws IOException {
    Path conf = Files.createDirectories(folder.file("conf.d"));
    Files.createDirectories(conf.resolve("a"));
    Files.createDirectories(conf.resolve(".git"));
    Files.writeString(conf.resolve("a/first.cfg"), "lease=2s\n");
    Files.writeString(conf.resolve("b.cfg"), "dag_max_age=1s\n");
    Files.writeString(conf.resolve("b.cfg.bak"), "lease=9s\n");
    Files.writeString(conf.resolve(".b.cfg"), "lease=9s\n");
    Files.writeString(conf.resolve(".git/c.cfg"), "lease=9s\n");

    assertThat(hashOf(lab.replace("lease=2s\ndag_max_age=1s\n", "include_dir=conf.d/\n")))
        .isEqualTo(hash);
  }

  private String hashOf(String text) throws IOException {
    Files.writeString(folder.file("other.cfg"), text);
    return folder.good("other.cfg").hash();
  }
}
