package casfailover.program;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.journal.StateLock;
import casfailover.mail.FileOutbox;
import casfailover.mail.Letter;
import com.icegreen.greenmail.junit5.GreenMailExtension;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class MailCommandsTest {

  @RegisterExtension
  static final GreenMailExtension MAIL =
      new GreenMailExtension(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

  @TempDir Path folder;

  /** With two mail servers: one that is not there, and one that works. */
  private String config() throws IOException {
    Path file = Config.in(folder).write();
    String hosts = "smtp_host=127.0.0.1:9, 127.0.0.1:" + MAIL.getSmtp().getPort();
    String text = Files.readString(file).replace("smtp_host=127.0.0.1:9", hosts);
    return Files.writeString(file, text).toString();
  }

  private FileOutbox outboxWithALetter() {
    FileOutbox outbox = new FileOutbox(Stores.outboxFolder(folder.resolve("state")));
    outbox.post(
        new Letter(
            "2026-11-22-1.takeover@exch-b",
            "2026-11-22-1",
            "TAKEOVER",
            "It was taken.",
            Instant.EPOCH,
            List.of()));
    return outbox;
  }

  @Test
  void aTestGoesThroughEachServerAndSaysWhatEachAnswered() throws IOException {
    Ran ran = Ran.casEventHandler("test-mail", "--config", config());

    assertThat(ran.code()).isZero();
    assertThat(ran.out().lines())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("FAILS   127.0.0.1:9: "),
            line -> assertThat(line).startsWith("works   127.0.0.1:").endsWith(" accepted it"),
            line ->
                assertThat(line)
                    .isEqualTo(
                        "DONE 1 of 2 mail servers took a letter for admin@example.net: look whether"
                            + " they arrive"));
    assertThat(MAIL.getReceivedMessages()).hasSize(1);
    assertThat(Files.exists(folder.resolve("state"))).isFalse();
  }

  @Test
  void aTestThatNoServerTakesHasFailed() throws IOException {
    Ran ran =
        Ran.casEventHandler(
            "test-mail", "--json", "--config", Config.in(folder).write().toString());

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out())
        .startsWith("{\"version\":1,\"outcome\":\"FAILED\",\"text\":\"0 of 1 mail servers")
        .contains(
            "\"servers\":[{\"host\":\"127.0.0.1:9\",\"works\":false,\"missing\":[\"admin@example.net\"],");
  }

  @Test
  void whatWaitsIsSentWithoutAnAgent() throws IOException {
    outboxWithALetter();
    Ran ran = Ran.casEventHandler("flush-mail", "--config", config());

    assertThat(ran)
        .isEqualTo(
            new Ran(
                0,
                "DONE no mail waits\n",
                "cas-agent does not run here, so the mail was tried from here\n"));
    assertThat(MAIL.getReceivedMessages()).hasSize(1);
  }

  @Test
  void whatCannotBeSentStillWaits() throws IOException {
    outboxWithALetter();
    Ran ran = Ran.casEventHandler("flush-mail", "--config", Config.in(folder).write().toString());

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out()).startsWith("FAILED 1 mail still waiting: 127.0.0.1:9: ");
  }

  @Test
  void aStateFolderThatIsNewStaysNew() throws IOException {
    Ran ran = Ran.casEventHandler("flush-mail", "--config", config());

    assertThat(ran.code()).isZero();
    assertThat(ran.out()).startsWith("DONE no mail waits: there is no outbox in ");
    assertThat(Files.exists(folder.resolve("state"))).isFalse();
  }

  @Test
  void nothingIsSentWhileAnotherProcessHasTheStateFolder() throws IOException {
    outboxWithALetter();
    StateLock.Attempt attempt = StateLock.take(folder.resolve("state"));
    try (StateLock lock = ((StateLock.Locked) attempt).lock()) {
      Ran ran = Ran.casEventHandler("flush-mail", "--config", config());

      assertThat(lock).isNotNull();
      assertThat(ran.code()).isEqualTo(75);
    }
    assertThat(MAIL.getReceivedMessages()).isEmpty();
  }

  @Test
  void anAgentIsAskedToSendIt() throws IOException {
    try (ScriptedAgent agent = new ScriptedAgent(0, "HELD the mail is still being tried")) {
      String file = new Config(folder, agent.port()).write().toString();

      assertThat(Ran.casEventHandler("flush-mail", "--config", file).code()).isEqualTo(3);
      assertThat(agent.asked().orElseThrow().text()).startsWith("flush_mail!author=");
    }
  }
}
