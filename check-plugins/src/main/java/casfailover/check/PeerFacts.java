package casfailover.check;

import casfailover.pair.Pair;
import casfailover.sight.Sighting;
import java.time.Duration;
import java.util.Optional;

/**
 * What is known of the other server.
 *
 * @param pair the two servers
 * @param ping the latest look at its ping
 * @param service the latest look at its client access
 * @param agent the latest look at its agent
 * @param gateway the latest look at the gateway, by all that counts: {@link GatewayProbe}
 * @param maxAge how old a look may be and still say something
 */
public record PeerFacts(
    Pair pair,
    Optional<Sighting> ping,
    Optional<Sighting> service,
    Optional<Sighting> agent,
    Optional<Sighting> gateway,
    Duration maxAge) {}
