package casfailover.pair;

/**
 * The number of a term of holding the address: whoever takes it counts on from the highest number
 * that it ever heard, and writes that down before it adds the address.
 *
 * @param counter 0 before anybody ever held, then counting up
 * @param node the name of the server that began the term; empty at 0
 */
public record Epoch(long counter, String node) {

  /** Before anybody ever held the address. */
  public static final Epoch NONE = new Epoch(0, "");

  public Epoch {
    if (counter < 0 || (counter == 0) != node.isEmpty()) {
      throw new IllegalArgumentException("no epoch: " + counter + ":" + node);
    }
  }

  /**
   * Reads {@code COUNTER:NODE}, or {@code 0} for none.
   *
   * @throws IllegalArgumentException if the text is anything else
   */
  public static Epoch parse(String text) {
    if (text.equals("0")) {
      return NONE;
    }
    int colon = text.indexOf(':');
    if (colon < 0 || !text.substring(0, colon).matches("[0-9]{1,18}")) {
      throw new IllegalArgumentException("'" + text + "' is not an epoch, as in 3:exch-b");
    }
    return new Epoch(Long.parseLong(text.substring(0, colon)), text.substring(colon + 1));
  }

  /** The term that this server begins after having heard of this one. */
  public Epoch next(String self) {
    return new Epoch(counter + 1, self);
  }

  /** Whether this term goes before the other: the higher counter, or at par the preferred owner. */
  public boolean outranks(Epoch other, String preferredOwner) {
    if (counter != other.counter) {
      return counter > other.counter;
    }
    return !node.equals(other.node) && node.equals(preferredOwner);
  }

  @Override
  public String toString() {
    return counter == 0 ? "0" : counter + ":" + node;
  }
}
