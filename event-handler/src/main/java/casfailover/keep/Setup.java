package casfailover.keep;

import casfailover.pair.MacAddress;
import casfailover.pair.Pair;
import casfailover.pair.Timing;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * What the keeper must know of the settings and of the machine.
 *
 * @param databases the databases that count; empty for all
 * @param dag whether there is a DAG to ask
 * @param pingsGateway whether the gateway is asked by ping
 * @param arpsGateway whether the gateway is asked by ARP
 * @param mac the hardware address of our own interface, if known
 * @param settings a short hash of the settings file
 * @param version the version of the program
 * @param zone where the people are who read its times
 * @param selfWatch whether this server raises the alarm itself, for a site without a monitor
 * @param oneAdd how long one add of the address may take at the most, here and at the peer
 */
public record Setup(
    Pair pair,
    Timing timing,
    List<String> databases,
    boolean dag,
    boolean pingsGateway,
    boolean arpsGateway,
    Optional<MacAddress> mac,
    String settings,
    String version,
    ZoneId zone,
    boolean selfWatch,
    Duration oneAdd) {

  /** A pair that a monitor watches. */
  public Setup(
      Pair pair,
      Timing timing,
      List<String> databases,
      boolean dag,
      boolean pingsGateway,
      boolean arpsGateway,
      Optional<MacAddress> mac,
      String settings,
      String version,
      ZoneId zone) {
    this(
        pair,
        timing,
        databases,
        dag,
        pingsGateway,
        arpsGateway,
        mac,
        settings,
        version,
        zone,
        false,
        Duration.ofSeconds(1));
  }
}
