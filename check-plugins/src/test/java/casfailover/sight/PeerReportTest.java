package casfailover.sight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import casfailover.pair.Epoch;
import casfailover.pair.MacAddress;
import casfailover.sight.PeerReport.Answer;
import casfailover.sight.PeerReport.Stance;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeerReportTest {

  private static final PeerReport HOLDER =
      new PeerReport(
          "exch-a",
          Stance.HOLDS,
          Answer.SEEN,
          Answer.SILENT,
          true,
          false,
          new Epoch(3, "exch-a"),
          new Epoch(4, "exch-b"),
          true,
          Optional.of(new MacAddress("02:42:0a:2a:00:0b")),
          Optional.of(Instant.parse("2026-11-22T03:12:14.007Z")),
          "failover",
          "3f9c21",
          "1.0.0",
          new BackSoon(
              Optional.of(new BackSoon.Announcement(86_400_123, Duration.ofSeconds(35))),
              Optional.of(77L)),
          Optional.of(new Kept(3, "exch-a", "jane")),
          Optional.of(
              new Acknowledged(
                  1_795_315_231,
                  new Epoch(4, "exch-b"),
                  Instant.parse("2026-11-22T02:20:31Z"),
                  "jane",
                  "vendor called")),
          "2026-11-22-1",
          Optional.of(new Noted("3f9c21aa", "REFUSED")));

  private static final String LINE =
      "node=exch-a stance=holds serves=seen gateway=silent ready=true paused=false"
          + " epoch=3%3Aexch-a known=4%3Aexch-b remembers=true mac=02%3A42%3A0a%3A2a%3A00%3A0b"
          + " since=2026-11-22T03%3A12%3A14.007Z how=failover settings=3f9c21 version=1.0.0"
          + " back_soon=86400123 back_soon_ms=35000 back_soon_heard=77"
          + " kept=3 kept_on=exch-a kept_by=jane"
          + " acknowledged=1795315231 acknowledged_term=4%3Aexch-b"
          + " acknowledged_at=2026-11-22T02%3A20%3A31Z acknowledged_by=jane"
          + " acknowledged_comment=vendor+called incident=2026-11-22-1"
          + " noted=3f9c21aa noted_outcome=REFUSED";

  private static PeerReport with(String node, String how, String settings, String version) {
    return new PeerReport(
        node,
        Stance.NOT_ME,
        Answer.UNKNOWN,
        Answer.UNKNOWN,
        false,
        true,
        Epoch.NONE,
        Epoch.NONE,
        false,
        Optional.empty(),
        Optional.empty(),
        how,
        settings,
        version,
        BackSoon.NOBODY,
        Optional.empty(),
        Optional.empty(),
        "",
        Optional.empty());
  }

  @Test
  void isOneLineOfWords() {
    assertThat(HOLDER.toWire()).isEqualTo(LINE);
    assertThat(PeerReport.parse(LINE)).isEqualTo(HOLDER);
  }

  @ParameterizedTest
  @EnumSource(Stance.class)
  void everyStanceComesBack(Stance stance) {
    String line = LINE.replace("stance=holds", "stance=" + stance.name().toLowerCase(Locale.ROOT));

    assertThat(PeerReport.parse(line).stance()).isEqualTo(stance);
    assertThat(PeerReport.parse(PeerReport.parse(line).toWire()).stance()).isEqualTo(stance);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "a b",
        "stance=holds",
        "x stance=holds epoch=9%3Aexch-b",
        "%",
        "%41",
        "+",
        "&=;!|$(id)`id`",
        "\u0000\r\n\t\u001b[2J",
        "\u2028\u202e\u0085",
        "Jürgen \ud83d\ude00"
      })
  void aHostileValueComesBackAsItIsAndForgesNoOtherWord(String value) {
    PeerReport report = with(value, value, value, value);

    assertThat(report.toWire()).matches("[a-z]+=[\\x21-\\x7e]*( [a-z]+=[\\x21-\\x7e]*)*");
    assertThat(PeerReport.parse(report.toWire())).isEqualTo(report);
  }

  @Test
  void wordsOfANewerProgramArePassedOver() {
    assertThat(PeerReport.parse("  " + LINE + " colour=blue  standing \n")).isEqualTo(HOLDER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "node",
        "stance",
        "serves",
        "gateway",
        "ready",
        "paused",
        "epoch",
        "known",
        "remembers",
        "how",
        "settings",
        "version"
      })
  void isNoReportWithoutOneOfItsWords(String key) {
    assertThatThrownBy(() -> PeerReport.parse(LINE.replaceAll("\\b" + key + "=\\S+", "")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the peer's report has no '" + key + "'");
  }

  @Test
  void isWithoutHardwareAddressAndTimeWhereTheOtherKnowsNone() {
    PeerReport report = PeerReport.parse(LINE.replaceAll(" (mac|since)=\\S+", ""));

    assertThat(report.mac()).isEmpty();
    assertThat(report.since()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "stance=holds, stance=perhaps",
    "serves=seen, serves=yes",
    "gateway=silent, gateway=",
    "ready=true, ready=yes",
    "paused=false, paused=perhaps",
    "paused=false, paused=",
    "remembers=true, remembers=TRUE!",
    "epoch=3%3Aexch-a, epoch=3",
    "epoch=3%3Aexch-a, epoch=-3%3Aexch-a",
    "known=4%3Aexch-b, known=999999999999999999%3Aexch-b",
    "mac=02%3A42%3A0a%3A2a%3A00%3A0b, mac=02",
    "since=2026-11-22T03%3A12%3A14.007Z, since=yesterday",
    "version=1.0.0, version=%4"
  })
  void whatDoesNotReadIsRefusedAndNeverBecomesANo(String word, String broken) {
    assertThat(LINE).contains(word);
    assertThatThrownBy(() -> PeerReport.parse(LINE.replace(word, broken)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "HELD exch-a waits", "NRPE: Unable to read output", "= = ="})
  void anotherAnswerIsNoReport(String line) {
    assertThatThrownBy(() -> PeerReport.parse(line)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aSightingIsOneOfThreeWords() {
    Moment now = new Moment(Duration.ZERO, Duration.ZERO, Instant.EPOCH);

    assertThat(Answer.of(new Sighting.Seen(now, now, HOLDER))).isEqualTo(Answer.SEEN);
    assertThat(Answer.of(new Sighting.Silent(now, now, HOLDER))).isEqualTo(Answer.SILENT);
    assertThat(Answer.of(new Sighting.Unknown(now, now, "no ping"))).isEqualTo(Answer.UNKNOWN);
  }
}
