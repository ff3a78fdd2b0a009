package casfailover.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LetterTemplatesTest {

  private static final Letter LETTER =
      new Letter(
          "2026-11-22-1.takeover-2@exch-b",
          "2026-11-22-1",
          "[CAS exch-b] TAKEOVER: <b>&\"{body}",
          "Line <one>\n  comment {subject} & more\n",
          Instant.EPOCH,
          List.of());

  @TempDir private Path folder;

  @Test
  void theShippedTextIsTheLetterItself() {
    assertThat(LetterTemplates.in(Optional.empty()).textOf(LETTER)).isEqualTo(LETTER.body());
  }

  @Test
  void theShippedPageHoldsItAllAndForgesNoMarkup() {
    assertThat(LetterTemplates.in(Optional.empty()).htmlOf(LETTER))
        .startsWith("<!DOCTYPE html>")
        .contains(
            "<title>[CAS exch-b] TAKEOVER: &lt;b&gt;&amp;&quot;{body}</title>",
            ">Line &lt;one&gt;\n  comment {subject} &amp; more\n</pre>")
        .doesNotContain("<b>");
  }

  @Test
  void anAdminsTemplateTakesItsPlace() throws IOException {
    Files.writeString(folder.resolve("letter.txt"), "{node}, {incident}: {subject}\n{body}-- ops");
    LetterTemplates ours = LetterTemplates.in(Optional.of(folder));

    assertThat(ours.textOf(LETTER))
        .isEqualTo("exch-b, 2026-11-22-1: " + LETTER.subject() + "\n" + LETTER.body() + "-- ops");
    assertThat(ours.html()).isEqualTo(LetterTemplates.SHIPPED.html());
  }

  @Test
  void oneThatCannotBeReadKeepsNoLetterBack() throws IOException {
    Files.write(folder.resolve("letter.html"), new byte[] {(byte) 0xff, (byte) 0xfe});

    assertThat(LetterTemplates.in(Optional.of(folder))).isEqualTo(LetterTemplates.SHIPPED);
  }
}
