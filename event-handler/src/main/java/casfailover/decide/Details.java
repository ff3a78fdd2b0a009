package casfailover.decide;

import java.time.Duration;

/**
 * The words and figures that a sentence about a decision needs, and that decide nothing.
 *
 * @param self the name of this server
 * @param peer the name of the other one
 * @param address the address that clients connect to, without its prefix
 * @param gateway the gateway's address
 * @param peerWord what the peer does that lets us take, as in {@code exch-a is silent}
 * @param peerSeen how the peer was last seen or not, as in {@code ping 0/10, 443/tcp no answer}
 * @param gatewaySeen the same of the gateway
 * @param wire who answered for the address: a MAC address and whose it is
 * @param databases how many are mounted where, as in {@code 0 of 2}
 * @param ownService what our own client access answered
 * @param waitLeft what is left of the waiting time
 * @param waitFor why it still runs
 * @param coolDownLeft what is left of the cool-down
 * @param settings the hashes of the two servers' settings
 */
public record Details(
    String self,
    String peer,
    String address,
    String gateway,
    String peerWord,
    String peerSeen,
    String gatewaySeen,
    String wire,
    String databases,
    String ownService,
    Duration waitLeft,
    String waitFor,
    Duration coolDownLeft,
    String settings) {}
