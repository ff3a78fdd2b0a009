package casfailover.probe;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where the programs of the system lie that we call: always a fixed place, never a search path. */
public final class Programs {

  private Programs() {}

  /** The program that sends ICMP echo requests, of iputils. */
  public static Path ping() {
    return firstOf("/usr/bin/ping", "/bin/ping");
  }

  /** The program that sends ARP requests, of iputils. */
  public static Path arping() {
    return firstOf("/usr/bin/arping", "/usr/sbin/arping");
  }

  /** The program that changes addresses, of iproute2. */
  public static Path ip() {
    return firstOf("/usr/sbin/ip", "/sbin/ip");
  }

  /** The first that is there; where none is, the first, so that the error names a place to look. */
  private static Path firstOf(String... places) {
    List<Path> paths = List.of(places).stream().map(Path::of).toList();
    return paths.stream().filter(Files::isExecutable).findFirst().orElse(paths.get(0));
  }
}
