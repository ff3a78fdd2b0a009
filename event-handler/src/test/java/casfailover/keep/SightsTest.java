package casfailover.keep;

import static casfailover.keep.Instants.at;
import static casfailover.keep.Instants.seconds;
import static casfailover.keep.Instants.seen;
import static casfailover.keep.Instants.silent;
import static org.assertj.core.api.Assertions.assertThat;

import casfailover.decide.Evidence.Look;
import casfailover.decide.Evidence.PeerAgent;
import casfailover.decide.Holding;
import casfailover.pair.Epoch;
import casfailover.pair.Timing;
import casfailover.sight.BackSoon;
import casfailover.sight.Guard;
import casfailover.sight.PeerReport;
import casfailover.sight.PeerReport.Answer;
import casfailover.sight.PeerReport.Stance;
import casfailover.sight.Sighting;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is seen of the peer: silence takes 1.5 s, an answer is acted on for half a second. */
class SightsTest {

  private static final Epoch OURS = new Epoch(2, "exch-b");

  private final Sights sights = new Sights(Rig.with(List.of()).setup);

  private void saw(Guard guard, Sighting sighting) {
    sights.saw(guard, sighting);
  }

  private void agentSays(double seconds, Stance stance, Answer serves, Epoch epoch) {
    agentSays(seconds, stance, serves, epoch, true);
  }

  private void agentSays(
      double seconds, Stance stance, Answer serves, Epoch epoch, boolean remembers) {
    PeerReport report =
        new PeerReport(
            "exch-a",
            stance,
            serves,
            Answer.SEEN,
            true,
            false,
            epoch,
            epoch,
            remembers,
            Optional.empty(),
            Optional.empty(),
            "",
            "3f9c21",
            "1.0.0",
            new BackSoon(Optional.empty(), Optional.empty()),
            Optional.empty(),
            Optional.empty(),
            "",
            Optional.empty());
    saw(Guard.PEER_AGENT, new Sighting.Seen(at(seconds), at(seconds), report));
  }

  private void agentSays(double seconds, Stance stance) {
    agentSays(seconds, stance, Answer.SEEN, new Epoch(1, "exch-a"));
  }

  @Test
  void thePeerWasHeardWhenTheLastOfItsVoicesWas() {
    assertThat(sights.peerHeard()).isEmpty();
    saw(Guard.PEER_PING, seen(101));
    saw(Guard.PEER_SERVICE, seen(102));
    saw(Guard.PEER_AGENT, silent(103));
    assertThat(sights.peerHeard()).contains(at(102));
    saw(Guard.PEER_PING, seen(104));
    assertThat(sights.peerHeard()).contains(at(104));
  }

  @Test
  void theServerIsSilentOnlyIfEachOfItsVoicesIs() {
    assertThat(sights.server(at(100))).isEqualTo(Look.UNKNOWN);
    saw(Guard.PEER_PING, seen(100));
    assertThat(sights.server(at(101.499))).isEqualTo(Look.SEEN);
    saw(Guard.PEER_PING, silent(101.5));
    saw(Guard.PEER_SERVICE, silent(101.5));
    assertThat(sights.server(at(101.5))).isEqualTo(Look.UNKNOWN);
    saw(Guard.PEER_AGENT, silent(101.5));
    assertThat(sights.server(at(101.5))).isEqualTo(Look.SILENT);
    assertThat(sights.server(at(102.001))).as("too old").isEqualTo(Look.UNKNOWN);
  }

  @Test
  void theAgentsWordIsActedOnWhileItIsYoung() {
    assertThat(sights.agent(at(100))).isEqualTo(PeerAgent.UNKNOWN);
    agentSays(100, Stance.NOT_ME);
    assertThat(sights.agent(at(100.5))).isEqualTo(PeerAgent.NOT_ME);
    assertThat(sights.agent(at(100.501))).isEqualTo(PeerAgent.UNKNOWN);
    saw(Guard.PEER_AGENT, silent(101));
    assertThat(sights.agent(at(101))).isEqualTo(PeerAgent.SILENT);
  }

  @Test
  void anAgentThatIsNotSureIsAsGoodAsSilent() {
    agentSays(100, Stance.UNSURE);
    assertThat(sights.agent(at(100))).isEqualTo(PeerAgent.SILENT);
  }

