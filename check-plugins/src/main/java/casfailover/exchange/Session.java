package casfailover.exchange;

import casfailover.process.Child;
import casfailover.process.Command;
import casfailover.process.CommandRunner;
import casfailover.process.Ended;
import casfailover.process.LineListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One running session with PowerShell, which answers one question after the other: {@code WORD n}
 * goes in; {@code BEGIN n}, lines of base64 and {@code END n OK} or {@code END n ERROR base64} come
 * out. Anything else, or nothing in time, and the session is of no more use. Used by one thread at
 * a time.
 */
final class Session implements LineListener {

  /**
   * What waits to be read, and what an answer may have; a session that prints more is ended. A
   * thousand databases have a quarter of it.
   */
  static final int MOST = 2 * 1024 * 1024;

  /** What a line takes in memory beside its letters. */
  private static final int LINE = 100;

  /** How long one that no longer listens may take to be gone, with all that it printed. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(6);

  private final Command command;
  private final Child child;
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final AtomicLong unread = new AtomicLong();
  private boolean flooded;
  private long asked;

  private sealed interface Event {
    record Line(String text) implements Event {}

    record Flood() implements Event {}

    record End(Ended how) implements Event {}
  }

  /** What came of a question. */
  sealed interface Reply {
    /** It was answered. */
    record Answer(String text) implements Reply {}

    /** The session works, and says that the question could not be answered. */
    record Refusal(String why) implements Reply {}

    /** The session is of no more use. */
    record Broken(String why) implements Reply {}
  }

  Session(Command command, CommandRunner runner) {
    this.command = command;
    this.child = runner.start(command, this);
  }

  @Override
  public synchronized void line(String line) {
    if (flooded) {
      return;
    }
    if (unread.addAndGet(line.length() + LINE) > MOST) {
      flooded = true;
      events.clear();
      events.add(new Event.Flood());
    } else {
      events.add(new Event.Line(line));
    }
  }

  @Override
  public void ended(Ended how) {
    events.add(new Event.End(how));
  }

  /** Asks one question; a session that turns out broken has been ended. */
  Reply ask(String word, Duration deadline) throws InterruptedException {
    Reply reply = new Reply.Broken("the question was interrupted");
    try {
      asked++;
      child.say(word + " " + asked);
      reply = read(word + " " + asked, asked, System.nanoTime() + deadline.toNanos(), deadline);
    } catch (IOException e) {
      reply = lastWords(e);
    } finally {
      if (reply instanceof Reply.Broken) {
        end();
      }
    }
    return reply;
  }

  /** Why it no longer listens: what it died of, if it did. */
  private Reply lastWords(IOException e) throws InterruptedException {
    long until = System.nanoTime() + LAST_WORDS.toNanos();
    Event event = new Event.Line("");
    while (event instanceof Event.Line) {
      event = events.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
    }
    return event instanceof Event.End end
        ? new Reply.Broken(plain(end.how()).sentence(command))
        : broken("it no longer listens: " + e.getMessage());
  }

  private Reply read(String question, long number, long until, Duration deadline)
      throws InterruptedException {
    StringBuilder block = new StringBuilder();
    boolean begun = false;
    while (true) {
      Event event = events.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (event == null) {
        return broken("no answer to " + question + " within " + deadline.toMillis() + " ms");
      }
      if (event instanceof Event.Flood) {
        return broken("it printed more than " + MOST + " bytes that nobody had read yet");
      }
      if (event instanceof Event.End end) {
        return new Reply.Broken(plain(end.how()).sentence(command));
      }
      String line = ((Event.Line) event).text();
      unread.addAndGet(-line.length() - LINE);
      if (!begun) {
        if (!line.equals("BEGIN " + number)) {
          return broken("it said '" + cut(line) + "' instead of BEGIN " + number);
        }
        begun = true;
      } else if (line.startsWith("END ")) {
        return judge(line, number, block.toString());
      } else if (block.length() > MOST) {
        return broken("its answer to " + question + " has more than " + MOST + " bytes");
      } else {
        block.append(line);
      }
    }
  }

  private Reply judge(String end, long number, String block) {
    String error = "END " + number + " ERROR ";
    try {
      if (end.equals("END " + number + " OK")) {
        return new Reply.Answer(decode(block));
      }
      if (end.startsWith(error)) {
        return new Reply.Refusal(decode(end.substring(error.length())).strip());
      }
    } catch (IllegalArgumentException e) {
      return broken("what it said is not base64: " + e.getMessage());
    }
    return broken("it said '" + cut(end) + "' instead of END " + number);
  }

  /** PowerShell's last words as a person reads them. */
  private static Ended plain(Ended how) {
    if (how instanceof Ended.Exited exited) {
      return new Ended.Exited(
          exited.code(), exited.out(), Clixml.plain(exited.err()), exited.took());
    }
    return how instanceof Ended.TimedOut late
        ? new Ended.TimedOut(late.out(), Clixml.plain(late.err()), late.took())
        : how;
  }

  private static String decode(String base64) {
    return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
  }

  private Reply broken(String what) {
    return new Reply.Broken(command.program() + ": " + what);
  }

  private static String cut(String line) {
    String plain = line.replaceAll("\\p{Cntrl}+", " ");
    return plain.length() <= 80 ? plain : plain.substring(0, 80) + "…";
  }

  /** Whether it ended since it was last asked. */
  boolean gone() {
    return events.stream().anyMatch(event -> !(event instanceof Event.Line));
  }

  /** Lets it close what it has open at Exchange, for a moment, and ends it. */
  void quit(Duration moment) throws InterruptedException {
    try {
      child.say("QUIT");
      long until = System.nanoTime() + moment.toNanos();
      Event event = new Event.Line("");
      while (event instanceof Event.Line) {
        event = events.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
      }
    } catch (IOException e) {
      events.add(new Event.End(new Ended.NotStarted(String.valueOf(e.getMessage()))));
    } finally {
      end();
    }
  }

  void end() {
    child.end();
  }
}
