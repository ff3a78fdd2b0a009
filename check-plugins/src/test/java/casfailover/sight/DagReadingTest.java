package casfailover.sight;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.sight.DagReading.Copy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DagReadingTest {

  private static Copy copy(String database, String server, String status) {
    return new Copy(
        database,
        server,
        status,
        Optional.empty(),
        false,
        OptionalLong.empty(),
        OptionalLong.empty(),
        "Healthy",
        "");
  }

  private static final DagReading READING =
      new DagReading(
          List.of(
              copy("Mailbox Database 1", "EXCH-B", "Mounted"),
              copy("Archive", "EXCH-A", "Healthy"),
              copy("mailbox database 1", "exch-a", "Healthy"),
              copy("Archive", "EXCH-B", "Dismounted")));

  @Test
  void theCopiesOfADatabaseStandTogetherInWhateverLettersItsNameCame() {
    assertThat(READING.byDatabase().keySet()).containsExactly("Archive", "Mailbox Database 1");
    assertThat(READING.byDatabase().get("MAILBOX DATABASE 1"))
        .extracting(Copy::server)
        .containsExactly("EXCH-B", "exch-a");
  }

  @Test
  void aDatabaseIsMountedOnTheServerThatSaysSo() {
    assertThat(READING.mountedOn("MAILBOX DATABASE 1", "exch-b")).isTrue();
    assertThat(READING.mountedOn("Mailbox Database 1", "exch-a")).isFalse();
    assertThat(READING.mountedOn("Archive", "exch-b")).isFalse();
    assertThat(READING.mountedOn("Mailbox Database", "exch-b")).isFalse();
    assertThat(READING.mountedOn("Mailbox Database 1", "exch-b.corp.example")).isFalse();
  }

  @Test
  void tellsInAFewWordsHowManyAreMounted() {
    assertThat(READING.detail()).isEqualTo("1 of 2 databases mounted");
    assertThat(new DagReading(List.of()).detail()).isEqualTo("0 of 0 databases mounted");
  }

  @Test
  void aServerOnWhichEveryCopyIsSuspendedIsInMaintenance() {
    DagReading reading =
        new DagReading(
            List.of(
                suspended("Mailbox Database 1", "EXCH-B"),
                suspended("Archive", "EXCH-B"),
                suspended("Archive", "EXCH-A"),
                copy("Mailbox Database 1", "EXCH-A", "Mounted")));
    assertThat(reading.maintenance("exch-b"))
        .hasValue("exch-b is in maintenance (activation is suspended on every copy there)");
    assertThat(reading.maintenance("exch-a")).isEmpty();
    assertThat(reading.maintenance("exch-c")).isEmpty();
  }

  private static Copy suspended(String database, String server) {
    Copy copy = copy(database, server, "Healthy");
    return new Copy(
        copy.database(),
        copy.server(),
        copy.status(),
        copy.activeOn(),
        true,
        copy.copyQueue(),
        copy.replayQueue(),
        copy.contentIndex(),
        copy.error());
  }

  @Test
  void doesNotChangeWithTheListItWasMadeFrom() {
    List<Copy> copies = new ArrayList<>(READING.copies());
    DagReading reading = new DagReading(copies);
    copies.clear();

    assertThat(reading).isEqualTo(READING);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Mounted", "Healthy", "DisconnectedAndHealthy", "SeedingSource", "HEALTHY"})
  void someStatesAreGood(String status) {
    assertThat(copy("Archive", "exch-a", status).good()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Mounting",
        "Dismounted",
        "Dismounting",
        "Failed",
        "FailedAndSuspended",
        "Suspended",
        "Seeding",
        "Resynchronizing",
        "ServiceDown",
        "DisconnectedAndResynchronizing",
        "Initializing",
        "Unknown",
        "Unhealthy",
        ""
      })
  void allOthersAreNotAndNoneIsGuessed(String status) {
    assertThat(copy("Archive", "exch-a", status).good()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"Mounted, true", "mounted, true", "Mounting, false", "Dismounted, false"})
  void onlyMountedIsMounted(String status, boolean mounted) {
    assertThat(copy("Archive", "exch-a", status).mounted()).isEqualTo(mounted);
  }
}
