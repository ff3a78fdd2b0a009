package casfailover.simulation;

/** Who hangs on the network. */
enum Place {
  A(0, "exch-a"),
  B(1, "exch-b"),
  GATEWAY(2, "the gateway"),
  MONITOR(3, "the monitor"),
  WITNESS(4, "the witness"),
  CLIENT(5, "the client");

  private final int port;
  private final String text;

  Place(int port, String text) {
    this.port = port;
    this.text = text;
  }

  /** One of the two servers. */
  static Place server(int number) {
    return number == 0 ? A : B;
  }

  /** A number from 0 on. */
  int port() {
    return port;
  }

  @Override
  public String toString() {
    return text;
  }
}
