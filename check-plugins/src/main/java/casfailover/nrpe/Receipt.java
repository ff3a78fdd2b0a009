package casfailover.nrpe;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The sign that a caller took its answer: after the last byte of it was handed to the network, the
 * caller closed its side in order. It is no proof, since whoever stands between may close as well;
 * and where it does not come, the answer may have arrived all the same.
 */
public final class Receipt {

  private final AtomicBoolean wanted = new AtomicBoolean();
  private final CompletableFuture<Void> taken = new CompletableFuture<>();

  /**
   * Has something done when the sign comes, on a network thread, which must not be kept waiting.
   * Said before the answer is given, it lets the connection wait for the sign for a moment.
   */
  public void whenTaken(Runnable then) {
    wanted.set(true);
    CompletableFuture<Void> unused = taken.thenRun(then);
  }

  boolean isWanted() {
    return wanted.get();
  }

  /** The sign came. */
  public void take() {
    taken.complete(null);
  }
}
