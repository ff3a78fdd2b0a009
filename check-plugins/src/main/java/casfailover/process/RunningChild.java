package casfailover.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.commons.exec.CommandLine;
import org.apache.commons.exec.DefaultExecutor;
import org.apache.commons.exec.ExecuteException;
import org.apache.commons.exec.ExecuteResultHandler;
import org.apache.commons.exec.ExecuteStreamHandler;

/**
 * One child of the system while it runs: its three pipes, its watchdog, and what becomes of it. The
 * threads that read its pipes are never waited for past its deadline, since a grandchild that lives
 * on can hold a pipe open for as long as it likes.
 */
final class RunningChild implements Child, ExecuteStreamHandler, ExecuteResultHandler {

  /** How long the last output of a child that was ended may take to arrive. */
  private static final Duration LAST_OUTPUT = Duration.ofMillis(500);

  /** The same of one that went by itself; only what it left behind holds its pipes for longer. */
  private static final Duration OWN_LAST_OUTPUT = Duration.ofSeconds(5);

  private static final Duration SLICE = Duration.ofMillis(20);

  private final Command command;
  private final ThreadFactory threads;
  private final Sink out;
  private final Sink err;
  private final Consumer<Ended> listener;
  private final Queue<String> reasons = new ConcurrentLinkedQueue<>();
  private final TreeWatchdog watchdog;
  private final long begun = System.nanoTime();
  private final CountDownLatch drained = new CountDownLatch(2);
  private final CompletableFuture<Optional<Ended>> launched = new CompletableFuture<>();
  private volatile boolean ended;
  private OutputStream input = OutputStream.nullOutputStream();
  private InputStream output = InputStream.nullInputStream();
  private InputStream errors = InputStream.nullInputStream();

  RunningChild(
      Command command, ThreadFactory threads, Sink out, Sink err, Consumer<Ended> listener) {
    this.command = command;
    this.threads = threads;
    this.out = out;
    this.err = err;
    this.listener = listener;
    this.watchdog = new TreeWatchdog(command, () -> launched.complete(Optional.empty()));
  }

  /** Starts it; returns when it runs, or when it is known that it does not. */
  void launch(Map<String, String> environment) {
    CommandLine line = new CommandLine(command.program());
    command.arguments().forEach(argument -> line.addArgument(argument, false));
    DefaultExecutor executor =
        DefaultExecutor.builder().setThreadFactory(threads).setExecuteStreamHandler(this).get();
    executor.setWatchdog(watchdog);
    // Which exit codes mean failure is for the caller to say.
    executor.setExitValues(null);
    try {
      executor.execute(line, environment, this);
    } catch (IOException e) {
      notStarted(e);
    }
    // Told from here and not by the library's thread: the caller may hold a lock of its listener.
    launched.join().ifPresent(listener);
  }

  @Override
  public synchronized void say(String line) throws IOException {
    input.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    input.flush();
  }

  @Override
  public synchronized void fallSilent() {
    try {
      input.close();
    } catch (IOException e) {
      // It reads no more, which comes to the same.
      reasons.add("its input could not be closed: " + e.getMessage());
    }
  }

  @Override
  public void end() {
    ended = true;
    watchdog.endTree();
  }

  /** Ends it because of what it printed, and lets that be known at its end. */
  private void endFor(String reason) {
    reasons.add(reason);
    end();
  }

  @Override
  public void setProcessInputStream(OutputStream stream) {
    input = stream;
  }

  @Override
  public void setProcessOutputStream(InputStream stream) {
    output = stream;
  }

  @Override
  public void setProcessErrorStream(InputStream stream) {
    errors = stream;
  }

  @Override
  public void start() {
    threads.newThread(() -> pump(output, out)).start();
    threads.newThread(() -> pump(errors, err)).start();
  }

  private void pump(InputStream from, Sink to) {
    byte[] buffer = new byte[8192];
    try {
      for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
        to.take(buffer, n);
      }
    } catch (Sink.LineTooLong e) {
      endFor(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      // Reading from a child that is gone fails or ends, as it happens; gone it is in both.
      end();
    } catch (RuntimeException e) {
      endFor("its listener failed: " + e);
    } finally {
      drained.countDown();
    }
  }

  /**
   * Waits for the last output of a child that is gone: some seconds, until its deadline at the
   * longest, if it went by itself; a moment if it was ended. Whatever it started may hold its
   * pipes.
   */
  @Override
  public void stop() {
    long gone = System.nanoTime();
    try {
      while (!drained.await(SLICE.toNanos(), TimeUnit.NANOSECONDS)) {
        long now = System.nanoTime();
        boolean late = ended || now - begun > command.deadline().toNanos();
        Duration longest = late ? LAST_OUTPUT : OWN_LAST_OUTPUT;
        if (now - gone > longest.toNanos()) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void onProcessComplete(int code) {
    listener.accept(
        watchdog.killedProcess()
            ? new Ended.TimedOut(text(out), errors(), took())
            : new Ended.Exited(code, text(out), errors(), took()));
  }

  @Override
  public void onProcessFailed(ExecuteException e) {
    if (launched.isDone() && watchdog.exitCode().isPresent() && !watchdog.killedProcess()) {
      // The library could not close its input, of which the last line was never read.
      onProcessComplete(watchdog.exitCode().getAsInt());
    } else if (launched.isDone()) {
      listener.accept(new Ended.TimedOut(text(out), errors() + e.getMessage(), took()));
    } else {
      notStarted(e.getCause() == null ? e : e.getCause());
    }
  }

  private void notStarted(Throwable why) {
    launched.complete(Optional.of(new Ended.NotStarted(String.valueOf(why.getMessage()))));
  }

  private static String text(Sink sink) {
    sink.close();
    return sink.text();
  }

  private String errors() {
    return text(err) + String.join("; ", reasons);
  }

  private Duration took() {
    return Duration.ofNanos(System.nanoTime() - begun);
  }
}
