package casfailover.takeover;

import casfailover.pair.Cidr;
import java.time.Duration;
import java.util.Optional;

/** What a program has that adds no address: it gives no lifetimes, and there are none to end. */
public final class NoLifetimes implements Lifetimes {

  @Override
  public AddressTable.Result give(Cidr address, Duration lifetime) {
    return new AddressTable.Failed("this program gives " + address + " no lifetime");
  }

  @Override
  public void end(Cidr address) {}

  @Override
  public Optional<Duration> left(Cidr address) {
    return Optional.empty();
  }
}
