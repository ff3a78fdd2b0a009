package casfailover.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.process.Child;
import casfailover.process.Command;
import casfailover.process.CommandRunner;
import casfailover.process.Ended;
import casfailover.process.LineListener;
import casfailover.sight.DagReading;
import casfailover.sight.Moment;
import casfailover.sight.Sighting;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

class PowerShellDagReaderTest {

  private static final String CSV =
      """
      "DatabaseName","MailboxServer","Status","ActiveDatabaseCopy","ActivationSuspended","CopyQueueLength","ReplayQueueLength","ContentIndexState","ErrorMessage"
      "Mailbox Database 1","EXCH-B","Mounted","exch-b","False","0","0","Healthy",""
      """;

  private final List<FakeSession> sessions = new ArrayList<>();
  private Moment now =
      new Moment(
          Duration.ofSeconds(1), Duration.ofSeconds(1), Instant.parse("2026-01-01T00:00:00Z"));

  /** What the sessions answer to a question: its word, its number, and where the answer goes. */
  private BiConsumer<String, FakeSession> answer = (question, session) -> {};

  @Test
  void startsOneFixedScriptByAbsolutePath() {
    answer = answering("yes");
    reader().quorum();
    Command command = sessions.get(0).command;
    assertThat(command.program()).isEqualTo(Path.of("/opt/powershell"));
    assertThat(command.arguments())
        .containsExactly(
            "-NoProfile",
            "-NonInteractive",
            "-File",
            "/Program Files/cas für \"uns\"/session.ps1",
            "-Uri",
            "http://exch-b.corp.example/PowerShell/");
  }

  @Test
  void aStartOf20SecondsIsWaitedForAndTheReadingIsAsOldAsTheQuestion() {
    PowerShellDagReader reader = reader();
    Moment before = now;
    answer =
        (number, session) -> {
          turn(20_000);
          answering(CSV).accept(number, session);
        };
    assertThat(reader.copies())
        .isInstanceOfSatisfying(
            Sighting.Seen.class,
            seen -> {
              assertThat(seen.begun()).isEqualTo(before);
              assertThat(seen.ended().since(before)).isEqualTo(Duration.ofSeconds(20));
            });
    answer = answering(CSV);
    assertThat(reader.copies().begun()).isEqualTo(now);
    assertThat(sessions).hasSize(1);
  }

  @Test
  void readsCopiesAndQuorumFromOneWarmSession() {
    PowerShellDagReader reader = reader();
    answer = answering(CSV);
    assertThat(reader.copies())
        .isInstanceOfSatisfying(
            Sighting.Seen.class,
            seen ->
                assertThat(((DagReading) seen.finding()).mountedOn("mailbox database 1", "exch-b"))
                    .isTrue());
    answer = answering("yes\n");
    assertThat(reader.quorum()).isInstanceOf(Sighting.Seen.class);
    answer = answering("no");
    assertThat(reader.quorum()).isInstanceOf(Sighting.Silent.class);
    answer = answering("unknown");
    assertThat(reader.quorum()).isInstanceOf(Sighting.Unknown.class);
    answer = answering("vielleicht");
    assertThat(reader.quorum()).isInstanceOf(Sighting.Unknown.class);
    assertThat(sessions).hasSize(1);
    assertThat(sessions.get(0).said)
        .containsExactly("COPIES 1", "QUORUM 2", "QUORUM 3", "QUORUM 4", "QUORUM 5");
  }

  @Test
  void aRefusalIsUnknownAndKeepsTheSession() {
    PowerShellDagReader reader = reader();
    answer =
        (number, session) ->
            session.prints(
                "BEGIN " + number,
                "END " + number + " ERROR " + base64("Zugriff verweigert für svc-cas"));
    assertThat(reader.copies().detail()).isEqualTo("Zugriff verweigert für svc-cas");
    answer = answering("yes");
    assertThat(reader.quorum()).isInstanceOf(Sighting.Seen.class);
    assertThat(sessions).hasSize(1);
  }

  @Test
  void anAnswerThatDoesNotReadIsUnknown() {
    answer = answering("Name : Mailbox Database 1");
    assertThat(reader().copies().detail())
        .isEqualTo("Exchange's answer does not read: it names no column DatabaseName");
  }

  @Test
  void whatNobodyAskedForEndsTheSession() {
    for (List<String> nonsense :
        List.of(
            List.of("Willkommen"),
            List.of("BEGIN 2"),
            List.of("BEGIN 1", "END 2 OK"),
            List.of("BEGIN 1", "END 1"),
            List.of("BEGIN 1", "no base64!", "END 1 OK"),
            List.of("BEGIN 1", "END 1 ERROR ?"))) {
      sessions.clear();
      answer = (number, session) -> session.prints(nonsense.toArray(String[]::new));
      assertThat(reader().quorum()).as("%s", nonsense).isInstanceOf(Sighting.Unknown.class);
      assertThat(sessions.get(0).ended).as("%s", nonsense).isTrue();
    }
  }

