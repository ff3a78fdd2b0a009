package casfailover.simulation;

import casfailover.keep.Setup;
import casfailover.pair.Cidr;
import casfailover.pair.Ipv4;
import casfailover.pair.MacAddress;
import casfailover.pair.Node;
import casfailover.pair.Pair;
import casfailover.pair.Timing;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * What is settled about a pair before anything happens.
 *
 * @param dag whether there is a DAG to ask
 * @param selfWatch whether the agents raise the alarm themselves, and there is no monitor
 */
record Site(boolean dag, boolean selfWatch) {

  /** With a DAG and a monitor. */
  static final Site USUAL = new Site(true, false);

  static final MacAddress[] MACS = {
    new MacAddress("02:42:0a:2a:00:0b"), new MacAddress("02:42:0a:2a:00:0c")
  };

  private static final Duration ONE_ADD = Duration.ofSeconds(1);

  private static final Node[] NODES = {
    new Node("exch-a", Ipv4.parse("192.0.2.11")), new Node("exch-b", Ipv4.parse("192.0.2.12"))
  };

  /** Mostly the usual one; one without a DAG needs a monitor. */
  static Site drawn(SplittableRandom lots) {
    return switch (lots.nextInt(24)) {
      case 0, 1 -> new Site(false, false);
      case 2, 3 -> new Site(true, true);
      default -> USUAL;
    };
  }

  /** What one of the servers knows of it. */
  Setup setup(int index, Timing timing, String hash) {
    Pair pair =
        new Pair(
            NODES[index],
            NODES[1 - index],
            "exch-a",
            List.of(Cidr.parse("192.0.2.100/24")),
            Ipv4.parse("192.0.2.1"));
    return new Setup(
        pair,
        timing,
        List.of(),
        dag,
        true,
        true,
        Optional.of(MACS[index]),
        hash,
        "1.0.0",
        ZoneOffset.UTC,
        selfWatch,
        ONE_ADD);
  }

  @Override
  public String toString() {
    return (dag ? "" : ", dag=none") + (selfWatch ? ", self_watch=yes" : "");
  }
}
