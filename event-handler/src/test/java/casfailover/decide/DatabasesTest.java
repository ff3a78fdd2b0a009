package casfailover.decide;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.decide.Databases.Count;
import casfailover.pair.Cidr;
import casfailover.pair.Ipv4;
import casfailover.pair.Node;
import casfailover.pair.Pair;
import casfailover.sight.DagReading;
import casfailover.sight.DagReading.Copy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabasesTest {

  private static final Pair PAIR =
      new Pair(
          new Node("exch-b", Ipv4.parse("192.0.2.12")),
          new Node("exch-a", Ipv4.parse("192.0.2.11")),
          "exch-a",
          List.of(Cidr.parse("192.0.2.100/24")),
          Ipv4.parse("192.0.2.1"));
  private static final List<String> ALL = List.of();

  /**
   * A reading of the databases DB1, DB2 ...: each letter says where one is mounted: here, at the
   * peer, on a third server, nowhere.
   */
  private static DagReading reading(String places) {
    List<Copy> copies = new ArrayList<>();
    for (int i = 0; i < places.length(); i++) {
      String name = "DB" + (i + 1);
      char place = places.charAt(i);
      copies.add(copy(name, "EXCH-A", place == 'p' ? "Mounted" : "Healthy"));
      copies.add(copy(name, "EXCH-B", place == 'h' ? "Mounted" : "Dismounted"));
      copies.add(copy(name, "EXCH-C", place == 't' ? "Mounted" : "Healthy"));
    }
    return new DagReading(copies);
  }

  private static Copy copy(String database, String server, String status) {
    return new Copy(
        database,
        server,
        status,
        Optional.empty(),
        false,
        OptionalLong.empty(),
        OptionalLong.empty(),
        "Healthy",
        "");
  }

  @ParameterizedTest(name = "{0}: {1}, {2}, {3}, {4}")
  @CsvSource(
      delimiter = '|',
      value = {
        // where | waiting, peer lives | waiting, peer gone | patient, peer lives | patient, gone
        "hh     | HERE     | HERE     | HERE     | HERE",
        "h      | HERE     | HERE     | HERE     | HERE",
        "pp     | AT_PEER  | AT_PEER  | AT_PEER  | AT_PEER",
        "hp     | AT_PEER  | AT_PEER  | AT_PEER  | HERE",
        "hn     | NOT_HERE | NOT_HERE | HERE     | HERE",
        "hpn    | NOT_HERE | NOT_HERE | NOT_HERE | HERE",
        "pn     | NOT_HERE | NOT_HERE | NOT_HERE | NOT_HERE",
        "nn     | NOT_HERE | NOT_HERE | NOT_HERE | NOT_HERE",
        "ht     | NOT_HERE | NOT_HERE | NOT_HERE | NOT_HERE",
        "htp    | NOT_HERE | NOT_HERE | NOT_HERE | NOT_HERE",
        "tt     | NOT_HERE | NOT_HERE | NOT_HERE | NOT_HERE"
      })
  void areWhereTheReadingSays(
      String places,
      Databases waitingPeerLives,
      Databases waitingPeerGone,
      Databases patientPeerLives,
      Databases patientPeerGone) {
    DagReading reading = reading(places);

    assertThat(Databases.of(reading, PAIR, ALL, false, true)).isEqualTo(waitingPeerLives);
    assertThat(Databases.of(reading, PAIR, ALL, false, false)).isEqualTo(waitingPeerGone);
    assertThat(Databases.of(reading, PAIR, ALL, true, true)).isEqualTo(patientPeerLives);
    assertThat(Databases.of(reading, PAIR, ALL, true, false)).isEqualTo(patientPeerGone);
  }

  @Test
  void areUnknownIfNoneWasRead() {
    assertThat(Databases.of(new DagReading(List.of()), PAIR, ALL, true, false))
        .isEqualTo(Databases.UNKNOWN);
  }

  @Test
  void onlyThoseOfTheSettingsCountInWhateverLetters() {
    assertThat(Databases.of(reading("hpt"), PAIR, List.of("db1"), false, true))
        .isEqualTo(Databases.HERE);
    assertThat(Databases.of(reading("hpt"), PAIR, List.of("db2"), false, true))
        .isEqualTo(Databases.AT_PEER);
    assertThat(Databases.of(reading("hpt"), PAIR, List.of("db3"), true, false))
        .isEqualTo(Databases.NOT_HERE);
  }

  @Test
  void oneThatWasNotReadIsMountedNowhere() {
    List<String> wanted = List.of("DB1", "DB9");

    assertThat(Databases.of(reading("h"), PAIR, wanted, false, false))
        .isEqualTo(Databases.NOT_HERE);
    assertThat(Databases.of(reading("h"), PAIR, wanted, true, true)).isEqualTo(Databases.HERE);
    assertThat(Count.of(reading("h"), PAIR, wanted))
        .isEqualTo(new Count(2, 1, 0, 0, List.of("DB9")));
    assertThat(Databases.of(reading(""), PAIR, wanted, true, false)).isEqualTo(Databases.NOT_HERE);
  }

  @Test
  void areCountedByPlaceAndThoseThatAreNotHereNamed() {
    assertThat(Count.of(reading("hptn"), PAIR, ALL))
        .isEqualTo(new Count(4, 1, 1, 1, List.of("DB2", "DB3", "DB4")));
  }

  @ParameterizedTest
  @CsvSource({"pp, true", "t, true", "pn, true", "hp, false", "nn, false", "h, false"})
  void areOnlyElsewhereIfSomeAreMountedAndNoneHere(String places, boolean elsewhere) {
    assertThat(Count.of(reading(places), PAIR, ALL).onlyElsewhere()).isEqualTo(elsewhere);
  }
}
