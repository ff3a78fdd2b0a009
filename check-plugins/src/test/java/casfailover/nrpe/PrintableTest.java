package casfailover.nrpe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {

  @Test
  void ordinaryTextStaysAsItIs() {
    assertThat(Printable.word("check_größe-2 <b>")).isEqualTo("check_größe-2 <b>");
  }

  @Test
  void nothingForgesALineOrPerformanceData() {
    assertThat(Printable.word("a\nb\u001b[31m|x=1\u2028\u202e")).isEqualTo("a?b?[31m?x=1??");
  }

  @Test
  void aLongWordIsCut() {
    assertThat(Printable.word("😀".repeat(500))).isEqualTo("😀".repeat(100));
  }
}
