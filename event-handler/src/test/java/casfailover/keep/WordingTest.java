package casfailover.keep;

import static casfailover.keep.Instants.at;
import static casfailover.keep.Instants.seconds;
import static casfailover.keep.Instants.seen;
import static casfailover.keep.Instants.silent;
import static org.assertj.core.api.Assertions.assertThat;

import casfailover.decide.Details;
import casfailover.sight.DagReading;
import casfailover.sight.DagReading.Copy;
import casfailover.sight.Guard;
import casfailover.sight.PeerReport;
import casfailover.sight.Sighting;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What was seen, in words for people. */
class WordingTest {

  private final Rig rig = Rig.with(List.of());
  private final Sights sights = new Sights(rig.setup);
  private final Wording wording = new Wording(new Pledge(rig.setup), sights);

  private Details details() {
    return wording.details(seconds(1), "why", seconds(2), at(100));
  }

  private void saw(Guard guard, Sighting sighting) {
    sights.saw(guard, sighting);
  }

  private void sawDatabases(Set<String> blocked, Copy... copies) {
    saw(
        Guard.DATABASES,
        new Sighting.Seen(at(100), at(100), new DagReading(List.of(copies), blocked)));
  }

  @Test
  void whatWasNotAskedIsSaidToBeSo() {
    String notYet = "not asked yet";
    assertThat(details())
        .isEqualTo(
            new Details(
                "exch-b",
                "exch-a",
                "192.0.2.100",
                "192.0.2.1",
                "exch-a is silent",
                "not asked yet, not asked yet, not asked yet",
                notYet,
                notYet,
                notYet,
                notYet,
                seconds(1),
                "why",
                seconds(2),
                "3f9c21 here, ?"));
  }

  @Test
  void eachLookSaysWhatItSaw() {
    saw(Guard.PEER_PING, silent(100));
    saw(Guard.PEER_SERVICE, seen(100));
    saw(Guard.OWN_SERVICE, seen(100));
    saw(Guard.DATABASES, new Sighting.Unknown(at(100), at(100), "PowerShell does not answer"));

    assertThat(details().peerSeen()).isEqualTo("no answer, answers, not asked yet");
    assertThat(details().peerWord()).isEqualTo("exch-a does not have the address");
    assertThat(details().ownService()).isEqualTo("answers");
    assertThat(details().databases()).isEqualTo("PowerShell does not answer");
  }

  @Test
  void thePeerTellsItsMacAndItsSettings() {
    rig.peer.settings = "000000";
    rig.passSeconds(2);
    PeerReport report = rig.view().peer().orElseThrow();
    saw(Guard.WIRE, silent(100));
    saw(Guard.PEER_AGENT, new Sighting.Seen(at(100), at(100), report));

    assertThat(details().wire()).isEqualTo("no answer, exch-a has 02:42:0a:2a:00:0b");
    assertThat(details().settings()).isEqualTo("3f9c21 here, 000000");
  }

  @Test
  void theDatabasesThatAreMissingAreNamedWhereSomeAreHere() {
    sawDatabases(
        Set.of(), Databases.copy("One", "EXCH-B", "exch-b"), Databases.copy("Two", "EXCH-B", "-"));
    assertThat(details().databases()).isEqualTo("1 of 2, missing Two");

    sawDatabases(
        Set.of(), Databases.copy("One", "EXCH-B", "-"), Databases.copy("Two", "EXCH-B", "-"));
    assertThat(details().databases()).isEqualTo("0 of 2");

    sawDatabases(Set.of(), Databases.copy("One", "EXCH-B", "exch-b"));
    assertThat(details().databases()).isEqualTo("1 of 1");
  }

  @Test
  void thatNoDatabaseComesHereByItselfIsSaidWhereOneIsMissing() {
    sawDatabases(Set.of("EXCH-B"), Databases.copy("One", "EXCH-B", "-"));
    assertThat(details().databases())
        .isEqualTo(
            "0 of 1; exch-b is in maintenance (DatabaseCopyAutoActivationPolicy is Blocked there)");

    sawDatabases(Set.of("EXCH-B"), Databases.copy("One", "EXCH-B", "exch-b"));
    assertThat(details().databases()).isEqualTo("1 of 1");
  }

  @Test
  void withoutADagNothingIsSaidOfDatabases() {
    Setup s = rig.setup;
    Setup without =
        new Setup(
            s.pair(),
            s.timing(),
            s.databases(),
            false,
            s.pingsGateway(),
            s.arpsGateway(),
            s.mac(),
            s.settings(),
            s.version(),
            s.zone());
    Wording words = new Wording(new Pledge(without), sights);

    assertThat(words.details(seconds(1), "why", seconds(2), at(100)).databases()).isEmpty();
  }
}
