package casfailover.pair;

/**
 * One of the two servers.
 *
 * @param name its name in the settings, as in {@code server[exch-a]}
 * @param address its own fixed address
 */
public record Node(String name, Ipv4 address) {

  @Override
  public String toString() {
    return name;
  }
}
