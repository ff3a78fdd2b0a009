package casfailover.program;

import casfailover.order.Orders;
import casfailover.pair.Cidr;
import casfailover.pair.Ipv4;
import casfailover.pair.Node;
import casfailover.pair.Pair;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The packages for monitors as they ship, and the orders of the pair that their examples name. */
final class Shipped {

  static final Orders ORDERS =
      new Orders(
          new Pair(
              new Node("exch-b", Ipv4.parse("192.0.2.12")),
              new Node("exch-a", Ipv4.parse("192.0.2.11")),
              "exch-a",
              List.of(Cidr.parse("192.0.2.100/24")),
              Ipv4.parse("192.0.2.1")));

  private static final Path DIST = Path.of("src", "main", "dist");

  private Shipped() {}

  /** The text of a file, named from the folder of what ships. */
  static String text(String file) {
    try {
      return Files.readString(DIST.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
