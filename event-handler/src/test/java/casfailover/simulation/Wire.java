package casfailover.simulation;

import java.util.Arrays;

/** Which way packets get through, and who is believed to have the address. */
final class Wire {

  private static final int PLACES = Place.values().length;

  private final int[][] cuts = new int[PLACES][PLACES];

  /** The server that the client sends to; -1 before it knows one. */
  private int clientKnows = -1;

  /** Cuts one direction; as many cuts must be mended. */
  void cut(Place from, Place to) {
    cuts[from.port()][to.port()]++;
  }

  void mend(Place from, Place to) {
    if (cuts[from.port()][to.port()] > 0) {
      cuts[from.port()][to.port()]--;
    }
  }

  void cutBoth(Place one, Place other) {
    cut(one, other);
    cut(other, one);
  }

  void mendBoth(Place one, Place other) {
    mend(one, other);
    mend(other, one);
  }

  void mendAll() {
    for (int[] row : cuts) {
      Arrays.fill(row, 0);
    }
  }

  boolean open(Place from, Place to) {
    return cuts[from.port()][to.port()] == 0;
  }

  /** Whether a question gets there and its answer back. */
  boolean both(Place one, Place other) {
    return open(one, other) && open(other, one);
  }

  void clientLearns(int server) {
    clientKnows = server;
  }

  int clientKnows() {
    return clientKnows;
  }
}
