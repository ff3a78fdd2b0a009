package casfailover.keep;

import casfailover.pair.MacAddress;
import casfailover.sight.Guard;
import casfailover.sight.Moment;
import casfailover.sight.Neighbours;
import casfailover.sight.Note;
import casfailover.sight.PeerReport;
import casfailover.sight.Replies;
import casfailover.sight.Sighting;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The world around exch-b, and what it sees of it when it looks. */
final class World {

  boolean gatewayAnswers = true;

  /** Whether exch-b's own client access serves. */
  boolean serves = true;

  /** Who answers for the address. */
  Set<MacAddress> wire = Set.of(OtherServer.MAC);

  boolean pingWorks = true;
  boolean wireWorks = true;

  /** Whether the gateway finds the way to the address. */
  boolean reachable = true;

  private final Time time;
  private final OtherServer peer;
  private final Databases databases;
  private final Supplier<PeerReport> ownReport;

  World(Time time, OtherServer peer, Databases databases, Supplier<PeerReport> ownReport) {
    this.time = time;
    this.peer = peer;
    this.databases = databases;
    this.ownReport = ownReport;
  }

  Sighting peerPing() {
    return pingWorks ? ping(peer.pings) : new Sighting.Unknown(time.now, time.now, "no ping");
  }

  Sighting gatewayPing() {
    return ping(gatewayAnswers);
  }

  private Sighting ping(boolean answered) {
    Replies replies = new Replies(10, answered ? 10 : 0, Optional.empty());
    return answered
        ? new Sighting.Seen(time.now, time.now, replies)
        : new Sighting.Silent(time.now, time.now, replies);
  }

  /** What a look finds that was begun before and comes back now. */
  Sighting look(Guard guard, Moment begun) {
    return switch (guard) {
      case PEER_SERVICE -> answer(peer.serves, begun, "443/tcp");
      case PEER_AGENT ->
          peer.agent
              ? new Sighting.Seen(begun, time.now, peer.report(ownReport.get()))
              : silent(begun, "agent");
      case GATEWAY_ARP -> answer(gatewayAnswers, begun, "ARP");
      case OWN_SERVICE -> answer(serves, begun, "443/tcp");
      case QUORUM -> answer(databases.quorum, begun, "quorum");
      case REACH -> answer(reachable, begun, "192.0.2.1");
      case WIRE -> wire(begun);
      case DATABASES ->
          databases.readable
              ? new Sighting.Seen(begun, time.now, databases.reading())
              : new Sighting.Unknown(begun, time.now, "PowerShell does not answer");
      case PEER_PING, GATEWAY_PING -> throw new AssertionError("pings run by themselves");
    };
  }

  private Sighting wire(Moment begun) {
    if (!wireWorks) {
      return new Sighting.Unknown(begun, time.now, "arping did not start");
    }
    Neighbours found = Neighbours.of(wire, 3);
    return wire.isEmpty()
        ? new Sighting.Silent(begun, time.now, found)
        : new Sighting.Seen(begun, time.now, found);
  }

  private Sighting answer(boolean yes, Moment begun, String what) {
    return yes
        ? new Sighting.Seen(begun, time.now, new Note(what + " accepts"))
        : silent(begun, what);
  }

  private Sighting silent(Moment begun, String what) {
    return new Sighting.Silent(begun, time.now, new Note(what + " no answer"));
  }
}
