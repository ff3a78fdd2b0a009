package casfailover.keep;

import static casfailover.keep.Instants.at;
import static casfailover.keep.Instants.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import casfailover.pair.Timing;
import casfailover.sight.PeerReport;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A lease of four seconds, until the settings are read again at second 100. */
class PledgeTest {

  private static final Timing USUAL = Timing.DEFAULT;
  private static final Timing QUICK = Timings.of(2, 1, Duration.ofHours(1));
  private static final Timing SLOW = Timings.of(20, 15, Duration.ofHours(1));

  private final Rig rig = Rig.armed();
  private final Pledge pledge = new Pledge(rig.setup);

  private Setup setup(Timing timing, String hash) {
    Setup s = rig.setup;
    return new Setup(
        s.pair(),
        timing,
        s.databases(),
        s.dag(),
        s.pingsGateway(),
        s.arpsGateway(),
        s.mac(),
        hash,
        s.version(),
        s.zone());
  }

  private PeerReport peerWith(String hash) {
    rig.peer.settings = hash;
    rig.passSeconds(2);
    return rig.view().peer().orElseThrow();
  }

  @Test
  void aShorterLeaseIsKeptAtOnceAndTheLongerTimeIsWaitedFor() {
    pledge.reload(setup(QUICK, "new"), at(100));

    assertThat(pledge.kept().lease()).isEqualTo(QUICK.lease());
    assertThat(pledge.takeWait()).isEqualTo(USUAL.takeWait());
    assertThat(pledge.setup().timing()).isEqualTo(QUICK);
  }

  @Test
  void aLongerLeaseIsKeptOnlyWhenThePeerHasTheSameSettings() {
    pledge.reload(setup(SLOW, "new"), at(100));
    assertThat(pledge.kept().lease()).isEqualTo(USUAL.lease());
    assertThat(pledge.takeWait()).isEqualTo(SLOW.takeWait());

    pledge.free();
    pledge.heard(peerWith("old"));
    assertThat(pledge.kept().lease()).isEqualTo(USUAL.lease());
    pledge.heard(peerWith("new"));
    assertThat(pledge.kept()).isEqualTo(SLOW);
  }

  @Test
  void thePeerIsTrustedToHaveHeardOnlyOnceItWasTold() {
    pledge.reload(setup(QUICK, "new"), at(100));
    pledge.heard(peerWith("new"));
    assertThat(pledge.takeWait()).isEqualTo(USUAL.takeWait());

    pledge.free();
    pledge.heard(peerWith("new"));
    assertThat(pledge.takeWait()).isEqualTo(QUICK.takeWait());
  }

  @Test
  void whereNoAddressIsHereTheNewSettingsAreToldAtOnce() {
    pledge.reload(setup(QUICK, "new"), at(100));
    assertThat(pledge.told()).isEqualTo(rig.setup.settings());
    pledge.free();

    assertThat(pledge.told()).isEqualTo("new");
    assertThat(pledge.keptBefore(at(100))).isEmpty();
  }

  @Test
  void aHolderTellsThemOnceTheAddressLivesByThem() {
    pledge.reload(setup(QUICK, "new"), at(100));
    pledge.settle();
    pledge.bind(seconds(4), at(101));
    assertThat(pledge.told()).isEqualTo(rig.setup.settings());
    pledge.bind(seconds(2), at(102));
    assertThat(pledge.told()).isEqualTo("new");
  }

  @Test
  void aHolderTellsThemOnlyWhenItGoesByThemAlone() {
    pledge.reload(setup(QUICK, "new"), at(100));
    pledge.bind(seconds(2), at(101));
    assertThat(pledge.told()).isEqualTo(rig.setup.settings());
    pledge.settle();
    pledge.bind(seconds(2), at(101));

    assertThat(pledge.told()).isEqualTo("new");
  }

  @Test
  void whatWasKeptBeforeCountsForAsLongAsASightingWasYoungByIt() {
    pledge.reload(setup(QUICK, "new"), at(100));
    double end = 100 + USUAL.grace().toMillis() / 1000.0;

    assertThat(pledge.keptBefore(at(end - 0.001))).contains(USUAL);
    assertThat(pledge.keptBefore(at(end))).isEmpty();
  }

  @Test
  void aSecondChangeDoesNotProlongWhatWasKeptBeforeTheFirst() {
    pledge.reload(setup(QUICK, "new"), at(100));
    pledge.reload(setup(SLOW, "newer"), at(101));
    assertThat(pledge.keptBefore(at(101))).contains(USUAL);
    double end = 100 + USUAL.grace().toMillis() / 1000.0;
    assertThat(pledge.keptBefore(at(end))).isEmpty();

    pledge.reload(setup(USUAL, "newest"), at(end));
    assertThat(pledge.keptBefore(at(end)).map(Timing::lease)).contains(QUICK.lease());
  }

  @Test
  void aRestartOfThePeerIsWaitedForUntilItIsBack() {
    pledge.peerBackBy(at(130));
    assertThat(pledge.peerBackBy()).contains(at(130));
    pledge.peerIsBack();
    assertThat(pledge.peerBackBy()).isEmpty();
  }
}
