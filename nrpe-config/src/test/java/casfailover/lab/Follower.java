package casfailover.lab;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A reader of files that others write to: gives each whole line on, at most some milliseconds after
 * it was written.
 */
final class Follower implements AutoCloseable {
  private static final long EVERY_MS = 4;
  private static final long OFTEN_MS = 300;

  private final ScheduledExecutorService clock = thread("follower");
  private final ScheduledExecutorService slow = thread("looker");
  private final List<ScheduledFuture<?>> looks = new ArrayList<>();
  private final Timeline timeline;

  Follower(Timeline timeline) {
    this.timeline = timeline;
  }

  /** Follows a file, which may not be there yet, from its beginning. */
  void follow(Path file, Consumer<String> line) {
    Tail tail = new Tail(file, line);
    keep(
        clock.scheduleWithFixedDelay(
            () -> {
              try {
                tail.read();
              } catch (IOException | RuntimeException e) {
                timeline.add(Step.Kind.FAULT, "cannot follow " + file + ": " + e);
              }
            },
            0,
            EVERY_MS,
            TimeUnit.MILLISECONDS));
  }

  /** Repeats a look that takes some milliseconds, on a thread of its own. */
  void often(Runnable look) {
    keep(
        slow.scheduleWithFixedDelay(
            () -> {
              try {
                look.run();
              } catch (RuntimeException e) {
                timeline.add(Step.Kind.FAULT, "cannot look: " + e);
              }
            },
            0,
            OFTEN_MS,
            TimeUnit.MILLISECONDS));
  }

  @Override
  public void close() {
    looks.forEach(look -> look.cancel(false));
    clock.shutdown();
    slow.shutdown();
  }

  private void keep(ScheduledFuture<?> look) {
    looks.add(look);
  }

  private static ScheduledExecutorService thread(String name) {
    return Executors.newSingleThreadScheduledExecutor(
        work -> {
          Thread thread = new Thread(work, name);
          thread.setDaemon(true);
          return thread;
        });
  }

  private static final class Tail {
    private final Path file;
    private final Consumer<String> line;
    private final StringBuilder rest = new StringBuilder();
    private long position;

    Tail(Path file, Consumer<String> line) {
      this.file = file;
      this.line = line;
    }

    void read() throws IOException {
      if (!Files.exists(file) || Files.size(file) <= position) {
        return;
      }
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(1 << 16, channel.size() - position));
        position += Math.max(0, channel.read(bytes, position));
        rest.append(new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8));
      }
      for (int end = rest.indexOf("\n"); end >= 0; end = rest.indexOf("\n")) {
        String whole = rest.substring(0, end);
        rest.delete(0, end + 1);
        line.accept(whole);
      }
    }
  }
}
