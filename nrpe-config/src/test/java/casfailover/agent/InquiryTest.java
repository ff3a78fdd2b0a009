package casfailover.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import casfailover.report.Incident;
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
    assertThat(Inquiry.read("explain", List.of()))
        .isEqualTo(explain(new Incident.Which.Latest(), Optional.empty()));
    assertThat(Inquiry.read("explain", List.of("incident=2026-11-22-12")))
        .isEqualTo(explain(new Incident.Which.Named("2026-11-22-12"), Optional.empty()));
    assertThat(Inquiry.read("explain", List.of("problem=17")))
        .isEqualTo(explain(new Incident.Which.OfProblem("17"), Optional.empty()));
    assertThat(Inquiry.read("explain", List.of("at=07:01")))
        .isEqualTo(explain(new Incident.Which.Latest(), Optional.of("07:01")));
    assertThat(Inquiry.read("history", List.of()))
        .isEqualTo(new Inquiry.Past(Optional.empty(), 20, Inquiry.Form.TEXT));
    assertThat(Inquiry.read("history", List.of("since=7d", "limit=3", "form=json")))
        .isEqualTo(new Inquiry.Past(Optional.of("7d"), 3, Inquiry.Form.JSON));
    assertThat(Inquiry.read("what_if", List.of("form=json", "gateway=seen")))
        .isEqualTo(new Inquiry.Suppose(List.of("gateway=seen"), Inquiry.Form.JSON));
    assertThat(Inquiry.read("peer_report", List.of())).isEqualTo(new Inquiry.Report());
  }

  private static Inquiry explain(Incident.Which which, Optional<String> at) {
    return new Inquiry.Explain(which, at, Inquiry.Form.TEXT);
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
        "explain~form=xml~explain: form=xml is none of TEXT JSON",
        "explain~incident=2026-11-22-1 problem=17~explain takes one of incident= problem= at=",
        "history~limit=0~history: limit=0 is no number from 1 to 1000",
        "history~limit=1001~history: limit=1001 is no number from 1 to 1000",
        "history~since=~history needs since=",
        "history~incident=1~history does not know 'incident'; it knows form limit since",
        "explain~incident=../../etc/passwd~explain: incident=../../etc/passwd is no name of an",
        "explain~incident=$HOSTNAME$~explain: incident= still holds the macro $HOSTNAME$",
        "explain~2026-11-22-1~explain does not know '2026-11-22-1'; it knows at form incident"
            + " problem",
        "peer_report~x=1~peer_report does not know 'x'; it takes no words"
      })
  void whatIsNotKnownIsRefusedByName(String command, String words, String sentence) {
    assertThatThrownBy(() -> Inquiry.read(command, Arrays.asList(words.split(" "))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(sentence);
  }
}
