package casfailover.sight;

/** What a look brought back besides its answer. */
public sealed interface Finding permits Replies, Ports, Neighbours, PeerReport, DagReading, Note {

  /** What was found, in a few words for a person: {@code ping 10/10}, {@code 443/tcp accepts}. */
  String detail();
}
