package casfailover.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import casfailover.nrpe.Reply;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What the mails say. */
class AgentMailTextsTest extends AgentTexts {

  @Test
  void theMailOfAHoldIsTheGoldenOne() throws IOException {
    world.start().peerDies().databases.statusHere = "Dismounted";
    world.sent(hard());
    world.passUntil("a mail", () -> !world.mailServer.letters.isEmpty());

    assertThat(text(world.mailServer.letters.get(0)))
        .isEqualTo(golden("event-handler", "mail.hold"));
  }

  @Test
  void theMailOfATakeoverHasEveryGuardOfTheGoldenOne() throws IOException {
    world.start().peerDies().databasesArrive().pass(Duration.ofSeconds(3));
    world.sent(hard());
    world.passUntil("a mail", () -> !world.mailServer.letters.isEmpty());
    String mail = text(world.mailServer.letters.get(0));
    String golden = golden("event-handler", "mail.takeover");

    assertThat(mail.lines().map(AgentMailTextsTest::withoutTimes).toList())
        .containsSequence(
            golden
                .lines()
                .skip(2)
                .filter(l -> !l.contains("Nagios 192.0.2.10") && !l.contains("held 9.5 s"))
                .map(AgentMailTextsTest::withoutTimes)
                .limit(5)
                .toList())
        .contains("  TIME  192.0.2.10: CAS peer CRITICAL HARD, problem 17; held SPAN")
        .containsSequence(
            golden
                .lines()
                .dropWhile(l -> !l.contains("address added"))
                .map(AgentMailTextsTest::withoutTimes)
                .toList());
  }

  private static String withoutTimes(String line) {
    return line.replaceAll("[0-9]{2}:[0-9]{2}:[0-9]{2}", "TIME")
        .replaceAll("[0-9]+(\\.[0-9])? s\\b(?! before)", "SPAN");
  }

  @Test
  void mailThatWaitsIsTriedWhenAPersonOrdersIt() {
    world.start().peerDies().mailServer.up = false;
    world.answer(hard());
    world.passUntil("a mail", () -> world.outbox.waiting() == 1);
    await()
        .atMost(World.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(world.ask("flush_mail", "author=jane").text())
                    .startsWith("FAILED 1 mail still waiting: mail.provider.example:587"));
    world.mailServer.up = true;

    assertThat(world.ask("flush_mail", "author=jane"))
        .isEqualTo(new Reply(0, "DONE no mail waits"));
    assertThat(world.mailServer.letters).hasSize(1);
  }
}