  @Test
  void anAgentThatHoldsServesOrNotOrCannotTell() {
    agentSays(100, Stance.HOLDS, Answer.SEEN, OURS);
    assertThat(sights.agent(at(100))).isEqualTo(PeerAgent.HOLDS_AND_SERVES);
    assertThat(sights.peerHolds(at(100))).isTrue();
    agentSays(101, Stance.HOLDS, Answer.SILENT, OURS);
    assertThat(sights.agent(at(101))).isEqualTo(PeerAgent.HOLDS_WITHOUT_SERVING);
    assertThat(sights.peerHolds(at(101))).isTrue();
    agentSays(102, Stance.HOLDS, Answer.UNKNOWN, OURS);
    assertThat(sights.agent(at(102))).isEqualTo(PeerAgent.UNKNOWN);
    agentSays(103, Stance.BEGUN);
    assertThat(sights.agent(at(103))).isEqualTo(PeerAgent.BEGUN);
    assertThat(sights.peerHolds(at(103))).isFalse();
  }

  @Test
  void aTermThatThePeerTellsOfCountsIfItRemembersAndIsHigher() {
    assertThat(sights.highest(OURS)).isEqualTo(OURS);
    agentSays(100, Stance.NOT_ME, Answer.SEEN, new Epoch(3, "exch-a"), false);
    assertThat(sights.highest(OURS)).isEqualTo(OURS);
    agentSays(101, Stance.NOT_ME, Answer.SEEN, new Epoch(1, "exch-a"));
    assertThat(sights.highest(OURS)).isEqualTo(OURS);
    agentSays(102, Stance.NOT_ME, Answer.SEEN, new Epoch(3, "exch-a"));
    assertThat(sights.highest(OURS)).isEqualTo(new Epoch(3, "exch-a"));
  }

  @Test
  void onlyAHolderOfAHigherTermOutranksUs() {
    assertThat(sights.agentForHolder(OURS, seconds(1.5), at(100))).isEqualTo(Holding.Agent.SILENT);
    agentSays(100, Stance.HOLDS, Answer.SEEN, new Epoch(1, "exch-a"));
    assertThat(sights.agentForHolder(OURS, seconds(1.5), at(100))).isEqualTo(Holding.Agent.ANSWERS);
    agentSays(101, Stance.NOT_ME, Answer.SEEN, new Epoch(3, "exch-a"));
    assertThat(sights.agentForHolder(OURS, seconds(1.5), at(101))).isEqualTo(Holding.Agent.ANSWERS);
    agentSays(102, Stance.HOLDS, Answer.SEEN, new Epoch(3, "exch-a"));
    assertThat(sights.agentForHolder(OURS, seconds(1.5), at(103.5)))
        .isEqualTo(Holding.Agent.OUTRANKS_US);
    assertThat(sights.agentForHolder(OURS, seconds(1.5), at(103.501)))
        .isEqualTo(Holding.Agent.SILENT);
  }

  @Test
  void aPeerThatSaysNoHasBeenQuietSinceItBeganToSaySo() {
    agentSays(100, Stance.HOLDS);
    agentSays(101, Stance.NOT_ME);
    agentSays(103, Stance.NOT_ME);

    assertThat(sights.peerQuietFor(at(103), at(90))).isEqualTo(seconds(2));
  }

  @Test
  void aPeerThatIsSilentHasBeenQuietSinceItWasLastHeard() {
    assertThat(sights.peerQuietFor(at(103), at(90))).isEqualTo(seconds(13));
    agentSays(100, Stance.NOT_ME);
    saw(Guard.PEER_PING, seen(101));
    saw(Guard.PEER_AGENT, silent(103));

    assertThat(sights.peerQuietFor(at(105), at(90))).isEqualTo(seconds(4));
  }

  @Test
  void aPeerWhoseAgentAloneIsSilentHasBeenQuietSinceThatSpoke() {
    agentSays(100, Stance.NOT_ME);
    agentSays(101, Stance.UNSURE);
    saw(Guard.PEER_PING, seen(103));
    saw(Guard.PEER_AGENT, silent(103));

    assertThat(sights.peerQuietFor(at(103.5), at(90))).isEqualTo(seconds(3.5));
  }

  @Test
  void theAgentIsAskedAgainWhereItsLastWordIsFromBeforeAMoment() {
    assertThat(sights.mustAskAgentAfter(at(100), at(100))).isFalse();
    agentSays(100, Stance.NOT_ME);
    assertThat(sights.mustAskAgentAfter(at(100.001), at(100.1))).isTrue();
    assertThat(sights.mustAskAgentAfter(at(100), at(100.1))).isFalse();
    saw(Guard.PEER_AGENT, silent(101));
    assertThat(sights.mustAskAgentAfter(at(101.1), at(101.2))).as("it lives").isTrue();
    assertThat(sights.mustAskAgentAfter(at(101), at(101.2))).isFalse();
    saw(Guard.PEER_PING, silent(103));
    saw(Guard.PEER_AGENT, silent(103));
    assertThat(sights.mustAskAgentAfter(at(103.1), at(103.2))).as("it is dead").isFalse();
  }

