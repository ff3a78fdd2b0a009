package casfailover.keep;

import casfailover.decide.Decision;
import casfailover.decide.Intent;
import casfailover.decide.Reason;
import casfailover.decide.Situation;
import casfailover.journal.Recollection;
import casfailover.pair.Epoch;
import casfailover.sight.Guard;
import casfailover.sight.Moment;
import casfailover.sight.PeerReport;
import casfailover.sight.Sighting;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * All that a keeper knows and thinks at one moment, for those who report it.
 *
 * @param at the moment
 * @param setup the pair and its settings
 * @param stance whether the address is here
 * @param epoch the term in which it is here, or was last
 * @param since when it came
 * @param how how it came, in a word
 * @param memory what would survive a crash
 * @param sightings the last answer of each look
 * @param lastReading the last reading of the databases that came, however old
 * @param peer what the peer's agent said last
 * @param peerHeard when anything of the peer was last heard
 * @param arrived when the address came to where it is, as this process saw it; empty if it did not
 * @param gateway the combined answer of the gateway
 * @param ceded whether it was let go for the peer a moment ago, which has not said yet that it has
 *     it
 * @param vacantSince since when nobody answers for the address
 * @param decision what was decided last
 * @param reason why
 * @param situation what that was decided on; empty where no table was asked
 * @param pending how long the address has been wanted here
 * @param barred what would keep a takeover from beginning now, whatever is seen: a downtime, the
 *     cool-down
 * @param coolDownLeft what is left of the cool-down
 * @param unreached that nobody outside has reached the address that is here, in one sentence; empty
 *     if somebody has, or may still
 * @param alarm what a person should know, in one sentence; empty if nothing
 */
public record View(
    Moment at,
    Setup setup,
    PeerReport.Stance stance,
    Epoch epoch,
    Optional<Instant> since,
    String how,
    Recollection memory,
    Map<Guard, Sighting> sightings,
    Optional<Sighting.Seen> lastReading,
    Optional<PeerReport> peer,
    Optional<Moment> peerHeard,
    Optional<Moment> arrived,
    Sighting gateway,
    boolean ceded,
    Optional<Moment> vacantSince,
    Decision decision,
    Reason reason,
    Optional<Situation> situation,
    Optional<Duration> pending,
    List<Reason> barred,
    Duration coolDownLeft,
    Optional<String> unreached,
    String alarm) {

  public View {
    sightings = Map.copyOf(sightings);
    barred = List.copyOf(barred);
  }

  public Intent intent() {
    return memory.intent();
  }

  /** What each guard said last, in the form in which the journal keeps it. */
  String guards() {
    return new TreeMap<>(sightings)
        .entrySet().stream()
            .map(
                look ->
                    look.getKey().word()
                        + ":"
                        + look.getValue().word()
                        + ":"
                        + Math.max(0, look.getValue().age(at).toMillis()))
            .collect(Collectors.joining(","));
  }

  /** The last answer of a look; empty before the first. */
  public Optional<Sighting> sighting(Guard guard) {
    return Optional.ofNullable(sightings.get(guard));
  }
}
