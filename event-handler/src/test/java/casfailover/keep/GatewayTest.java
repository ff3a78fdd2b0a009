package casfailover.keep;

import static casfailover.keep.Instants.at;
import static casfailover.keep.Instants.seconds;
import static casfailover.keep.Instants.seen;
import static casfailover.keep.Instants.silent;
import static org.assertj.core.api.Assertions.assertThat;

import casfailover.decide.Evidence.Look;
import casfailover.pair.Timing;
import casfailover.sight.Guard;
import casfailover.sight.Sighting;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A gateway that is asked by ping and by ARP; its answers count for half a second. */
class GatewayTest {

  private static final Setup SETUP = Rig.with(List.of()).setup;

  private final LastLooks looks = new LastLooks(SETUP);
  private final Gateway gateway = new Gateway(looks, seconds(3));

  private static LastLooks asked(boolean ping, boolean arp) {
    return new LastLooks(
        new Setup(
            SETUP.pair(),
            Timing.DEFAULT,
            SETUP.databases(),
            SETUP.dag(),
            ping,
            arp,
            Optional.empty(),
            SETUP.settings(),
            SETUP.version(),
            SETUP.zone()));
  }

  private void saw(Guard guard, Sighting sighting) {
    looks.add(guard, sighting);
    gateway.saw(sighting);
  }

  private Look look(double seconds) {
    return gateway.look(seconds(0.5), at(seconds));
  }

  @Test
  void isSeenWhileEitherAnswerIsYoung() {
    saw(Guard.GATEWAY_PING, silent(100));
    saw(Guard.GATEWAY_ARP, seen(100));

    assertThat(look(100.5)).isEqualTo(Look.SEEN);
    assertThat(look(100.501)).isEqualTo(Look.UNKNOWN);
  }

  @Test
  void isSilentOnlyIfNeitherAnswersAndBothAreAsked() {
    assertThat(look(100)).isEqualTo(Look.UNKNOWN);
    saw(Guard.GATEWAY_PING, silent(100));
    assertThat(look(100)).isEqualTo(Look.UNKNOWN);
    saw(Guard.GATEWAY_ARP, silent(100));
    assertThat(look(100.5)).isEqualTo(Look.SILENT);
    assertThat(look(100.501)).as("too old to tell").isEqualTo(Look.UNKNOWN);
  }

  @Test
  void isNotSilentBeforeItMissedAsManyPingsAsMakeSilence() {
    saw(Guard.GATEWAY_PING, seen(100));
    saw(Guard.GATEWAY_PING, silent(101.4));
    saw(Guard.GATEWAY_ARP, silent(101.4));
    assertThat(look(101.499)).isEqualTo(Look.UNKNOWN);
    assertThat(look(101.5)).isEqualTo(Look.SILENT);
  }

  @Test
  void isAskedOnlyAsTheSettingsSay() {
    LastLooks byPing = asked(true, false);
    byPing.add(Guard.GATEWAY_PING, silent(100));
    byPing.add(Guard.GATEWAY_ARP, seen(100));
    assertThat(new Gateway(byPing, seconds(3)).look(seconds(0.5), at(100))).isEqualTo(Look.SILENT);

    LastLooks byArp = asked(false, true);
    byArp.add(Guard.GATEWAY_PING, seen(100));
    byArp.add(Guard.GATEWAY_ARP, silent(100));
    assertThat(new Gateway(byArp, seconds(3)).look(seconds(0.5), at(100))).isEqualTo(Look.SILENT);
  }

  @Test
  void isReportedByTheAnswerThatWasSeen() {
    assertThat(gateway.sighting(at(100)).detail()).isEqualTo("not asked yet");
    saw(Guard.GATEWAY_PING, seen(100));
    saw(Guard.GATEWAY_ARP, silent(101));
    assertThat(gateway.sighting(at(101.4))).isEqualTo(seen(100));
    assertThat(gateway.sighting(at(101.5))).isEqualTo(silent(101));
  }

  @Test
  void isSilentForAsLongAsNothingAnsweredWithoutABreak() {
    saw(Guard.GATEWAY_PING, silent(100));
    saw(Guard.GATEWAY_PING, silent(102));
    assertThat(gateway.silentFor(seconds(5), at(104.999))).isFalse();
    assertThat(gateway.silentFor(seconds(5), at(105))).isTrue();

    gateway.forgetRun();
    assertThat(gateway.silentFor(seconds(5), at(106))).isFalse();
    saw(Guard.GATEWAY_PING, silent(106));
    saw(Guard.GATEWAY_PING, seen(107));
    assertThat(gateway.silentFor(seconds(0.5), at(108))).isFalse();
  }

  @Test
  void whatWasHeardBeforeItIsAskedAnewStillCountsForAHolder() {
    saw(Guard.GATEWAY_PING, seen(100));
    saw(Guard.GATEWAY_ARP, seen(101));
    gateway.changed();
    looks.anew(Guard.GATEWAY_PING, at(101));
    looks.anew(Guard.GATEWAY_ARP, at(101));

    assertThat(gateway.lookOfHolder(seconds(1.5), at(102.499))).isEqualTo(Look.SEEN);
    assertThat(gateway.lookOfHolder(seconds(1.5), at(102.5))).isEqualTo(Look.UNKNOWN);
    assertThat(gateway.look(seconds(1.5), at(102))).isEqualTo(Look.UNKNOWN);
  }

  @Test
  void aChangeBeginsItsSilenceAnew() {
    saw(Guard.GATEWAY_PING, silent(100));
    gateway.changed();

    assertThat(gateway.silentFor(seconds(1), at(102))).isFalse();
  }
}
