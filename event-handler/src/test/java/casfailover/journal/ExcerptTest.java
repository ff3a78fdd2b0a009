package casfailover.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExcerptTest {

  private static final Instant NOW = Instant.parse("2026-11-22T03:12:14Z");

  @TempDir Path folder;
  private List<String> lines = List.of();

  @BeforeEach
  void writeThreeLines() throws IOException {
    try (FileJournal journal = FileJournal.open(folder, () -> NOW, "b00t-1").journal()) {
      journal.append("armed", Map.of("problem", "17"));
      journal.append("taken", Map.of());
    }
    lines = Files.readAllLines(folder.resolve("journal"));
  }

  private Excerpt of(String text) throws IOException {
    Files.writeString(folder.resolve("journal"), text);
    return Excerpt.of(folder);
  }

  private static List<String> words(Excerpt excerpt) {
    return excerpt.lines().stream().map(JournalLine::word).toList();
  }

  @Test
  void aWholeJournalIsReadAsItIs() throws IOException {
    Excerpt excerpt = Excerpt.of(folder);

    assertThat(words(excerpt)).containsExactly("opened", "armed", "taken");
    assertThat(excerpt.gaps()).isEmpty();
    assertThat(excerpt.remarks()).isEmpty();
  }

  @Test
  void aLastLineThatWasCutOffIsNoGap() throws IOException {
    String whole = String.join("\n", lines) + "\n";
    for (int length = whole.lastIndexOf('\n', whole.length() - 2) + 2;
        length < whole.length();
        length++) {
      Excerpt excerpt = of(whole.substring(0, length));

      assertThat(words(excerpt)).containsExactly("opened", "armed");
      assertThat(excerpt.gaps()).isEmpty();
      assertThat(excerpt.remarks()).singleElement().asString().contains("cut off");
    }
  }

  @Test
  void aDamagedLineIsLeftOutAndNamed() throws IOException {
    Excerpt excerpt = of(String.join("\n", lines).replace("=17", "=18") + "\n");

    assertThat(words(excerpt)).containsExactly("opened", "taken");
    assertThat(excerpt.gaps()).containsExactly("line 2 of the journal is damaged and left out");
  }

  @Test
  void linesThatAreGoneAreCounted() throws IOException {
    Excerpt excerpt = of(lines.get(0) + "\n" + lines.get(2) + "\n");

    assertThat(words(excerpt)).containsExactly("opened", "taken");
    assertThat(excerpt.gaps()).containsExactly("1 lines before line 3 are gone");
  }

  @Test
  void nothingButZeroesIsSaidToBeThat() throws IOException {
    assertThat(of("\0".repeat(4096)).gaps()).containsExactly("the journal holds no whole line");
    assertThat(of("").gaps()).containsExactly("the journal holds no whole line");
  }

  @Test
  void anOlderJournalThatWasPutAsideIsNamed() throws IOException {
    Path old = Files.writeString(folder.resolve("journal.lost-20261121T000000Z"), "x");

    assertThat(Excerpt.of(folder).remarks())
        .containsExactly("an older journal that was damaged is kept in " + old);
  }

  @Test
  void nothingIsMended() throws IOException {
    byte[] torn = (lines.get(0) + "\n2 half").getBytes(StandardCharsets.US_ASCII);
    Files.write(folder.resolve("journal"), torn);

    Excerpt.of(folder);

    assertThat(Files.readAllBytes(folder.resolve("journal"))).isEqualTo(torn);
  }

  @Test
  void noJournalIsAFailureThatSaysSo() {
    assertThatThrownBy(() -> Excerpt.of(folder.resolve("nowhere")))
        .isInstanceOf(JournalFailure.class)
        .hasMessageContaining("run this as root or as the agent's user");
  }
}
