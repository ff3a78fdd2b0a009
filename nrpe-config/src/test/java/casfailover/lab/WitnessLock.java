package casfailover.lab;

/**
 * The vote of the file share witness: a lock that one server at a time can have, and that lapses
 * when its owner no longer asks for it.
 */
final class WitnessLock {
  /** Twice the time for which a server counts on a grant: no two ever count on it at once. */
  static final long LAPSE_MS = 2 * DagMember.FRESH_MS;

  private String owner = "";
  private long lapses;

  /** Asks for the lock; returns its owner. */
  String ask(String node, long now) {
    if (owner.isEmpty() || owner.equals(node) || now - lapses >= 0) {
      owner = node;
      lapses = now + LAPSE_MS;
    }
    return owner;
  }
}
