package casfailover.sight;

import casfailover.pair.MacAddress;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which machines answered on the wire for an address, other than this one.
 *
 * @param macs their hardware addresses; empty where nobody answered
 * @param probes how many ARP probes were sent
 */
public record Neighbours(SortedSet<MacAddress> macs, int probes) implements Finding {

  public Neighbours {
    macs = Collections.unmodifiableSortedSet(new TreeSet<>(macs));
  }

  public static Neighbours of(Collection<MacAddress> macs, int probes) {
    return new Neighbours(new TreeSet<>(macs), probes);
  }

  @Override
  public String detail() {
    if (macs.isEmpty()) {
      return probes + " ARP probes, no answer";
    }
    return macs.stream().map(MacAddress::toString).collect(Collectors.joining(" and "))
        + " answered";
  }
}
