package casfailover.probe;

import casfailover.pair.Ipv4;
import casfailover.pair.MacAddress;
import java.util.Optional;

/**
 * One address of this machine.
 *
 * @param address the address
 * @param prefix the length of its network's prefix in bits
 * @param networkInterface the name of the interface that has it, as in {@code eth0}
 * @param mac the hardware address of that interface; a loopback has none
 */
public record LocalAddress(
    Ipv4 address, int prefix, String networkInterface, Optional<MacAddress> mac) {}
