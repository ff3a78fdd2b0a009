package casfailover.agent;

import casfailover.keep.Reply;
import casfailover.keep.Reply.Outcome;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a running agent gets other settings: all is read, checked and made first, and only then
 * anything is exchanged, so that it runs with all of the new ones or all of the old. One at a time.
 */
final class Reload {

  private static final Logger LOG = LoggerFactory.getLogger(Reload.class);

  private final Supplier<Fitting> fitting;
  private final Supplier<Desk> desk;
  private final Function<Fitting.Ready, CompletionStage<Reply>> exchange;
  private final ReentrantLock turn = new ReentrantLock();

  /**
   * @param fitting reads, checks and makes
   * @param desk what the agent answers with now
   * @param exchange goes over to what was made; the stage ends when the keeper goes by it, too
   */
  Reload(
      Supplier<Fitting> fitting,
      Supplier<Desk> desk,
      Function<Fitting.Ready, CompletionStage<Reply>> exchange) {
    this.fitting = fitting;
    this.desk = desk;
    this.exchange = exchange;
  }

  /** Does it, on the thread of the caller, and says what came of it; the first line says all. */
  CompletionStage<Reply> now() {
    if (!turn.tryLock()) {
      return done(Outcome.HELD, "another reload is at work; order it again when it is over");
    }
    try {
      Fitting fitted = fitting.get();
      return fitted instanceof Fitting.Ready ready
          ? go(ready)
          : refuse(((Fitting.Refused) fitted).problems());
    } catch (RuntimeException e) {
      LOG.error("the reload broke; {} are kept", running(), e);
      return done(Outcome.FAILED, "the reload broke, and " + running() + " are kept: " + e);
    } finally {
      turn.unlock();
    }
  }

  private CompletionStage<Reply> go(Fitting.Ready ready) {
    boolean same =
        ready.changed().isEmpty() && ready.settings().hash().equals(desk.get().settings().hash());
    List<String> warnings = ready.warnings().stream().map(w -> "warning: " + w).toList();
    if (same) {
      return done(
          Outcome.DONE, text("nothing changed, " + node() + " runs with " + running(), warnings));
    }
    return exchange
        .apply(ready)
        .thenApply(reply -> new Reply(reply.outcome(), text(reply.text(), warnings)));
  }

  private CompletionStage<Reply> refuse(List<String> problems) {
    String count = problems.size() == 1 ? "1 problem" : problems.size() + " problems";
    LOG.warn("reload refused, {} are kept: {}", running(), String.join("; ", problems));
    return done(Outcome.REFUSED, text(count + ", and " + node() + " keeps " + running(), problems));
  }

  private String running() {
    return "settings " + desk.get().settings().hash();
  }

  private String node() {
    return desk.get().settings().pair().self().name();
  }

  private static String text(String first, List<String> more) {
    return Stream.concat(first.lines(), more.stream())
        .map(line -> line.replaceAll("\\p{Cc}", " ").replace('|', '/'))
        .collect(Collectors.joining("\n"));
  }

  private static CompletionStage<Reply> done(Outcome outcome, String text) {
    return CompletableFuture.completedFuture(new Reply(outcome, text));
  }
}
