package casfailover.check;

import casfailover.pair.Pair;
import casfailover.sight.Sighting;
import java.time.Duration;
import java.util.Optional;

/**
 * What is known of the gateway.
 *
 * @param pair the two servers and the gateway
 * @param ping the latest look by ping
 * @param arp the latest look by ARP
 * @param probe which of them count
 * @param holds whether this server has the address, and so cannot take it
 * @param maxAge how old a look may be and still say something
 */
public record GatewayFacts(
    Pair pair,
    Optional<Sighting> ping,
    Optional<Sighting> arp,
    GatewayProbe probe,
    boolean holds,
    Duration maxAge) {}
