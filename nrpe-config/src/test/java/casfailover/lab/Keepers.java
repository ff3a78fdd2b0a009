package casfailover.lab;

/**
 * Two programs of a kind, one on each server, that keep the address on one of them. A benchmark
 * does the same to all kinds.
 */
interface Keepers extends AutoCloseable {

  String label();

  /** Brings them to where one server has the address and serves the client, and says which. */
  Host settle();

  /** Tells them what their monitor would, if they have one: a server is gone. */
  void failed(Host server);

  /** Tells them what their monitor would: a program is dead, and its server lives. */
  void deserted(Host server);

  /** Tells them what their monitor would: all is well again, where this server has the address. */
  void well(Host holder);

  /** kill -9 of the program on a server, and of all that belongs to it. */
  void kill(Host server);

  /** A person's order to move the address, while both servers are well. */
  void move(Host to);

  @Override
  void close();

  /** The other one of the two servers. */
  static Host other(Host server) {
    return server == Host.EXCH_A ? Host.EXCH_B : Host.EXCH_A;
  }
}
