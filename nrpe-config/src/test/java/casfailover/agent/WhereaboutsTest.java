package casfailover.agent;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.check.CheckCasIp;
import casfailover.config.Settings;
import casfailover.keep.Input;
import casfailover.keep.Keeper;
import casfailover.pair.Epoch;
import casfailover.pair.MacAddress;
import casfailover.sight.BackSoon;
import casfailover.sight.Guard;
import casfailover.sight.Moment;
import casfailover.sight.Neighbours;
import casfailover.sight.PeerReport;
import casfailover.sight.PeerReport.Answer;
import casfailover.sight.PeerReport.Stance;
import casfailover.sight.Sighting;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is made of looks that came one after the other. */
class WhereaboutsTest {

  private static final MacAddress MAC_A = new MacAddress("02:42:0a:2a:00:0b");
  private static final Moment START =
      new Moment(
          Duration.ofSeconds(1000),
          Duration.ofSeconds(1000),
          Instant.parse("2026-11-22T02:10:00Z"));

  @TempDir Path folder;

  private static Moment at(double seconds) {
    return START.plus(Duration.ofMillis((long) (seconds * 1000)));
  }

  private static Input nobodyAnswered(double at) {
    return new Input.Saw(
        Guard.WIRE, new Sighting.Silent(at(at), at(at + 0.18), Neighbours.of(Set.of(), 3)));
  }

  /** exch-a says that it has had the address since a time by its own clock. */
  private static Input exchAHasIt(double at, Instant since) {
    PeerReport report =
        new PeerReport(
            "exch-a",
            Stance.HOLDS,
            Answer.SEEN,
            Answer.SEEN,
            true,
            false,
            new Epoch(3, "exch-a"),
            new Epoch(3, "exch-a"),
            true,
            Optional.of(MAC_A),
            Optional.of(since),
            "handover",
            "3f9c21",
            "1.0.0",
            BackSoon.NOBODY,
            Optional.empty(),
            Optional.empty(),
            "2026-11-22-1",
            Optional.empty());
    return new Input.Saw(Guard.PEER_AGENT, new Sighting.Seen(at(at), at(at + 0.02), report));
  }

  private String checked(double at, Input... inputs) {
    Settings settings = Example.in(folder).settings();
    Keeper keeper = Example.keeper(settings, START);
    for (Input input : inputs) {
      keeper.on(((Input.Saw) input).sighting().ended(), input);
    }
    Dashboard nothingWritten = new Dashboard(() -> START, Optional::empty, written -> {});
    Whereabouts whereabouts = new Whereabouts(settings, ZoneOffset.UTC, nothingWritten);
    return new CheckCasIp(ZoneOffset.UTC)
        .outcome(whereabouts.facts(keeper.view(at(at))), at(at))
        .sentence();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-11-22T01:10:05Z", "2026-11-22T02:10:05Z", "2026-11-22T03:10:05Z"})
  void whatWasSeenOnTheWireBeforeTheOtherServerTookItIsOverWhateverItsClockSays(Instant since) {
    assertThat(checked(5.3, nobodyAnswered(4.9), exchAHasIt(5.2, since)))
        .startsWith("192.0.2.100 is on exch-a, ");
  }

  @Test
  void whatIsSeenOnTheWireAfterThatCounts() {
    Instant since = Instant.parse("2026-11-22T02:10:05Z");
    assertThat(checked(5.8, exchAHasIt(5.2, since), nobodyAnswered(5.5)))
        .startsWith("nobody answers for 192.0.2.100");
  }
}
