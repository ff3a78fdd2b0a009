package casfailover.nrpe;

import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A service that knows which queries may reach it, and how often: what runs without having been
 * named in a right packet is written down as a fault.
 */
final class Ledger implements CommandService, AutoCloseable {

  /** The command that stands for all that change something. */
  static final String ACTION = "act";

  private final Lane checks = new Lane(new WorkPool("checks", 2, 256), FakeService.AMPLE);
  private final Lane actions = new Lane(new WorkPool("actions", 1, 256), FakeService.AMPLE);
  private final Map<String, Integer> allowed = new ConcurrentHashMap<>();
  private final Queue<String> faults = new ConcurrentLinkedQueue<>();

  /** Lets a query run once more. */
  void allow(String text) {
    allowed.merge(text, 1, Integer::sum);
  }

  /** Forgets what was allowed and never came. */
  void forget() {
    allowed.clear();
  }

  Queue<String> faults() {
    return faults;
  }

  @Override
  public Optional<Lane> lane(Caller caller, String command) {
    return switch (command) {
      case "echo" -> Optional.of(checks);
      case ACTION -> Optional.of(actions);
      default -> Optional.empty();
    };
  }

  @Override
  public CompletionStage<Reply> answer(Caller caller, Query query) {
    boolean[] was = {false};
    allowed.computeIfPresent(
        query.text(),
        (text, count) -> {
          was[0] = true;
          return count == 1 ? null : count - 1;
        });
    if (!was[0]) {
      faults.add("ran without being asked: " + Printable.text(query.text()));
    }
    return CompletableFuture.completedFuture(new Reply(0, said(query.text())));
  }

  /** What a query of ours is answered. */
  static String said(String text) {
    return "OK - " + text;
  }

  @Override
  public void close() {
    checks.pool().close();
    actions.pool().close();
  }
}
