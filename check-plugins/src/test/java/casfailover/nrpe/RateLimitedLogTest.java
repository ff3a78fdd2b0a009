package casfailover.nrpe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimitedLogTest {

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
  private final RecordingLogger logger = new RecordingLogger();
  private final RateLimitedLog log = new RateLimitedLog(logger, nanos::get);

  @Test
  void writesOnceAMinuteAboutTheSameThingAndSaysHowOftenItWas() {
    for (int i = 0; i < 4; i++) {
      log.warn("192.0.2.66", "refused");
    }
    pass(Duration.ofSeconds(61));
    log.warn("192.0.2.66", "refused");
    assertThat(logger.lines)
        .containsExactly("refused", "refused (3 more like this were not written)");
  }

  @Test
  void oneThingDoesNotHideAnother() {
    log.warn("192.0.2.66", "refused 66");
    log.warn("192.0.2.67", "refused 67");
    assertThat(logger.lines).containsExactly("refused 66", "refused 67");
  }

  @Test
  void manyThingsAreHeldToSixtyLinesAMinute() {
    for (int i = 0; i < 1000; i++) {
      log.warn("thing " + i, "refused");
    }
    assertThat(logger.lines).hasSize(60);
    pass(Duration.ofSeconds(61));
    log.warn("thing 999", "refused");
    assertThat(logger.lines).hasSize(61).contains("refused (1 more like this were not written)");
  }

  @Test
  void aFloodOfRefusalsHidesNoDefect() {
    for (int i = 0; i < 1000; i++) {
      log.warn("198.51.100." + i, "refused");
    }
    log.error("check_dag", "command 'check_dag' failed", new IllegalStateException("broken"));
    assertThat(logger.lines).hasSize(61).contains("command 'check_dag' failed");
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }
}
