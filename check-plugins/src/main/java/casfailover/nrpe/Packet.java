package casfailover.nrpe;

/**
 * A packet of NRPE, without what only its layout needs.
 *
 * @param version the version that it came in or goes out in
 * @param kind query or response
 * @param resultCode 0 to 3 in a response; 0 in a query, whatever it carried
 * @param text the text up to its NUL
 */
record Packet(PacketVersion version, Kind kind, int resultCode, String text) {

  /** Which way a packet goes. */
  enum Kind {
    QUERY(1),
    RESPONSE(2);

    private final int number;

    Kind(int number) {
      this.number = number;
    }

    int number() {
      return number;
    }
  }

  static Packet query(PacketVersion version, Query query) {
    return new Packet(version, Kind.QUERY, 0, query.text());
  }

  static Packet response(PacketVersion version, Reply reply) {
    return new Packet(version, Kind.RESPONSE, reply.code(), reply.text());
  }
}
