package casfailover.takeover;

import casfailover.pair.Cidr;
import casfailover.process.Child;
import casfailover.process.Command;
import casfailover.process.CommandRunner;
import casfailover.process.Ended;
import casfailover.process.LineListener;
import casfailover.sight.Moment;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Feeds an {@link AddressGuard} in a process of its own, and starts another one when that dies or
 * does not answer. Whatever the guard has not confirmed is not given.
 */
public final class GuardLifetimes implements Lifetimes {

  private static final Logger LOG = LoggerFactory.getLogger(GuardLifetimes.class);

  /** How long a person is told that a guard died. */
  private static final Duration TOLD = Duration.ofMinutes(10);

  private final Command command;
  private final CommandRunner runner;
  private final Supplier<Moment> clock;
  private final Duration patience;
  private final Map<Cidr, Given> given = new HashMap<>();
  private volatile Optional<Guard> guard = Optional.empty();
  private volatile Optional<Death> lastDeath = Optional.empty();
  private long number;

  private record Given(Moment since, Duration lifetime) {}

  private record Death(Moment at, String why) {}

  /**
   * Lifetimes kept by a process that does not run yet.
   *
   * @param command starts the guard
   * @param runner starts it
   * @param clock tells what is left of a lifetime
   * @param patience how long the guard may take to answer, its start included
   */
  public GuardLifetimes(
      Command command, CommandRunner runner, Supplier<Moment> clock, Duration patience) {
    this.command = command;
    this.runner = runner;
    this.clock = clock;
    this.patience = patience;
  }

  /** Starts the guard, so that nobody has to wait for it later. */
  public synchronized void begin() {
    if (guard.isEmpty()) {
      guard = Optional.of(new Guard());
    }
  }

  @Override
  public synchronized AddressTable.Result give(Cidr address, Duration lifetime) {
    long begun = System.nanoTime();
    Moment since = clock.get();
    begin();
    String food = "KEEP %d " + address + " " + lifetime.toMillis();
    Optional<String> failure = ask(food, "KEPT");
    if (failure.isPresent()) {
      // One that dies between two meals is replaced at once; the address lives by the last one.
      begin();
      failure = ask(food, "KEPT");
    }
    if (failure.isPresent()) {
      return new AddressTable.Failed("nobody guards " + address + ": " + failure.get());
    }
    given.put(address, new Given(since, lifetime));
    return new AddressTable.Done(Duration.ofNanos(System.nanoTime() - begun));
  }

  /** A guard that was not told deletes what is gone already. */
  @Override
  public synchronized void end(Cidr address) {
    if (given.remove(address) != null && guard.isPresent()) {
      ask("FREE %d " + address, "FREED")
          .ifPresent(why -> LOG.debug("the guard was not told of {}: {}", address, why));
    }
  }

  @Override
  public synchronized Optional<Duration> left(Cidr address) {
    return Optional.ofNullable(given.get(address))
        .map(g -> g.lifetime().minus(clock.get().since(g.since())))
        .filter(left -> !left.isNegative());
  }

  /** What a person has to know of the guard; empty if nothing. Waits for nobody. */
  public Optional<String> trouble() {
    return lastDeath
        .filter(death -> clock.get().within(TOLD, death.at()))
        .map(
            death ->
                (guard.isPresent() ? "another guard process was started: " : "no guard process: ")
                    + death.why());
  }

  /** Asks the guard that runs; why it did not answer as it should. */
  private Optional<String> ask(String line, String answer) {
    if (guard.isEmpty()) {
      return Optional.of("the guard process does not run");
    }
    Guard asked = guard.get();
    number++;
    Optional<String> failure = asked.ask(number, line.formatted(number), answer, patience);
    if (failure.isPresent()) {
      LOG.error("the guard process is replaced: {}", failure.get());
      lastDeath = Optional.of(new Death(clock.get(), failure.get()));
      asked.end();
      guard = Optional.empty();
    }
    return failure;
  }

  /** One guard process. */
  private final class Guard implements LineListener {
    private final Map<String, CompletableFuture<String>> answers = new ConcurrentHashMap<>();
    private final CompletableFuture<Ended> ended = new CompletableFuture<>();
    private final Child child;

    Guard() {
      this.child = runner.start(command, this);
    }

    @Override
    public void line(String line) {
      int blank = line.indexOf(' ');
      String key = blank < 0 ? "" : line.substring(blank + 1);
      Optional.ofNullable(answers.get(key)).ifPresent(waiting -> waiting.complete(line));
      if (line.startsWith("NO ")) {
        answers.values().forEach(waiting -> waiting.complete(line));
      }
    }

    @Override
    public void ended(Ended how) {
      ended.complete(how);
      answers.values().forEach(waiting -> waiting.complete(how.sentence(command)));
    }

    Optional<String> ask(long number, String line, String answer, Duration patience) {
      CompletableFuture<String> waiting = new CompletableFuture<>();
      answers.put(Long.toString(number), waiting);
      try {
        child.say(line);
        if (ended.isDone()) {
          return Optional.of(ended.join().sentence(command));
        }
        String said = waiting.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        return said.equals(answer + " " + number) ? Optional.empty() : Optional.of(said);
      } catch (IOException e) {
        return Optional.of(
            ended.isDone()
                ? ended.join().sentence(command)
                : command.program() + " no longer listens: " + e.getMessage());
      } catch (TimeoutException e) {
        return Optional.of(
            command.program() + " did not answer '" + line + "' in " + patience.toMillis() + " ms");
      } catch (ExecutionException e) {
        return Optional.of("the answer was lost: " + e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return Optional.of("the question was interrupted");
      } finally {
        answers.remove(Long.toString(number));
      }
    }

    void end() {
      child.end();
    }
  }
}
