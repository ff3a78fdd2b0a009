package casfailover.program;

import casfailover.pair.Cidr;
import casfailover.process.Child;
import casfailover.process.Command;
import casfailover.process.CommandRunner;
import casfailover.process.Ended;
import casfailover.process.LineListener;
import casfailover.program.Trial.Seen;
import casfailover.program.Trial.Verdict;
import casfailover.takeover.AddressTable;
import casfailover.takeover.Presence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Adds an address, feeds a guard process for it once, and falls silent, as an agent does that dies:
 * then the guard has to delete it. The guard of a running agent is not touched.
 */
final class GuardTrial {

  private static final Duration FOOD = Duration.ofSeconds(2);

  /** For the start of a JVM, and for an add and a delete of Windows. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Longer than all of it takes, where the system itself ends it. */
  private static final Duration LIFETIME = Duration.ofMinutes(1);

  private final Function<Path, Command> guard;
  private final CommandRunner runner;
  private final AddressTable addresses;

  /**
   * A trial.
   *
   * @param guard starts the guard, with a file for its claim
   * @param runner starts it
   * @param addresses adds the address, and gives no other guard anything to do
   */
  GuardTrial(Function<Path, Command> guard, CommandRunner runner, AddressTable addresses) {
    this.guard = guard;
    this.runner = runner;
    this.addresses = addresses;
  }

  /** Tries it with an address that nobody has. */
  Seen of(Cidr spare, String networkInterface) {
    Path claim;
    try {
      claim = Files.createTempFile("cas-guard", ".claim");
    } catch (IOException e) {
      return new Seen(Verdict.UNKNOWN, "there is no place for its claim: " + e);
    }
    try {
      return addresses.add(spare, networkInterface, LIFETIME) instanceof AddressTable.Failed failed
          ? new Seen(Verdict.UNKNOWN, failed.why())
          : watched(spare, guard.apply(claim));
    } finally {
      if (!(addresses.look(spare) instanceof Presence.Absent)) {
        addresses.delete(spare, networkInterface);
      }
      claim.toFile().delete();
    }
  }

  private Seen watched(Cidr spare, Command command) {
    Ear ear = new Ear();
    Child child = runner.start(command, ear);
    try {
      child.say("KEEP 1 " + spare + " " + FOOD.toMillis());
      String answer = within(ear.answer);
      if (!answer.equals("KEPT 1")) {
        return new Seen(Verdict.FAILS, "the guard answered: " + answer);
      }
      long since = System.nanoTime();
      child.fallSilent();
      Ended ended = within(ear.end);
      Duration took = Duration.ofNanos(System.nanoTime() - since);
      boolean well = ended instanceof Ended.Exited exited && exited.wentWell();
      return well && addresses.look(spare) instanceof Presence.Absent
          ? Seen.of(true, "deleted, %d ms after its last food".formatted(took.toMillis()))
          : Seen.of(false, ended.sentence(command));
    } catch (IOException e) {
      return Seen.of(false, "the guard does not listen: " + e.getMessage());
    } catch (TimeoutException | ExecutionException e) {
      return Seen.of(false, "nothing within " + PATIENCE.toSeconds() + " s from " + command);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Seen(Verdict.UNKNOWN, "it was interrupted");
    } finally {
      child.end();
    }
  }

  private static <T> T within(CompletableFuture<T> answer)
      throws InterruptedException, ExecutionException, TimeoutException {
    return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** What the guard says. */
  private static final class Ear implements LineListener {
    private final CompletableFuture<String> answer = new CompletableFuture<>();
    private final CompletableFuture<Ended> end = new CompletableFuture<>();

    @Override
    public void line(String line) {
      answer.complete(line);
    }

    @Override
    public void ended(Ended how) {
      answer.complete("nothing");
      end.complete(how);
    }
  }
}
