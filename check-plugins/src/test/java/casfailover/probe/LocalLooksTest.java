package casfailover.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import casfailover.pair.Ipv4;
import casfailover.sight.Moment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What this machine says of itself. */
class LocalLooksTest {

  @TempDir Path folder;

  @Test
  void findsTheLoopbackAddress() {
    assertThat(new JavaLocalAddresses().find(Ipv4.parse("127.0.0.1")))
        .isPresent()
        .get()
        .satisfies(
            local -> {
              assertThat(local.prefix()).isEqualTo(8);
              assertThat(local.mac()).isEmpty();
              assertThat(local.networkInterface()).isNotBlank();
            });
  }

  @Test
  void findsEachAddressAsItIsListed() {
    JavaLocalAddresses local = new JavaLocalAddresses();
    assertThat(local.all())
        .isNotEmpty()
        .allSatisfy(each -> assertThat(local.find(each.address())).hasValue(each));
  }

  @Test
  void findsNoAddressThatContainsTheTextOfAnother() {
    assertThat(new JavaLocalAddresses().find(Ipv4.parse("27.0.0.1"))).isEqualTo(Optional.empty());
  }

  @Test
  void readsTheTimeSinceTheMachineStarted() throws IOException {
    Path uptime = Files.writeString(folder.resolve("uptime"), "1244.86 2386.48\n");
    assertThat(new SystemMoments(uptime).get().boot()).isEqualTo(Duration.ofMillis(1_244_860));
  }

  @Test
  void takesTheOtherClockWhereTheSystemHasNoSuchFile() {
    Moment moment = new SystemMoments(folder.resolve("missing")).get();
    assertThat(moment.boot()).isEqualTo(moment.monotonic());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "up",
        "1244 2386",
        "1244.8 1",
        "1244.860 1",
        ".86 1",
        "-3.00 1",
        "1.2.34 1",
        "1244.86"
      })
  void saysWhatDoesNotRead(String text) throws IOException {
    Path uptime = Files.writeString(folder.resolve("uptime"), text + "\n");
    assertThatThrownBy(() -> new SystemMoments(uptime).get())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            uptime + " does not tell how long ago this machine started: it holds '" + text + "'");
  }

  @Test
  void neverGoesBack() {
    SystemMoments clock = new SystemMoments();
    Moment first = clock.get();
    assertThat(clock.get().since(first)).isGreaterThanOrEqualTo(Duration.ZERO);
  }
}
