package casfailover.keep;

import casfailover.sight.DagReading;
import casfailover.sight.DagReading.Copy;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The databases of the pair and the quorum of its cluster, as exch-b could read them. */
final class Databases {

  String mountedOn = "exch-a";
  boolean readable = true;
  boolean quorum = true;
  String copiesHere = "Healthy";
  boolean activationSuspendedHere;

  DagReading reading() {
    return new DagReading(
        List.of(
            copy("Archive", "EXCH-A", mountedOn),
            copy("Archive", "EXCH-B", mountedOn, copiesHere, activationSuspendedHere),
            copy("Mailbox Database 1", "EXCH-A", mountedOn),
            copy("Mailbox Database 1", "EXCH-B", mountedOn)));
  }

  /** One copy of a database that is mounted on a server, which may be another. */
  static Copy copy(String database, String server, String mountedOn) {
    return copy(database, server, mountedOn, "Healthy", false);
  }

  private static Copy copy(
      String database, String server, String mountedOn, String otherwise, boolean suspended) {
    return new Copy(
        database,
        server,
        server.equalsIgnoreCase(mountedOn) ? "Mounted" : otherwise,
        Optional.of(mountedOn),
        suspended,
        OptionalLong.of(0),
        OptionalLong.of(0),
        "Healthy",
        "");
  }
}
