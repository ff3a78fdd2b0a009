package casfailover.exchange;

import casfailover.process.Command;
import casfailover.process.CommandRunner;
import casfailover.sight.Moment;
import casfailover.sight.Note;
import casfailover.sight.Sighting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * Asks Exchange by one PowerShell session that is kept warm, since it takes seconds to open one. It
 * runs one fixed script. A session that hangs, dies or says what nobody asked for is ended, and the
 * next one opened at the next question, but not before a pause that doubles with each failure:
 * Exchange counts the sessions of a user and stops serving one who opens many.
 */
public final class PowerShellDagReader implements DagReader {

  /** A new session once a day, whatever it may have gathered up by then. */
  private static final Duration LIFE_OF_A_SESSION = Duration.ofDays(1);

  private static final int LONGEST_LINE = 64 * 1024;
  private static final Duration GOODBYE = Duration.ofSeconds(1);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);

  private final Command command;
  private final Duration deadline;
  private final Duration opening;
  private final Duration longestPause;
  private final CommandRunner runner;
  private final Supplier<Moment> clock;

  /** One question at a time. */
  private final ReentrantLock turn = new ReentrantLock();

  private volatile boolean closed;
  private Optional<Session> session = Optional.empty();
  private Optional<Pause> pause = Optional.empty();

  /** No new session before a time, and what the last one failed by. */
  private record Pause(Moment since, Duration length, String why) {}

  /**
   * A reader.
   *
   * @param powershell the absolute path of powershell.exe, or of what stands for it
   * @param script the fixed script that speaks the protocol of the session
   * @param arguments what the script is given
   * @param deadline how long one question may take
   * @param opening how much longer the first one of a session may take, since PowerShell and what
   *     it loads take up to half a minute to start
   * @param longestPause the longest pause between two tries to open a session
   * @param runner runs PowerShell
   * @param clock dates what is seen
   */
  public PowerShellDagReader(
      Path powershell,
      Path script,
      List<String> arguments,
      Duration deadline,
      Duration opening,
      Duration longestPause,
      CommandRunner runner,
      Supplier<Moment> clock) {
    List<String> all = new ArrayList<>();
    all.addAll(List.of("-NoProfile", "-NonInteractive", "-File", script.toString()));
    all.addAll(arguments);
    this.command = new Command(powershell, all, LIFE_OF_A_SESSION, LONGEST_LINE);
    this.deadline = deadline;
    this.opening = opening;
    this.longestPause = longestPause;
    this.runner = runner;
    this.clock = clock;
  }

  @Override
  public Sighting copies() {
    return ask("COPIES", this::readCopies);
  }

  @Override
  public Sighting quorum() {
    return ask("QUORUM", this::readQuorum);
  }

  private Sighting readCopies(Moment begun, String text) {
    try {
      return new Sighting.Seen(begun, clock.get(), CopyStatusCsv.parse(text));
    } catch (CopyStatusCsv.NoReading e) {
      return unknown(begun, "Exchange's answer does not read: " + e.getMessage());
    }
  }

  private Sighting readQuorum(Moment begun, String text) {
    return switch (text.strip()) {
      case "yes" -> new Sighting.Seen(begun, clock.get(), new Note("the cluster has quorum"));
      case "no" -> new Sighting.Silent(begun, clock.get(), new Note("the cluster has no quorum"));
      case "unknown" -> unknown(begun, "the cluster service does not tell whether it has quorum");
      default -> unknown(begun, "the session's answer to QUORUM does not read");
    };
  }

  private Sighting ask(String word, BiFunction<Moment, String, Sighting> read) {
    Moment begun = clock.get();
    try {
      if (!turn.tryLock(deadline.toNanos(), TimeUnit.NANOSECONDS)) {
        return unknown(begun, "another question to Exchange was not answered in time");
      }
      try {
        return askInTurn(word, read);
      } finally {
        turn.unlock();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return unknown(begun, "the question to Exchange was interrupted");
    }
  }

  /** A reading begins when it is asked for, not when it began to wait for its turn. */
  private Sighting askInTurn(String word, BiFunction<Moment, String, Sighting> read)
      throws InterruptedException {
    Moment begun = clock.get();
    if (closed) {
      return unknown(begun, "the questions to Exchange were stopped");
    }
    if (pause.isPresent() && begun.within(pause.get().length(), pause.get().since())) {
      return unknown(begun, pause.get().why());
    }
    session.filter(Session::gone).ifPresent(Session::end);
    Optional<Session> warm = session.filter(s -> !s.gone());
    Session open = warm.orElseGet(() -> new Session(command, runner));
    session = Optional.of(open);
    Session.Reply reply = open.ask(word, warm.isPresent() ? deadline : deadline.plus(opening));
    if (reply instanceof Session.Reply.Broken broken) {
      session = Optional.empty();
      pause = Optional.of(new Pause(clock.get(), nextPause(), broken.why()));
      return unknown(begun, broken.why());
    }
    pause = Optional.empty();
    if (reply instanceof Session.Reply.Refusal refusal) {
      return unknown(begun, refusal.why());
    }
    return read.apply(begun, ((Session.Reply.Answer) reply).text());
  }

  private Duration nextPause() {
    Duration next = pause.map(p -> p.length().multipliedBy(2)).orElse(FIRST_PAUSE);
    return next.compareTo(longestPause) < 0 ? next : longestPause;
  }

  private Sighting unknown(Moment begun, String why) {
    return new Sighting.Unknown(begun, clock.get(), why);
  }

  /** Ends the session, after the question that is being asked; nothing is asked any more. */
  @Override
  public void close() {
    closed = true;
    turn.lock();
    try {
      if (session.isPresent()) {
        session.get().quit(GOODBYE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      session = Optional.empty();
      turn.unlock();
    }
  }
}
