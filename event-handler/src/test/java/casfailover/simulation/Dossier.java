package casfailover.simulation;

import casfailover.handover.Cause;
import casfailover.journal.Entry;
import casfailover.journal.Recollection;
import casfailover.keep.Effect;
import casfailover.keep.Input;
import casfailover.keep.Ticket;
import casfailover.sight.Guard;
import casfailover.sight.Moment;
import casfailover.sight.PeerReport;
import casfailover.sight.Sighting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the auditor knows of one server; kept beside the server, so that it outlives its agent. */
final class Dossier {

  static final long NEVER = -1_000_000_000L;

  // The journal.
  Recollection memory = Recollection.EMPTY;
  final List<Entry> acknowledged = new ArrayList<>();
  final List<Entry.Taken> taken = new ArrayList<>();
  final List<Entry.Releasing> releasing = new ArrayList<>();
  Optional<Entry.Begun> begunLast = Optional.empty();
  Optional<Handovers.Asked> asked = Optional.empty();
  Optional<Cause> offers = Optional.empty();
  boolean releasedByPerson;
  boolean handedOver;

  // What its agent saw.
  private final Map<Guard, Sighting> sights = new EnumMap<>(Guard.class);
  private final Map<Guard, Moment> seen = new EnumMap<>(Guard.class);
  private Optional<Moment> agentSpoke = Optional.empty();

  // Its lease, as far as the agent can know it.
  Optional<Moment> renewedAt = Optional.empty();
  Moment committed = new Moment(Duration.ZERO, Duration.ZERO, java.time.Instant.EPOCH);
  Duration lifetime = Duration.ZERO;

  // Who waits, and the letters of this life of the agent.
  final Map<Ticket, Long> waiting = new HashMap<>();
  final Set<String> posted = new HashSet<>();
  final Set<String> lettersOfBefore = new HashSet<>();

  // The world around it, as it was last.
  boolean has;
  long heldSince = NEVER;
  long hadLast = NEVER;
  long announcedAt = NEVER;
  long woke = NEVER;
  long returned = NEVER;
  long clockStepped = NEVER;
  long noGateway = NEVER;
  long noPeer = NEVER;
  long noRight = NEVER;
  long dagUnread = NEVER;
  long liedTo = NEVER;
  long ill = NEVER;
  long startedAt = NEVER;
  boolean planted;
  boolean evenIf;
  long orderedAt = NEVER;
  long clientOpenSince;

  /** Whether a person ordered the take that was begun last. */
  boolean takesByOrder() {
    return switch (begunLast.map(Entry.Begun::how).orElse(Entry.How.HOME)) {
      case ORDERED -> true;
      case HANDOVER -> asked.filter(a -> a.question().ordered()).isPresent();
      case FAILOVER, HOME, ADOPTED -> false;
    };
  }

  void saw(Guard guard, Sighting sighting) {
    boolean overtaken =
        sighting instanceof Sighting.Silent
            && last(guard)
                .filter(s -> sighting.begun().monotonic().compareTo(s.begun().monotonic()) < 0)
                .isPresent();
    if (!overtaken) {
      sights.put(guard, sighting);
      if (sighting instanceof Sighting.Seen found) {
        seen.put(guard, sighting.ended());
        if (guard == Guard.PEER_AGENT && !isUnsure(found)) {
          agentSpoke = Optional.of(sighting.ended());
        }
      }
    }
  }

  static boolean isUnsure(Sighting.Seen said) {
    return said.finding() instanceof PeerReport r && r.stance() == PeerReport.Stance.UNSURE;
  }

  /** Whether the peer's agent said within a time what it has. */
  boolean agentSpokeWithin(Duration time, Moment now) {
    return agentSpoke.filter(at -> now.since(at).compareTo(time) <= 0).isPresent();
  }

  Optional<Sighting> last(Guard guard) {
    return Optional.ofNullable(sights.get(guard));
  }

  boolean seenWithin(Guard guard, Duration time, Moment now) {
    Moment at = seen.get(guard);
    return at != null && now.since(at).compareTo(time) <= 0;
  }

  /** A new process knows nothing of what the last one saw. */
  void newLife(long now) {
    sights.clear();
    seen.clear();
    agentSpoke = Optional.empty();
    waiting.clear();
    posted.clear();
    asked = Optional.empty();
    offers = Optional.empty();
    renewedAt = Optional.empty();
    startedAt = now;
  }

  void renewed(Effect.Apply change, Input.Result result, Moment now) {
    if (!(result instanceof Input.Result.Verified)) {
      return;
    }
    if (change instanceof Effect.Renew renew) {
      boolean broken = renewedAt.filter(at -> broken(at, now)).isPresent();
      if (!broken) {
        renewedAt = Optional.of(renew.begun());
        lifetime = renew.lifetime();
      }
    } else if (change instanceof Effect.Add add) {
      renewedAt = Optional.of(committed);
      lifetime = add.lifetime();
    } else {
      renewedAt = Optional.empty();
    }
  }

  private boolean broken(Moment at, Moment now) {
    return now.since(at).compareTo(lifetime) > 0
        || now.boot().minus(at.boot()).compareTo(lifetime) > 0
        || now.discord(at).compareTo(lifetime) > 0;
  }

  /** Whether the lease was broken, as far as that can be known. */
  boolean leaseMayBeBroken(Moment now) {
    return renewedAt.isEmpty() || broken(renewedAt.get(), now);
  }
}
