package casfailover.nrpe;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.nrpe.CheckNrpe.Said;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Our client against Debian's nrpe, the daemon written in C, and our server beside it. Run by the
 * profile lab.
 */
@ExtendWith(Papers.Shared.class)
@Timeout(300)
class NrpeDaemonIT {

  private static final Duration GENEROUS = Duration.ofSeconds(60);
  private static final String COMMANDS =
      """
      command[short]=/bin/echo OK - größe
      command[long]=/usr/bin/head -c 60000 /dev/zero | /usr/bin/tr '\\0' x
      command[lines]=/usr/bin/printf 'one\\ntwo | a=1\\nthree\\n\\n'
      command[silent]=/bin/true
      command[four]=/bin/sh -c 'echo no such code; exit 4'
      command[critical]=/bin/sh -c 'echo CRITICAL; exit 2'
      command[never]=/bin/sleep 60
      """;

  @TempDir static Path plainFolder = Path.of("");
  @TempDir static Path tlsFolder = Path.of("");
  @TempDir static Path closedFolder = Path.of("");
  @TempDir static Path impatientFolder = Path.of("");

  private static Stand ours;
  private static NrpeDaemon plain;
  private static NrpeDaemon tls;
  private static NrpeDaemon closed;
  private static NrpeDaemon impatient;

  private final NrpeClient client = NrpeClient.alone();

  @BeforeAll
  static void start(Papers papers) throws Exception {
    ours = new Stand(papers);
    FakeService service = ours.service;
    service.check("short", (caller, query) -> new Reply(0, "OK - größe\n"));
    service.check("long", (caller, query) -> new Reply(0, "x".repeat(60_000)));
    service.check("lines", (caller, query) -> new Reply(0, "one\ntwo | a=1\nthree\n\n"));
    service.check("silent", (caller, query) -> new Reply(0, ""));
    service.check("four", (caller, query) -> new Reply(4, "no such code\n"));
    service.check("critical", (caller, query) -> new Reply(2, "CRITICAL\n"));
    plain = NrpeDaemon.plain(plainFolder, COMMANDS);
    tls = NrpeDaemon.tls(tlsFolder, papers.of("exch-a"), COMMANDS);
    closed = NrpeDaemon.plain(closedFolder, COMMANDS + "allowed_hosts=192.0.2.10\n");
    impatient = NrpeDaemon.plain(impatientFolder, COMMANDS + "command_timeout=2\n");
  }

  @AfterAll
  static void end() {
    plain.close();
    tls.close();
    closed.close();
    impatient.close();
    ours.close();
  }

  /** The ways to the daemon; it speaks no version 3. */
  enum Way {
    V2_PLAIN(PacketVersion.V2, false),
    V2_MUTUAL_TLS(PacketVersion.V2, true),
    V4_PLAIN(PacketVersion.V4, false),
    V4_MUTUAL_TLS(PacketVersion.V4, true);

    private final PacketVersion version;
    private final boolean secure;

    Way(PacketVersion version, boolean secure) {
      this.version = version;
      this.secure = secure;
    }

    NrpeTarget target() throws IOException {
      return secure
          ? secure(version, "monitor", "exch-a")
          : new NrpeTarget(at(plain), version, Optional.empty(), Optional.empty(), GENEROUS);
    }
  }

  private static NrpeTarget secure(PacketVersion version, String as, String server)
      throws IOException {
    return new NrpeTarget(
        at(tls),
        version,
        Optional.of(Tls.ofClient(ours.papers.of(as))),
        Optional.of(server),
        GENEROUS);
  }

  private static InetSocketAddress at(NrpeDaemon daemon) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), daemon.port());
  }

  private Reply reply(NrpeTarget target, String command) {
    Answer answer = client.askAndWait(target, Query.of(command));
    assertThat(answer).isInstanceOf(Answer.Answered.class);
    return ((Answer.Answered) answer).reply();
  }

  private String unanswered(NrpeTarget target) {
    Answer answer = client.askAndWait(target, Query.of("short"));
    assertThat(answer).isInstanceOf(Answer.NoAnswer.class);
    return ((Answer.NoAnswer) answer).why();
  }

  @AfterEach
  void closeClient() {
    client.close();
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void itsAnswersAreRead(Way way) throws IOException {
    NrpeTarget target = way.target();
    int longest = Math.min(60_000, way.version.longestText());
    assertThat(reply(target, "short")).isEqualTo(new Reply(0, "OK - größe"));
    assertThat(reply(target, "critical")).isEqualTo(new Reply(2, "CRITICAL"));
    assertThat(reply(target, "lines")).isEqualTo(new Reply(0, "one\ntwo | a=1\nthree\n"));
    assertThat(reply(target, "long")).isEqualTo(new Reply(0, "x".repeat(longest)));
    assertThat(reply(target, "silent")).isEqualTo(new Reply(3, "NRPE: Unable to read output"));
    assertThat(reply(target, "four")).isEqualTo(new Reply(3, "no such code"));
    assertThat(reply(target, CommandRunner.HELLO)).isEqualTo(new Reply(0, "NRPE v4.1.0"));
    assertThat(reply(target, "no_such"))
        .isEqualTo(new Reply(3, "NRPE: Command 'no_such' not defined"));
  }

  @Test
  void itsTimeOutIsRead() {
    assertThat(reply(NrpeTarget.plain(at(impatient), GENEROUS), "never"))
        .isEqualTo(new Reply(3, "NRPE: Command timed out after 2 seconds"));
  }

  @Test
  void aHostThatItRefusesIsToldSo() {
    assertThat(unanswered(NrpeTarget.plain(at(closed), GENEROUS)))
        .endsWith(
            "closed the connection without an answer: the query was refused, or our address is not"
                + " in its allowed_hosts");
  }

  @Test
  void versionThreeItDoesNotAnswer() {
    assertThat(
            unanswered(
                new NrpeTarget(
                    at(plain), PacketVersion.V3, Optional.empty(), Optional.empty(), GENEROUS)))
        .contains("the query was refused");
  }

  @ParameterizedTest
  @ValueSource(strings = {"stranger", "expired"})
  void itRefusesOurWrongCertificate(String name) throws IOException {
    // In TLS 1.3 our query may already be under way, and then its reset may come before its alert.
    assertThat(unanswered(secure(PacketVersion.V4, name, "exch-a")))
        .containsAnyOf("does not trust our certificate", "without an answer", "could not be sent");
  }

  @Test
  void itIsNotAskedUnderAnotherName() throws IOException {
    assertThat(unanswered(secure(PacketVersion.V4, "monitor", "exch-b")))
        .endsWith("its certificate is of exch-a, not of exch-b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"short", "long", "lines", "silent", "four", "critical", "no_such"})
  void ourServerSaysWhatItSays(String command) throws IOException {
    for (PacketVersion version : List.of(PacketVersion.V2, PacketVersion.V4)) {
      String words = "-n " + CheckNrpe.option(version) + " -c " + command;
      Said theirs = CheckNrpe.ask(plain.port(), words);
      assertThat(CheckNrpe.ask(ours.plain(), words)).as(words).isEqualTo(theirs);
    }
  }

  @Test
  void ourServerTimesOutAsItDoes() throws IOException {
    Said theirs = CheckNrpe.ask(impatient.port(), "-n -c never");
    assertThat(CheckNrpe.ask(ours.plain(), "-n -c never")).isEqualTo(theirs);
  }
}
