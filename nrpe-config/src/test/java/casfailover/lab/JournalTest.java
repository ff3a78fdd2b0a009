package casfailover.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class JournalTest {
  @Test
  void readsWordAndValuesAsAPersonWould() {
    assertThat(
            Journal.read(
                "7 1a2b3c4d 2026-11-22T03:12:14.250+01:00 f00d commit reason=exch-a+is%20silent n=2"))
        .contains(
            new Journal.Entry(
                Instant.parse("2026-11-22T02:12:14.250Z"),
                "commit",
                "reason=exch-a is silent n=2"));
  }

  @Test
  void showsALineThatItCannotReadInsteadOfHidingIt() {
    assertThat(Journal.read("7 1a2b3c4d yesterday f00d commit"))
        .hasValueSatisfying(
            entry -> assertThat(entry.text()).startsWith("unreadable 7 1a2b3c4d yesterday"));
  }

  @Test
  void waitsForALineThatIsStillBeingWritten() {
    assertThat(Journal.read("7 1a2b")).isEmpty();
  }
}
