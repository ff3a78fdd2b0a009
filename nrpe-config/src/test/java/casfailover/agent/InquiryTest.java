package casfailover.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InquiryTest {

  @Test
  void whatIsAskedIsRead() {
    assertThat(Inquiry.read("status", List.of())).isEqualTo(new Inquiry.Status(Inquiry.Form.TEXT));
    assertThat(Inquiry.read("status", List.of("form=json")))
        .isEqualTo(new Inquiry.Status(Inquiry.Form.JSON));
    assertThat(Inquiry.read("explain", List.of())).isEqualTo(new Inquiry.Explain(Optional.empty()));
    assertThat(Inquiry.read("explain", List.of("incident=2026-11-22-12")))
        .isEqualTo(new Inquiry.Explain(Optional.of("2026-11-22-12")));
    assertThat(Inquiry.read("peer_report", List.of())).isEqualTo(new Inquiry.Report());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "status~json~status does not know 'json'; it knows form",
        "status~form=xml~status: form=xml is none of TEXT JSON",
        "status~form=~status needs form=",
        "status~form=json form=json~status: form= stands there twice",
        "status~colour=blue~status does not know 'colour'; it knows form",
        "status~incident=2026-11-22-1~status does not know 'incident'; it knows form",
        "explain~form=json~explain does not know 'form'; it knows incident",
        "explain~incident=../../etc/passwd~explain: incident=../../etc/passwd is no name of an",
        "explain~incident=$HOSTNAME$~explain: incident= still holds the macro $HOSTNAME$",
        "explain~2026-11-22-1~explain does not know '2026-11-22-1'; it knows incident",
        "peer_report~x=1~peer_report does not know 'x'; it takes no words"
      })
  void whatIsNotKnownIsRefusedByName(String command, String words, String sentence) {
    assertThatThrownBy(() -> Inquiry.read(command, Arrays.asList(words.split(" "))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(sentence);
  }
}