  @Test
  void ourOwnServiceIsActedOnForHalfASecondAndShownForThree() {
    assertThat(sights.ownService(at(100))).isEqualTo(Look.UNKNOWN);
    saw(Guard.OWN_SERVICE, seen(100));
    assertThat(sights.ownService(at(100.5))).isEqualTo(Look.SEEN);
    assertThat(sights.ownService(at(100.501))).isEqualTo(Look.UNKNOWN);
    assertThat(sights.servesAsFarAsKnown(at(103))).isEqualTo(Answer.SEEN);
    assertThat(sights.servesAsFarAsKnown(at(103.001))).isEqualTo(Answer.UNKNOWN);
  }

  @Test
  void whatWasSaidBeforeCanBeForgotten() {
    saw(Guard.WIRE, silent(100));
    agentSays(100, Stance.NOT_ME);
    saw(Guard.GATEWAY_PING, silent(100));
    sights.dag().sawHere(seen(100), true);
    sights.forgetRuns();

    assertThat(sights.neighbourhood().silentFor(at(100.4))).isZero();
    assertThat(sights.peerQuietFor(at(100.4), at(90))).isZero();
    assertThat(sights.gateway().silentFor(seconds(0.1), at(100.4))).isFalse();
    assertThat(sights.dag().hereFor(at(100.4))).isZero();
  }

  // ---- Other settings

  private static Setup setup(Timing timing, List<String> databases, boolean ping, boolean arp) {
    Setup s = Rig.with(List.of()).setup;
    return new Setup(
        s.pair(),
        timing,
        databases,
        s.dag(),
        ping,
        arp,
        s.mac(),
        s.settings(),
        s.version(),
        s.zone());
  }

  private static Setup unchanged() {
    return setup(Timing.DEFAULT, List.of(), true, true);
  }

  @Test
  void whatIsYoungIsSaidByTheNewestSettings() {
    agentSays(100, Stance.NOT_ME);
    assertThat(sights.agent(at(101))).isEqualTo(PeerAgent.UNKNOWN);
    sights.reload(setup(Timing.DEFAULT_ON_WINDOWS, List.of(), true, true), Set.of(), at(101));

    assertThat(sights.agent(at(101))).isEqualTo(PeerAgent.NOT_ME);
  }

  @Test
  void theSilenceOfTheGatewayBeginsAnewWhereItIsAskedInAnotherWay() {
    saw(Guard.GATEWAY_PING, silent(100));
    sights.reload(unchanged(), Set.of(Guard.PEER_PING), at(101));
    assertThat(sights.gateway().silentFor(seconds(1), at(101))).isTrue();

    for (Guard guard : List.of(Guard.GATEWAY_PING, Guard.GATEWAY_ARP)) {
      saw(Guard.GATEWAY_PING, silent(102));
      sights.reload(unchanged(), Set.of(guard), at(102));
      assertThat(sights.gateway().silentFor(seconds(1), at(103))).as("another address").isFalse();
    }

    saw(Guard.GATEWAY_PING, silent(104));
    sights.reload(setup(Timing.DEFAULT, List.of(), true, false), Set.of(), at(104));
    assertThat(sights.gateway().silentFor(seconds(1), at(105))).as("no ARP any more").isFalse();

    saw(Guard.GATEWAY_PING, silent(106));
    sights.reload(setup(Timing.DEFAULT, List.of(), false, false), Set.of(), at(106));
    assertThat(sights.gateway().silentFor(seconds(1), at(107))).as("no ping either").isFalse();
  }

  @Test
  void theDatabasesAreHereOnlyFromTheReloadOnWhereOthersCount() {
    sights.dag().sawHere(seen(100), true);
    sights.reload(unchanged(), Set.of(), at(101));
    assertThat(sights.dag().hereFor(at(101))).isEqualTo(seconds(1));

    sights.reload(setup(Timing.DEFAULT, List.of("Archive"), true, true), Set.of(), at(101));
    assertThat(sights.dag().hereFor(at(101))).isZero();
  }

  @Test
  void theLastReadingOfTheDatabasesIsKept() {
    Sighting reading = seen(100);
    saw(Guard.DATABASES, reading);
    saw(Guard.DATABASES, new Sighting.Unknown(at(101), at(101), "PowerShell does not answer"));

    assertThat(sights.dag().lastReading()).contains((Sighting.Seen) reading);
  }
}
