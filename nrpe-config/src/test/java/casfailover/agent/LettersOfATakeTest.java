package casfailover.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import casfailover.decide.Event;
import casfailover.journal.Entry;
import casfailover.mail.Letter;
import casfailover.pair.Epoch;
import casfailover.sight.PeerReport.Stance;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the mail says of where the address came from. */
class LettersOfATakeTest {

  private static final Epoch OURS = new Epoch(1, "exch-b");

  private static final String VACANT = ": 192.0.2.100 was vacant and is on exch-b again";

  private static final Event EXCH_A_FAILED =
      new Event(
          "192.0.2.10",
          Event.Subject.PEER,
          Event.State.CRITICAL,
          Event.StateType.HARD,
          "3",
          "17",
          Event.Level.NOTHING);

  @TempDir Path folder;

  @SuppressWarnings("NullAway.Init")
  private World world;

  @AfterEach
  void end() throws IOException {
    world.close();
  }

  /** exch-b had the address until both lost power, and a monitor had reported exch-a. */
  private static World afterAPowerCut(Path folder, Entry... more) throws IOException {
    List<Entry> before = new ArrayList<>();
    before.add(new Entry.Installed());
    before.add(new Entry.Resumed("jane", ""));
    before.add(new Entry.Begun(OURS, Entry.How.HOME, "2026-11-21-1", false, "cold start"));
    before.add(new Entry.Taken(OURS, Entry.How.HOME, "2026-11-21-1"));
    before.add(new Entry.Posted("2026-11-21-1.takeover-1@exch-b"));
    before.add(new Entry.Heard(EXCH_A_FAILED, "2026-11-22-1"));
    before.addAll(List.of(more));
    World world = World.remembering(Example.in(folder), before.toArray(Entry[]::new));
    world.peerDies().databasesArrive();
    return world;
  }

  private Letter letter() {
    await().atMost(World.PATIENCE).until(() -> !world.mailServer.letters.isEmpty());
    return world.mailServer.letters.get(0);
  }

  @Test
  void anArmedTakeByTheLastOwnerEndsAVacancy() throws IOException {
    world = afterAPowerCut(folder);
    world.start().passUntil("the address is here", world::here).pass(Duration.ofSeconds(3));

    assertThat(letter().subject()).endsWith(VACANT);
    assertThat(letter().body())
        .contains("Nobody had it, and exch-b had it last.")
        .doesNotContain("cut off");
  }

  @Test
  void withThePeerWellAgainNothingIsSaidOfItsEnd() throws IOException {
    world = afterAPowerCut(folder);
    world.peer.pings = true;
    world.peer.serves = true;
    world.peer.agent = true;
    world.peer.stance = Stance.NOT_ME;
    world.peer.epoch = OURS;
    world.start().passUntil("the address is here", world::here).pass(Duration.ofSeconds(3));

    assertThat(letter().subject()).endsWith(VACANT);
    assertThat(letter().body())
        .doesNotContain("cut off")
        .doesNotContain("exch-a answered for the last time");
  }

  @Test
  void anOrderToTakeAVacantAddressMovesNothingWhereItWasLast() throws IOException {
    world = afterAPowerCut(folder, new Entry.Paused("jane", ""));
    world.start();
    world.pass(world.settings.timing().takeWait().plusSeconds(5));
    world.sent(world.tell("takeover", "author=jane"));
    world.passUntil("the address is here", world::here);
    world.passUntil("the letter", () -> !letters("TAKEOVER").isEmpty());

    assertThat(world.report().how()).isEqualTo("ordered");
    assertThat(letters("TAKEOVER").get(0).subject()).endsWith(VACANT);
    assertThat(letters("TAKEOVER").get(0).body())
        .contains("Nobody had it, and exch-b had it last.");
  }

  @Test
  void norDoesAFailoverAfterAPersonReleasedItHere() throws IOException {
    world = afterAPowerCut(folder);
    world.start().passUntil("the address is here", world::here).pass(Duration.ofSeconds(3));
    world.answer(world.tell("release", "author=jane"));
    world.passUntil("the second letter", () -> letters("TAKEOVER").size() == 2);

    assertThat(world.report().how()).isEqualTo("failover");
    assertThat(letters("TAKEOVER").get(1).subject()).endsWith(VACANT);
  }

  @Test
  void anOrderInSpiteOfTheDatabasesWarnsOfTwoHolders() throws IOException {
    world = World.armed(Example.in(folder)).start();
    world.peerDies().databases.statusHere = "Dismounted";
    world.pass(world.settings.timing().takeWait().plusSeconds(5));
    world.sent(world.tell("takeover", "even_if=databases"));
    world.passUntil("the address is here", world::here).pass(Duration.ofSeconds(3));

    assertThat(letter().subject()).endsWith(": 192.0.2.100 moved from exch-a to exch-b");
    assertThat(letter().body())
        .contains("It was ordered in spite of the databases: exch-a may have the address too");
  }

  @Test
  void theLetterOfAReleaseIsInOneThreadWithThatOfTheTakeAfterIt() throws IOException {
    world = World.armed(Example.in(folder)).start();
    world.peerDies().databasesArrive();
    world.sent(world.hard());
    world.passUntil("the first letter", () -> !letters("TAKEOVER").isEmpty());
    world.databases.mountedOn = "exch-a";
    world.databases.statusHere = "Healthy";
    world.passUntil("the letter of the release", () -> !letters("RELEASED").isEmpty());
    world.databasesArrive();
    world.passUntil("the last letter", () -> letters("TAKEOVER").size() == 2);

    assertThat(letters("TAKEOVER").get(0).references())
        .as("where exch-a, which is cut off, sends its own")
        .endsWith("end-of-term-1@exch-a");
    assertThat(letters("RELEASED").get(0).references()).containsExactly("end-of-term-2@exch-b");
    assertThat(letters("TAKEOVER").get(1).references()).endsWith("end-of-term-2@exch-b");
  }

  private List<Letter> letters(String word) {
    return world.mailServer.letters.stream().filter(mail -> mail.subject().contains(word)).toList();
  }
}
