package casfailover.nrpe;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Watches every buffer of a test class, and fails it if one was not released. */
final class NoLeaks implements BeforeAllCallback, AfterAllCallback {

  private static final long MOST_MILLIS_FOR_A_COLLECTION = 20_000;

  private final Logger logger = Logger.getLogger(ResourceLeakDetector.class.getName());
  private final Queue<String> leaks = new ConcurrentLinkedQueue<>();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          leaks.add(line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @Override
  public void beforeAll(ExtensionContext context) {
    ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
    logger.addHandler(handler);
  }

  @Override
  public void afterAll(ExtensionContext context) throws InterruptedException {
    collect();
    // The detector tells of what was lost when the next buffers are taken.
    for (int i = 0; i < 10; i++) {
      touch();
    }
    logger.removeHandler(handler);
    assertThat(leaks).as("buffers that were never released").isEmpty();
  }

  static void touch() {
    ByteBuf buffer = PooledByteBufAllocator.DEFAULT.buffer(16);
    buffer.release();
  }

  private static void collect() throws InterruptedException {
    ReferenceQueue<Object> collected = new ReferenceQueue<>();
    PhantomReference<Object> sign = new PhantomReference<>(new Object(), collected);
    System.gc();
    assertThat(collected.remove(MOST_MILLIS_FOR_A_COLLECTION)).isSameAs(sign);
  }
}
