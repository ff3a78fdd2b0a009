package casfailover.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CertificateWatchTest {

  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  private final List<Instant> looks = new ArrayList<>();
  private final CertificateWatch watch = new CertificateWatch(this::look);

  private Optional<Health> look(Instant now) {
    looks.add(now);
    return Optional.of(new Health(List.of(), List.of(), List.of(now.toString()), Optional.of(now)));
  }

  @Test
  void looksOnceAnHourHoweverOftenItIsAsked() {
    watch.health(NOON);
    assertThat(watch.health(NOON.plus(Duration.ofMinutes(59)))).isEqualTo(watch.health(NOON));
    assertThat(looks).containsExactly(NOON);

    Instant next = NOON.plus(Duration.ofHours(1));
    watch.health(next);
    assertThat(looks).containsExactly(NOON, next);
  }

  @Test
  void aClockThatWasSetBackIsNoReasonToWait() {
    watch.health(NOON);
    watch.health(NOON.minus(Duration.ofDays(1)));

    assertThat(looks).hasSize(2);
  }
}