  @Test
  void aSessionThatHangsIsEnded() {
    PowerShellDagReader reader = reader(Duration.ofMillis(50));
    assertThat(reader.copies().detail())
        .isEqualTo("/opt/powershell: no answer to COPIES 1 within 50 ms");
    assertThat(sessions.get(0).ended).isTrue();
  }

  @Test
  void opensTheNextSessionOnlyAfterAPauseThatGrows() {
    PowerShellDagReader reader = reader();
    answer = (number, session) -> session.goes(1, "Import-PSSession: Access is denied");
    assertThat(reader.copies().detail())
        .contains("exit code 1: Import-PSSession: Access is denied");
    assertThat(reader.quorum().detail()).contains("Access is denied");
    assertThat(sessions).hasSize(1);
    turn(250);
    assertThat(reader.quorum()).isInstanceOf(Sighting.Unknown.class);
    assertThat(sessions).hasSize(2);
    turn(499);
    assertThat(reader.quorum()).isInstanceOf(Sighting.Unknown.class);
    assertThat(sessions).hasSize(2);
    turn(1);
    answer = answering("yes");
    assertThat(reader.quorum()).isInstanceOf(Sighting.Seen.class);
    assertThat(sessions).hasSize(3);
  }

  @Test
  void opensANewSessionAtOnceWhereTheOldOneEndedBetweenTwoQuestions() {
    PowerShellDagReader reader = reader();
    answer = answering("yes");
    reader.quorum();
    sessions.get(0).goes(0, "the idle time-out of WinRM");
    assertThat(reader.quorum()).isInstanceOf(Sighting.Seen.class);
    assertThat(sessions).hasSize(2);
  }

  @Test
  void aFloodEndsTheSession() {
    PowerShellDagReader reader = reader();
    answer = answering("yes");
    reader.quorum();
    String mebibyte = "x".repeat(1024 * 1024);
    for (int i = 0; i < 20; i++) {
      sessions.get(0).prints(mebibyte);
    }
    answer = answering("yes");
    assertThat(reader.quorum()).isInstanceOf(Sighting.Seen.class);
    assertThat(sessions).hasSize(2);
    assertThat(sessions.get(0).ended).isTrue();
  }

  @Test
  void saysGoodbyeAndAsksNothingMore() {
    PowerShellDagReader reader = reader();
    answer = answering("yes");
    reader.quorum();
    answer = (number, session) -> session.goes(0, "");
    reader.close();
    assertThat(sessions.get(0).said).containsExactly("QUORUM 1", "QUIT");
    assertThat(sessions.get(0).ended).isTrue();
    assertThat(reader.quorum()).isInstanceOf(Sighting.Unknown.class);
    assertThat(sessions).hasSize(1);
  }

  private static BiConsumer<String, FakeSession> answering(String text) {
    return (number, session) -> {
      session.prints("BEGIN " + number);
      String encoded = base64(text);
      for (int i = 0; i < encoded.length(); i += 76) {
        session.prints(encoded.substring(i, Math.min(encoded.length(), i + 76)));
      }
      session.prints("END " + number + " OK");
    };
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private void turn(long millis) {
    now = now.plus(Duration.ofMillis(millis));
  }

  private PowerShellDagReader reader() {
    return reader(Duration.ofSeconds(30));
  }

  private PowerShellDagReader reader(Duration deadline) {
    return new PowerShellDagReader(
        Path.of("/opt/powershell"),
        Path.of("/Program Files/cas für \"uns\"/session.ps1"),
        List.of("-Uri", "http://exch-b.corp.example/PowerShell/"),
        deadline,
        Duration.ZERO,
        Duration.ofSeconds(30),
        new FakeSessions(),
        () -> now);
  }

  private final class FakeSessions implements CommandRunner {
    @Override
    public Ended run(Command command) {
      return new Ended.NotStarted("a session is started, not run");
    }

    @Override
    public Child start(Command command, LineListener listener) {
      FakeSession session = new FakeSession(command, listener);
      sessions.add(session);
      return session;
    }
  }

  private final class FakeSession implements Child {
    final Command command;
    final List<String> said = new ArrayList<>();
    private final LineListener listener;
    boolean ended;

    FakeSession(Command command, LineListener listener) {
      this.command = command;
      this.listener = listener;
    }

    void prints(String... lines) {
      List.of(lines).forEach(listener::line);
    }

    void goes(int code, String err) {
      listener.ended(new Ended.Exited(code, "", err, Duration.ofSeconds(1)));
    }

    @Override
    public void say(String line) throws IOException {
      said.add(line);
      answer.accept(line.substring(line.indexOf(' ') + 1), this);
    }

    @Override
    public void fallSilent() {
      throw new AssertionError("its input does not end");
    }

    @Override
    public void end() {
      ended = true;
    }
  }
}
