package casfailover.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import casfailover.pair.Ipv4;
import casfailover.pair.Node;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateMakerTest {

  private static final List<String> SET =
      List.of(
          "ca.key",
          "ca.pem",
          "exch-a.key",
          "exch-a.pem",
          "exch-b.key",
          "exch-b.pem",
          "monitor.key",
          "monitor.pem");

  @TempDir static Path shared;
  private static final Workbench BENCH = Workbench.that();

  @SuppressWarnings("NullAway.Init")
  private static Made.Done made;

  @TempDir Path folder;

  @BeforeAll
  static void makeOneSet() throws IOException {
    made = (Made.Done) BENCH.make(set());
  }

  private static TlsFolder set() {
    return new TlsFolder(shared.resolve("tls"));
  }

  /** A set of its own for a test that changes it. */
  private TlsFolder copy() throws IOException {
    return Workbench.copy(set(), folder.resolve("tls"));
  }

  private static X509Certificate certificate(String name) throws Exception {
    return Pem.certificates(set().certificate(name)).get(0);
  }

  @Test
  void makesAnAuthorityAndACertificateForEachAndLeavesNothingElse() throws IOException {
    assertThat(made.files().stream().map(f -> f.getFileName().toString()))
        .containsExactlyElementsOf(SET);
    assertThat(made.toDo()).isEmpty();
    assertThat(Workbench.names(set().path())).isEqualTo(SET);
    assertThat(Workbench.names(shared)).containsExactly("tls");
  }

  @Test
  void keysAreForTheirOwnerAloneAndCertificatesForEverybody() throws IOException {
    for (String name : SET) {
      String rights =
          PosixFilePermissions.toString(Files.getPosixFilePermissions(set().path().resolve(name)));
      assertThat(rights).as(name).isEqualTo(name.endsWith(".key") ? "rw-------" : "rw-r--r--");
    }
  }

  @Test
  void keysAreOfP256AndBelongToTheirCertificates() throws Exception {
    for (String name : List.of("ca", "exch-a", "exch-b", "monitor")) {
      assertThat(certificate(name).getPublicKey())
          .isInstanceOfSatisfying(
              ECPublicKey.class,
              key -> assertThat(key.getParams().toString()).contains("secp256r1"));
      assertThat(KeyMatch.of(Pem.key(set().key(name)), certificate(name).getPublicKey())).isTrue();
    }
  }

  @Test
  void theAuthoritySignsAndTheOthersDoNot() throws Exception {
    assertThat(certificate("ca").getBasicConstraints()).isZero();
    assertThat(certificate("ca").getCriticalExtensionOIDs()).contains("2.5.29.15", "2.5.29.19");
    assertThat(certificate("ca").getKeyUsage()[5]).as("keyCertSign").isTrue();
    for (String name : List.of("exch-a", "exch-b", "monitor")) {
      certificate(name).verify(certificate("ca").getPublicKey());
      assertThat(certificate(name).getBasicConstraints()).isEqualTo(-1);
      assertThat(certificate(name).getKeyUsage()[5]).as("keyCertSign").isFalse();
      assertThat(certificate(name).getExtendedKeyUsage())
          .containsExactly("1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2");
    }
  }

  @Test
  void eachHasItsNameItsAddressAndANumberOfItsOwn() throws Exception {
    assertThat(CommonName.of(certificate("exch-a"))).contains("exch-a");
    assertThat(CommonName.of(certificate("monitor"))).contains("monitor");
    assertThat(certificate("exch-a").getSubjectAlternativeNames())
        .containsExactlyInAnyOrder(List.of(2, "exch-a"), List.of(7, "192.0.2.11"));
    assertThat(certificate("monitor").getSubjectAlternativeNames())
        .containsExactly(List.of(2, "monitor"));
    assertThat(
            List.of(
                certificate("ca").getSerialNumber(),
                certificate("exch-a").getSerialNumber(),
                certificate("exch-b").getSerialNumber(),
                certificate("monitor").getSerialNumber()))
        .doesNotHaveDuplicates();
  }

  @Test
  void theyLastTenYearsAndAlreadyYesterday() throws Exception {
    Instant now = Instant.now();
    assertThat(made.until())
        .isBetween(now.plus(Duration.ofDays(3650)), now.plus(Duration.ofDays(3654)));
    assertThat(certificate("exch-a").getNotBefore().toInstant())
        .isBefore(now.minus(Duration.ofHours(1)));
  }

  @Test
  void noSecretStandsInACommand() {
    assertThat(BENCH.commands)
        .hasSize(4)
        .allSatisfy(
            command ->
                assertThat(command.arguments())
                    .contains("-storepass:file")
                    .doesNotContain("-storepass", "-keypass", "-storepass:env"));
  }

  @Test
  void aCompleteSetIsNotTouched() throws IOException {
    TlsFolder folder = copy();
    byte[] before = Files.readAllBytes(folder.key("exch-a"));
    Workbench bench = Workbench.that();

    assertThat(bench.make(folder))
        .isInstanceOfSatisfying(
            Made.Refused.class,
            refused ->
                assertThat(refused.why())
                    .contains(folder.authority() + ", " + folder.authorityKey())
                    .contains(folder.key("monitor") + " are there already: to renew one, move"));
    assertThat(Files.readAllBytes(folder.key("exch-a"))).isEqualTo(before);
    assertThat(bench.commands).isEmpty();
    assertThat(Workbench.names(this.folder)).containsExactly("tls");
  }

  @Test
  void whatIsMissingIsSignedByTheSameAuthority() throws Exception {
    TlsFolder folder = copy();
    Files.delete(folder.certificate("exch-a"));
    Files.delete(folder.key("exch-a"));
    byte[] other = Files.readAllBytes(folder.key("exch-b"));

    Made.Done done = (Made.Done) Workbench.that().make(folder);

    assertThat(done.files()).containsExactly(folder.key("exch-a"), folder.certificate("exch-a"));
    X509Certificate renewed = Pem.certificates(folder.certificate("exch-a")).get(0);
    renewed.verify(certificate("ca").getPublicKey());
    assertThat(renewed.getSerialNumber()).isNotEqualTo(certificate("exch-a").getSerialNumber());
    assertThat(Files.readAllBytes(folder.key("exch-b"))).isEqualTo(other);
    assertThat(Workbench.names(this.folder)).containsExactly("tls");
  }

  @Test
  void aHalfThatIsLeftIsRefusedByName() throws IOException {
    TlsFolder folder = copy();
    Files.delete(folder.certificate("exch-a"));

    assertThat(Workbench.that().make(folder))
        .isEqualTo(
            new Made.Refused(
                folder.key("exch-a")
                    + " is there already, without its other half: move it away too, since a new"
                    + " certificate gets a new key"));
  }

  @Test
  void withoutTheKeyOfTheAuthorityNothingIsSigned() throws IOException {
    TlsFolder folder = copy();
    Files.delete(folder.authorityKey());
    Files.delete(folder.certificate("exch-a"));
    Files.delete(folder.key("exch-a"));

    assertThat(Workbench.that().make(folder))
        .isInstanceOfSatisfying(
            Made.Refused.class,
            refused ->
                assertThat(refused.why())
                    .contains(folder.authorityKey() + " is not: ")
                    .contains("bring ca.key back from where it is kept"));
  }

  @Test
  void aKeyOfAnotherAuthoritySignsNothing() throws IOException {
    TlsFolder folder = copy();
    Files.delete(folder.certificate("exch-a"));
    Files.delete(folder.key("exch-a"));
    Files.copy(
        folder.key("exch-b"),
        folder.authorityKey(),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);

    assertThat(Workbench.that().make(folder))
        .isInstanceOfSatisfying(
            Made.Refused.class,
            refused ->
                assertThat(refused.why())
                    .startsWith(
                        folder.authorityKey() + " is not the key of " + folder.authority()));
    assertThat(folder.certificate("exch-a")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2})
  void whenKeytoolFailsNothingIsLeft(int runs) throws IOException {
    TlsFolder tls = new TlsFolder(folder.resolve("tls"));

    assertThatThrownBy(() -> Workbench.thatFailsAfter(runs).make(tls))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("keytool")
        .hasMessageContaining("could not be started: no memory");

    assertThat(Workbench.names(folder)).isEmpty();
  }

  @Test
  void whatACrashLeftInTheMakingIsClearedAway() throws IOException {
    Path making = Files.createDirectory(folder.resolve(".tls.new"));
    Files.writeString(making.resolve("lock"), "");
    Files.writeString(making.resolve("keys.p12"), "half");

    assertThat(Workbench.that().make(new TlsFolder(folder.resolve("tls"))))
        .isInstanceOf(Made.Done.class);

    assertThat(Workbench.names(folder)).containsExactly("tls");
    assertThat(Workbench.names(folder.resolve("tls"))).isEqualTo(SET);
  }

  @Test
  void whatACrashLeftOnItsWayInIsMovedIn() throws IOException {
    TlsFolder tls = copy();
    Path ready = Files.createDirectory(folder.resolve(".tls.ready"));
    for (String name : SET.subList(3, 8)) {
      Files.move(tls.path().resolve(name), ready.resolve(name));
    }
    Workbench bench = Workbench.that();

    assertThat(bench.make(tls))
        .isInstanceOfSatisfying(Made.Done.class, done -> assertThat(done.files()).hasSize(5));

    assertThat(bench.commands).isEmpty();
    assertThat(Workbench.names(folder)).containsExactly("tls");
    assertThat(Workbench.names(tls.path())).isEqualTo(SET);
  }

  @Test
  void whatCameInBetweenIsNotOverwritten() throws IOException {
    TlsFolder tls = copy();
    Path ready = Files.createDirectory(folder.resolve(".tls.ready"));
    Files.writeString(ready.resolve("exch-a.key"), "another");

    assertThatThrownBy(() -> Workbench.that().make(tls))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(tls.key("exch-a") + " is there already, and a new one waits in ");

    assertThat(Files.readString(tls.key("exch-a"))).startsWith("-----BEGIN PRIVATE KEY-----");
  }

  @Test
  void aFolderThatCannotBeIsNamedWithWhatToDo() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");

    assertThatThrownBy(() -> Workbench.that().make(new TlsFolder(file.resolve("tls"))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("the certificates could not be made: java.nio.file.")
        .hasMessageContaining("run this as a user who may write there");
  }

  @Test
  void aLinkInThePlaceOfTheWorkshopIsNotFollowed() throws IOException {
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    Files.writeString(elsewhere.resolve("precious"), "");
    Files.createSymbolicLink(folder.resolve(".tls.new"), elsewhere);

    assertThatThrownBy(() -> Workbench.that().make(new TlsFolder(folder.resolve("tls"))))
        .isInstanceOf(IOException.class);
    assertThat(elsewhere.resolve("precious")).exists();
  }

  @Test
  void aLinkInThePlaceOfTheLockIsNotFollowed() throws IOException {
    Path making = Files.createDirectory(folder.resolve(".tls.new"));
    Path elsewhere = folder.resolve("elsewhere");
    Files.createSymbolicLink(making.resolve("lock"), elsewhere);

    assertThatThrownBy(() -> Workbench.that().make(new TlsFolder(folder.resolve("tls"))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(making.resolve("lock") + " is a link");
    assertThat(elsewhere).doesNotExist();
  }

  @Test
  void twoAtATimeDoNotGetInEachOthersWay() throws IOException {
    Path making = Files.createDirectory(folder.resolve(".tls.new"));
    try (FileChannel other =
            FileChannel.open(
                making.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = other.lock()) {
      assertThat(lock.isValid()).isTrue();
      assertThatThrownBy(() -> Workbench.that().make(new TlsFolder(folder.resolve("tls"))))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("another 'cas-agent init-tls' is at work");
    }
    assertThat(making).exists();
  }

  @Test
  void aUserWhomThisMachineDoesNotKnowIsLeftToAPerson() throws IOException {
    TlsFolder folder = copy();
    Files.delete(folder.certificate("monitor"));
    Files.delete(folder.key("monitor"));

    Made.Done done =
        (Made.Done)
            Workbench.that()
                .make(
                    folder,
                    Workbench.SERVERS,
                    new Monitors(Optional.empty(), Optional.of("nobody-of-that-name")));

    assertThat(done.toDo()).containsExactly("chown nobody-of-that-name " + folder.key("monitor"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.key("monitor"))))
        .isEqualTo("rw-------");
  }

  @Test
  void aServerWhoseNameNoDnsCanHoldGetsACertificateAsWell() throws Exception {
    TlsFolder folder = copy();
    List<Node> servers =
        List.of(Workbench.SERVERS.get(0), new Node("EXCH_B", Ipv4.parse("192.0.2.12")));

    assertThat(Workbench.that().make(folder, servers, Monitors.ONE)).isInstanceOf(Made.Done.class);

    assertThat(Pem.certificates(folder.certificate("EXCH_B")).get(0).getSubjectAlternativeNames())
        .containsExactly(List.of(7, "192.0.2.12"));
  }

  private static Made also(TlsFolder folder, String second) throws IOException {
    return Workbench.that()
        .make(
            folder,
            Workbench.SERVERS,
            new Monitors(Optional.of(second), Optional.of("nobody-here")));
  }

  @Test
  void aSecondMonitorOfANewPairGetsACertificateOfItsOwn() throws IOException {
    TlsFolder tls = new TlsFolder(folder.resolve("tls"));

    assertThat(also(tls, "monitor-2")).isInstanceOf(Made.Done.class);

    assertThat(Workbench.names(tls.path()))
        .containsAll(SET)
        .contains("monitor-2.key", "monitor-2.pem")
        .hasSize(SET.size() + 2);
  }

  @Test
  void aSecondMonitorOfAPairAtWorkIsSignedForByTheSameAuthorityAndNobodyElseIs() throws Exception {
    TlsFolder folder = copy();
    for (String name : List.of("exch-b", "monitor")) {
      Files.delete(folder.certificate(name));
      Files.delete(folder.key(name));
    }

    Made.Done done = (Made.Done) also(folder, "monitor-2");

    assertThat(done.files())
        .containsExactly(folder.key("monitor-2"), folder.certificate("monitor-2"));
    assertThat(done.toDo()).containsExactly("chown nobody-here " + folder.key("monitor-2"));
    X509Certificate second = Pem.certificates(folder.certificate("monitor-2")).get(0);
    second.verify(certificate("ca").getPublicKey());
    assertThat(CommonName.of(second)).contains("monitor-2");
    assertThat(folder.key("exch-b")).doesNotExist();
  }

  @Test
  void theCertificateOfASecondMonitorIsNotMadeTwice() throws IOException {
    TlsFolder folder = copy();
    also(folder, "monitor-2");
    byte[] before = Files.readAllBytes(folder.key("monitor-2"));

    assertThat(also(folder, "monitor-2")).isInstanceOf(Made.Refused.class);

    assertThat(Files.readAllBytes(folder.key("monitor-2"))).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"monitor", "Monitor", "CA", "exch-a", "../exch-c", "a,O=b", "a b", "", "-a"})
  void aSecondMonitorCannotBeTakenForAnotherNorItsFilesForOthers(String name) throws IOException {
    TlsFolder folder = copy();

    assertThat(also(folder, name))
        .isInstanceOfSatisfying(
            Made.Refused.class,
            refused ->
                assertThat(refused.why())
                    .startsWith("'" + name + "' cannot be the name of a second monitor: "));
    assertThat(Workbench.names(this.folder)).containsExactly("tls");
    assertThat(Workbench.names(folder.path())).isEqualTo(SET);
  }
}
