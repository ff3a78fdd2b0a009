package casfailover.certificate;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectionTest {

  private final Instant now = Instant.now();
  private static final Duration TEN_YEARS = Duration.ofDays(3652);

  @TempDir static Path shared;
  @TempDir Path folder;

  @SuppressWarnings("NullAway.Init")
  private TlsFolder tls;

  @BeforeAll
  static void makeTwoSets() throws IOException {
    Workbench.that().make(new TlsFolder(shared.resolve("tls")));
    Workbench.that().make(new TlsFolder(shared.resolve("other")));
  }

  @BeforeEach
  void copyOne() throws IOException {
    tls = Workbench.copy(new TlsFolder(shared.resolve("tls")), folder.resolve("tls"));
  }

  private Health look(Instant now) {
    return Inspection.of(tls, "exch-a", ZoneOffset.UTC, now);
  }

  private static void replace(Path from, Path to) throws IOException {
    Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
  }

  private static Path other(String name) {
    return shared.resolve("other").resolve(name);
  }

  @Test
  void aNewSetIsWell() {
    Health health = look(now);

    assertThat(health.failures()).isEmpty();
    assertThat(health.warnings()).isEmpty();
    assertThat(health.until().orElseThrow()).isAfter(now.plus(Duration.ofDays(3650)));
  }

  @Test
  void aServerNeedsNeitherTheMonitorsFilesNorTheAuthoritysKey() throws IOException {
    for (String name :
        List.of("ca.key", "exch-b.key", "exch-b.pem", "monitor.key", "monitor.pem")) {
      Files.delete(tls.path().resolve(name));
    }

    assertThat(look(now).failures()).isEmpty();
    assertThat(look(now).warnings()).isEmpty();
  }

  @Test
  void thirtyDaysBeforeItsEndItIsTold() {
    Health health = look(now.plus(TEN_YEARS).minus(Duration.ofDays(20)));

    assertThat(health.failures()).isEmpty();
    assertThat(health.warnings())
        .hasSize(3)
        .anyMatch(w -> w.startsWith(tls.certificate("exch-a") + " is valid until 20"))
        .anyMatch(w -> w.startsWith(tls.authority() + " is valid until 20"))
        .anyMatch(w -> w.startsWith(tls.certificate("monitor") + " is valid until 20"));
    assertThat(look(now.plus(TEN_YEARS).minus(Duration.ofDays(40))).warnings()).isEmpty();
  }

  @Test
  void whatExpiredCannotBeUsed() {
    Health health = look(now.plus(TEN_YEARS).plus(Duration.ofDays(2)));

    assertThat(health.failures())
        .hasSize(2)
        .anyMatch(
            f ->
                f.startsWith(tls.certificate("exch-a") + " expired on 20")
                    && f.contains("let 'cas-agent init-tls' make new ones where ca.key is"))
        .anyMatch(f -> f.startsWith(tls.authority() + " expired on 20") && f.contains("a new set"));
    assertThat(health.warnings())
        .as("the monitor may have a newer one")
        .singleElement()
        .asString()
        .startsWith(tls.certificate("monitor") + " expired on 20");
  }

  @Test
  void aClockThatIsBehindIsNamed() {
    assertThat(look(now.minus(Duration.ofDays(3))).failures())
        .anyMatch(
            f ->
                f.startsWith(tls.certificate("exch-a") + " is valid from ")
                    && f.contains("by the clock of this machine: set the clock"));
  }

  @Test
  void theCertificateOfAnotherServerIsNotOurs() throws IOException {
    replace(tls.certificate("exch-b"), tls.certificate("exch-a"));
    replace(tls.key("exch-b"), tls.key("exch-a"));

    assertThat(look(now).failures())
        .containsExactly(
            tls.certificate("exch-a")
                + " is the certificate of CN=exch-b, and this is exch-a: copy the one here that was"
                + " made with CN=exch-a");
  }

  @Test
  void aKeyThatDoesNotMatchIsNamed() throws IOException {
    replace(tls.key("exch-b"), tls.key("exch-a"));

    assertThat(look(now).failures())
        .containsExactly(
            tls.key("exch-a")
                + " is not the key of "
                + tls.certificate("exch-a")
                + ": copy the two here that were made together");
  }

  @Test
  void aCertificateThatTheAuthorityDidNotSignIsNamed() throws IOException {
    replace(other("exch-a.pem"), tls.certificate("exch-a"));
    replace(other("exch-a.key"), tls.key("exch-a"));

    assertThat(look(now).failures())
        .containsExactly(
            tls.certificate("exch-a")
                + " was not signed by the authority in "
                + tls.authority()
                + ": copy the two here that were made together");
  }

  @Test
  void anAuthorityAmongSeveralIsEnough() throws IOException {
    String both = Files.readString(other("ca.pem")) + Files.readString(tls.authority());
    Files.writeString(tls.authority(), both);

    assertThat(look(now).failures()).isEmpty();
  }

  @Test
  void theAuthorityItselfIsNoCertificateForAServer() throws IOException {
    replace(tls.authority(), tls.certificate("exch-a"));
    replace(tls.authorityKey(), tls.key("exch-a"));

    assertThat(look(now).failures()).isNotEmpty();
  }

  @Test
  void filesThatAreMissingOrNoPemAreNamed() throws IOException {
    Files.delete(tls.authority());
    Files.writeString(tls.certificate("exch-a"), "-----BEGIN CERTIFICATE-----\nnonsense\n");

    assertThat(look(now).failures())
        .hasSize(2)
        .contains(
            tls.authority() + " is not there: let 'cas-agent init-tls' make it, or copy it here")
        .anyMatch(f -> f.startsWith(tls.certificate("exch-a") + " holds no certificate as PEM"));
    assertThat(look(now).until()).isPresent();
  }

  @Test
  void aKeyWithAPasswordOrOfNoKindIsNamed() throws IOException {
    Files.writeString(
        tls.key("exch-a"),
        "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n",
        US_ASCII);
    assertThat(look(now).failures())
        .singleElement()
        .asString()
        .startsWith(tls.key("exch-a") + " is no key to work with: ")
        .contains("PKCS#8 without a password");

    for (String cut : List.of("AAAA", "AAAAA")) {
      Files.writeString(
          tls.key("exch-a"),
          "-----BEGIN PRIVATE KEY-----\n" + cut + "\n-----END PRIVATE KEY-----\n");
      assertThat(look(now).failures())
          .singleElement()
          .asString()
          .startsWith(tls.key("exch-a") + " is no key to work with: the key in it does not read");
    }
  }

  @Test
  void aKeyThatEverybodyCanReadIsRefusedAndOneForAGroupIsNot() throws IOException {
    Files.setPosixFilePermissions(tls.key("exch-a"), PosixFilePermissions.fromString("rw-r-----"));
    assertThat(look(now).failures()).isEmpty();

    Files.setPosixFilePermissions(tls.key("exch-a"), PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(look(now).failures())
        .containsExactly(
            tls.key("exch-a")
                + " is open to every user of this machine: run chmod 600 "
                + tls.key("exch-a")
                + ", and make a new one if somebody may have read it");
  }

  @Test
  void aMonitorsFileThatDoesNotReadIsOnlyAWarning() throws IOException {
    Files.writeString(tls.certificate("monitor"), "");

    assertThat(look(now).failures()).isEmpty();
    assertThat(look(now).warnings())
        .singleElement()
        .asString()
        .startsWith(tls.certificate("monitor") + " does not read");
  }
}
