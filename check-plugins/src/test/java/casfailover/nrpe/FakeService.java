package casfailover.nrpe;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;

/** Commands that tests define one by one, each in a lane. */
final class FakeService implements CommandService, AutoCloseable {

  /** Longer than any test: such a command never runs into its time-out. */
  static final Duration AMPLE = Duration.ofMinutes(10);

  final WorkPool checks = new WorkPool("checks", 2, 8);
  final WorkPool actions = new WorkPool("actions", 1, 2);

  /** Who has asked for something. */
  final List<Caller> callers = new CopyOnWriteArrayList<>();

  private final AtomicInteger runs = new AtomicInteger();
  private final Map<String, Lane> lanes = new ConcurrentHashMap<>();
  private final Map<String, BiFunction<Caller, Query, CompletionStage<Reply>>> commands =
      new ConcurrentHashMap<>();

  FakeService() {
    check("echo", (caller, query) -> new Reply(0, "OK - " + String.join(",", query.arguments())));
    check("whoami", (caller, query) -> new Reply(0, caller.commonName().orElse("nobody")));
    check(
        "fill",
        (caller, query) -> new Reply(1, "x".repeat(Integer.parseInt(query.arguments().get(0)))));
  }

  void check(String name, BiFunction<Caller, Query, Reply> command) {
    define(
        name,
        new Lane(checks, AMPLE),
        (caller, query) -> CompletableFuture.completedFuture(command.apply(caller, query)));
  }

  void define(String name, Lane lane, BiFunction<Caller, Query, CompletionStage<Reply>> command) {
    commands.put(name, command);
    lanes.put(name, lane);
  }

  /** How many commands were begun so far. */
  int runs() {
    return runs.get();
  }

  @Override
  public Optional<Lane> lane(Caller caller, String command) {
    callers.add(caller);
    return Optional.ofNullable(lanes.get(command));
  }

  @Override
  public CompletionStage<Reply> answer(Caller caller, Query query) {
    runs.incrementAndGet();
    return Objects.requireNonNull(commands.get(query.command())).apply(caller, query);
  }

  @Override
  public void close() {
    checks.close();
    actions.close();
  }
}
