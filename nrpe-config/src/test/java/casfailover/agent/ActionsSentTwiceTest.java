package casfailover.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import casfailover.nrpe.NrpeServer;
import casfailover.nrpe.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What check_nrpe does when it could not read an answer: it connects again and sends the same words
 * in version 2. Told by the lines of the journal.
 */
@Timeout(300)
class ActionsSentTwiceTest {

  private static final String EVENT =
      "handle_event!cas_ip=192.0.2.100!service=peer!state=CRITICAL!type=HARD!problem=17";

  private static final String DELETE = "delete 192.0.2.100/24";

  @TempDir Path folder;
  private World world;
  private NrpeServer server;

  @BeforeEach
  void begin() throws IOException {
    world = World.armed(Example.in(folder)).start();
    server = world.serve();
  }

  @AfterEach
  void end() throws IOException {
    world.close();
    server.close();
  }

  private RawNrpe ask(int version, String query) throws IOException {
    return new RawNrpe(server.port(), version, query);
  }

  /** The answer, while time passes as it must for one to come. */
  private Reply answer(RawNrpe asked) {
    CompletableFuture<Reply> coming =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return asked.answer();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    return world.answer(coming);
  }

  private void written(String word, long times) {
    await().atMost(World.PATIENCE).until(() -> world.journal.count(word) >= times);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4})
  void anOrderWhoseAnswerGotLostIsCarriedOutOnce(int first) throws IOException {
    try (RawNrpe lost = ask(first, "pause!author=jane")) {
      lost.lose();
    }
    Reply again = answer(ask(2, "pause!author=jane"));

    assertThat(again.text()).startsWith("DONE exch-b is paused");
    assertThat(world.journal.count("paused")).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"pause, paused", "resume, resumed", "release, released"})
  void anOrderWhoseConnectionBreaksIsCarriedOutOnce(String command, String word)
      throws IOException {
    long before = world.journal.count(word);
    try (RawNrpe cut = ask(4, command + "!author=jane")) {
      written(word, before + 1);
      cut.reset();
    }
    assertThat(answer(ask(2, command + "!author=jane")).text()).startsWith("DONE ");
    assertThat(answer(ask(4, "status")).code()).isZero();

    assertThat(world.journal.count(word)).isEqualTo(before + 1);
  }

  private void exchangeAIsGone() {
    world.peerDies().databasesArrive();
    world.pass(world.settings.timing().takeWait().plusSeconds(5));
  }

  @Test
  void aTakeoverThatIsAskedForAgainBeforeItsAnswerIsOneTakeover() throws IOException {
    exchangeAIsGone();
    RawNrpe first = ask(4, "takeover!author=jane!comment=exch-a burns");
    RawNrpe second = ask(2, "takeover!author=jane!comment=exch-a burns");

    assertThat(answer(first).text()).isEqualTo("DONE exch-b has 192.0.2.100");
    assertThat(answer(second).text()).isEqualTo("DONE exch-b has 192.0.2.100");
    assertThat(world.journal.count("begun")).isEqualTo(1);
    assertThat(world.journal.count("taken")).isEqualTo(1);
  }

  @Test
  void aReleaseThatIsStillWorkedOnIsWaitedForByBoth() throws IOException {
    exchangeAIsGone();
    assertThat(answer(ask(4, "takeover")).text()).startsWith("DONE ");
    world.addresses.failing.add(DELETE);
    RawNrpe first = ask(4, "release!author=jane");
    world.passUntil("it is tried", () -> world.addresses.count(DELETE) > 0);
    RawNrpe second = ask(2, "release!author=jane");
    world.passUntil("it is tried again", () -> world.addresses.count(DELETE) > 2);
    world.addresses.failing.clear();

    assertThat(answer(first).text()).startsWith("DONE ");
    assertThat(answer(second).text()).startsWith("DONE ");
    assertThat(world.gone()).isTrue();
    assertThat(world.journal.count("releasing")).isEqualTo(1);
    assertThat(world.journal.count("released")).isEqualTo(1);
  }

  @Test
  void anEventActsOnceAndIsAnsweredTwiceHoweverItComesAgain() throws IOException {
    world.peerDies().databasesArrive().seen();
    try (RawNrpe cut = ask(4, EVENT)) {
      written("heard", 1);
      cut.reset();
    }
    String again = answer(ask(2, EVENT)).text();
    assertThat(again).startsWith("HELD exch-b does not take 192.0.2.100: waits ");
    assertThat(answer(ask(4, EVENT)).text()).startsWith("HELD exch-b does not take 192.0.2.100: ");
    world.passUntil("it is here", world::here);
    assertThat(answer(ask(4, EVENT)).text()).startsWith("DONE exch-b has 192.0.2.100");
    assertThat(answer(ask(2, EVENT)).text()).startsWith("DONE exch-b has 192.0.2.100");

    assertThat(world.journal.count("heard")).isEqualTo(1);
    assertThat(world.journal.count("taken")).isEqualTo(1);
  }

  @Test
  void anEventThatIsSentAgainAfterItsEndWakesNothing() throws IOException {
    try (RawNrpe cut = ask(4, EVENT)) {
      written("heard", 1);
      cut.reset();
    }
    assertThat(answer(ask(4, EVENT.replace("CRITICAL", "OK"))).code()).isZero();
    assertThat(answer(ask(2, EVENT)).code()).isZero();

    assertThat(world.journal.count("heard")).isEqualTo(2);
    assertThat(world.ask("check_failover").text()).contains("nothing is pending");
  }

  @Test
  void whoOrdersAgainGetsWhatItOrders() throws IOException {
    for (String order : new String[] {"pause", "resume", "pause", "resume", "pause"}) {
      assertThat(answer(ask(4, order)).text()).startsWith("DONE ");
    }

    assertThat(world.journal.count("paused")).isEqualTo(3);
    // The first was before the test.
    assertThat(world.journal.count("resumed")).isEqualTo(3);
  }

  @Test
  void aTakeoverThatWasHeldIsTriedAgain() throws IOException {
    world.peerDies();
    world.pass(Duration.ofSeconds(2));
    assertThat(answer(ask(4, "takeover")).text()).startsWith("HELD ");
    exchangeAIsGone();

    assertThat(answer(ask(4, "takeover")).text()).isEqualTo("DONE exch-b has 192.0.2.100");
  }

  @Test
  void aLongCommentThatVersionTwoCutsIsTheSameOrder() throws IOException {
    String pause = "pause!comment=" + "é".repeat(900);
    try (RawNrpe lost = ask(4, pause)) {
      lost.lose();
    }
    assertThat(answer(ask(2, pause)).text()).startsWith("DONE exch-b is paused");

    assertThat(world.journal.count("paused")).isEqualTo(1);
  }
}
