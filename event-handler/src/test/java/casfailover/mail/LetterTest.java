package casfailover.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class LetterTest {

  @Test
  void letsNoLineEndOrControlCharacterOfAFreeTextIntoTheSubject() {
    String hostile = "done\r\nBcc: victim@example.net\u0000\u001b[2J\u2028x\u0085y\u202ez\ud800";
    Letter letter = Fixture.letter("hold-1", hostile, "text");
    assertThat(letter.subject()).isEqualTo("done  Bcc: victim@example.net  [2J x yz");
  }

  @Test
  void keepsLinesOfTheBodyAndNothingElseThatActs() {
    Letter letter = Fixture.letter("hold-1", "s", "one\r\ntwo\rthree\u0007\u001b]0;x");
    assertThat(letter.body()).isEqualTo("one\ntwo\nthree  ]0;x\n");
  }

  @Test
  void shortensAnEndlessSubjectWithoutCuttingACharacter() {
    String subject = Fixture.letter("hold-1", "\ud83d\ude00".repeat(500), "b").subject();
    assertThat(subject.codePointCount(0, subject.length())).isEqualTo(200);
    assertThat(subject).endsWith("\ud83d\ude00…");
  }

  @Test
  void makesAnIdOfAnyNames() {
    assertThat(Letter.id("2026-11-22-1", "alarm-two holders\n", "exch b/../x"))
        .isEqualTo("2026-11-22-1.alarm-two-holders-@exch-b-x");
  }

  @Test
  void refusesAnIdThatCouldLeaveTheOutbox() {
    for (String id : List.of("../../etc/passwd", "a@b\nBcc: x", "a@", "@b", "a..b@c", "a@b.", "")) {
      assertThatThrownBy(() -> new Letter(id, "2026-11-22-1", "s", "b", Fixture.AT, List.of()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("is no name of a letter");
    }
  }
}
