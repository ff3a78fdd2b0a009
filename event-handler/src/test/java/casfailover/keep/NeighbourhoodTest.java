package casfailover.keep;

import static casfailover.keep.Instants.at;
import static casfailover.keep.Instants.seconds;
import static casfailover.keep.Instants.silent;
import static org.assertj.core.api.Assertions.assertThat;

import casfailover.decide.Evidence.Wire;
import casfailover.pair.MacAddress;
import casfailover.sight.Guard;
import casfailover.sight.Neighbours;
import casfailover.sight.PeerReport;
import casfailover.sight.Sighting;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** An answer of the wire counts for half a second, and for three where nothing is taken on it. */
class NeighbourhoodTest {

  private final Rig rig = Rig.with(List.of());
  private final LastLooks looks = new LastLooks(rig.setup);
  private final Neighbourhood neighbourhood = new Neighbourhood(looks, seconds(3));

  private void saw(Sighting sighting) {
    looks.add(Guard.WIRE, sighting);
    neighbourhood.saw(sighting);
  }

  private static Sighting answer(double seconds, MacAddress... macs) {
    return new Sighting.Seen(at(seconds), at(seconds), Neighbours.of(Set.of(macs), 3));
  }

  private void peerTellsItsMac() {
    rig.passSeconds(2);
    PeerReport report = rig.view().peer().orElseThrow();
    assertThat(report.mac()).contains(OtherServer.MAC);
    neighbourhood.peerSaid(report);
  }

  @Test
  void aMachineNobodyKnowsCountsAsThePeerUntilThePeerTellsItsMac() {
    saw(answer(100, Rig.STRANGER));
    assertThat(neighbourhood.wire(at(100))).isEqualTo(Wire.PEER);
    peerTellsItsMac();
    assertThat(neighbourhood.wire(at(100))).isEqualTo(Wire.STRANGER);
    saw(answer(101, OtherServer.MAC));
    assertThat(neighbourhood.wire(at(101))).isEqualTo(Wire.PEER);
    saw(answer(102, OtherServer.MAC, Rig.STRANGER));
    assertThat(neighbourhood.wire(at(102))).isEqualTo(Wire.STRANGER);
  }

  @Test
  void aSilenceAndWhatCouldNotBeAskedAreTwoThings() {
    assertThat(neighbourhood.wire(at(100))).isEqualTo(Wire.UNKNOWN);
    saw(silent(100));
    assertThat(neighbourhood.wire(at(100))).isEqualTo(Wire.SILENT);
    saw(new Sighting.Unknown(at(101), at(101), "arping did not start"));
    assertThat(neighbourhood.wire(at(101))).isEqualTo(Wire.UNKNOWN);
  }

  @Test
  void anAnswerIsActedOnForHalfASecondAndShownForThree() {
    saw(answer(100, OtherServer.MAC));
    assertThat(neighbourhood.wire(at(100.5))).isEqualTo(Wire.PEER);
    assertThat(neighbourhood.wire(at(100.501))).isEqualTo(Wire.UNKNOWN);
    assertThat(neighbourhood.wireLately(at(103))).isEqualTo(Wire.PEER);
    assertThat(neighbourhood.wireLately(at(103.001))).isEqualTo(Wire.UNKNOWN);
  }

  @Test
  void whoeverAnswersIsSomebody() {
    assertThat(neighbourhood.anybodyAnswers(at(100))).isFalse();
    saw(silent(100));
    assertThat(neighbourhood.anybodyAnswers(at(100))).isFalse();
    saw(answer(101, Rig.STRANGER));
    assertThat(neighbourhood.anybodyAnswers(at(101))).isTrue();
    peerTellsItsMac();
    assertThat(neighbourhood.anybodyAnswers(at(101))).isTrue();
  }

  @Test
  void whatWasAskedBeforeAMomentSaysNothingOfTheTimeSince() {
    saw(answer(100, OtherServer.MAC));
    assertThat(neighbourhood.wireSince(at(100), at(101))).isEqualTo(Wire.PEER);
    assertThat(neighbourhood.wireSince(at(100.001), at(101))).isEqualTo(Wire.UNKNOWN);
  }

  @Test
  void isSilentSinceTheFirstOfAnUnbrokenRunOfLooks() {
    assertThat(neighbourhood.silentFor(at(100))).isZero();
    saw(silent(100));
    saw(silent(102));
    assertThat(neighbourhood.silentSince()).contains(at(100));
    assertThat(neighbourhood.silentFor(at(104))).isEqualTo(seconds(4));
    saw(answer(104, OtherServer.MAC));
    assertThat(neighbourhood.silentSince()).isEmpty();

    saw(silent(105));
    neighbourhood.forgetRun();
    assertThat(neighbourhood.silentSince()).isEmpty();
  }
}
