package casfailover.agent;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.keep.Reply.Outcome;
import casfailover.mail.Letter;
import casfailover.nrpe.Reply;
import casfailover.order.Order;
import casfailover.order.Understood;
import casfailover.sight.Moment;
import casfailover.sight.PeerReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people do on a dashboard, as the monitor passes it on, and where they see the answer. */
class DashboardTest {

  @TempDir Path folder;
  private Optional<World> opened = Optional.empty();

  @AfterEach
  void end() throws IOException {
    if (opened.isPresent()) {
      opened.get().close();
    }
  }

  /** exch-b took the address over, and exch-a is well again. */
  private World away() throws IOException {
    World world = World.armed(Example.in(folder));
    opened = Optional.of(world);
    world.start().peerDies().databasesArrive();
    world.answer(world.hard());
    world.passUntil("the address is here", world::here).pass(Duration.ofSeconds(5));
    world.peer.pings = true;
    world.peer.serves = true;
    world.peer.agent = true;
    world.peer.stance = PeerReport.Stance.NOT_ME;
    return world.pass(Duration.ofSeconds(3));
  }

  private static CompletableFuture<Reply> written(World world, String comment) {
    return world.tell(
        "notify", "cas_ip=192.0.2.100", "type=CUSTOM", "author=jane", "comment=" + comment);
  }

  @Test
  void whatIsWrittenOnADashboardIsAnsweredByTheNextCheckAndByMail() throws IOException {
    World world = away();
    Reply reply = world.answer(written(world, "please move it back"));

    String answer =
        "REFUSED \"please move it back\" is no order, and nothing was done: one is FAILBACK or KEEP"
            + " with exch-b or exch-a, and nothing else";
    assertThat(reply).isEqualTo(new Reply(2, answer));
    assertThat(world.ask("check_cas_ip").text())
        .contains("\n\\_ jane, ", "\"please move it back\": " + answer);
    world.passUntil("the letter is sent", () -> letter(world, "REFUSED").isPresent());
    assertThat(letter(world, "REFUSED").orElseThrow().subject())
        .matches("\\[CAS exch-b] REFUSED [0-9:]{8}: \"please move it back\", from jane");
    assertThat(letter(world, "REFUSED").orElseThrow().body())
        .startsWith("jane wrote on the dashboard: please move it back\nThe answer: REFUSED ")
        .contains("\n  FAILBACK exch-a\n  KEEP exch-b\n");
    assertThat(world.here()).isTrue();
  }

  @Test
  void aFailbackToWhereTheAddressIsAlreadyIsToldByMailToo() throws IOException {
    World world = away();

    assertThat(world.answer(written(world, "FAILBACK exch-b")).text())
        .isEqualTo("DONE exch-b has 192.0.2.100 already");
    world.passUntil("the letter is sent", () -> letter(world, "DONE").isPresent());
    assertThat(letter(world, "DONE").orElseThrow().body())
        .startsWith("jane wrote on the dashboard: FAILBACK exch-b\nThe answer: DONE exch-b has ");
  }

  @Test
  void aFailbackThatComesAgainSinceItsAnswerWasLostIsNotToldOnceMore() {
    assertThat(
            told(
                new casfailover.keep.Reply(Outcome.DONE, "exch-a has it, handed over by exch-b"),
                new casfailover.keep.Reply(Outcome.ALREADY, "exch-a has it already")))
        .isEmpty();
  }

  @Test
  void whetherAnythingMovedIsToldByTheOutcomeAndNotByTheSentence() {
    casfailover.keep.Reply already =
        new casfailover.keep.Reply(Outcome.ALREADY, "exch-a has it since yesterday");

    assertThat(told(already)).containsExactly(already);
    assertThat(told(new casfailover.keep.Reply(Outcome.DONE, "exch-a has it, and served already")))
        .isEmpty();
  }

  /** Which of the answers to one and the same order are told by mail. */
  private static List<casfailover.keep.Reply> told(casfailover.keep.Reply... answers) {
    List<casfailover.keep.Reply> told = new ArrayList<>();
    Moment now = new Moment(Duration.ZERO, Duration.ZERO, Instant.EPOCH);
    Dashboard dashboard =
        new Dashboard(() -> now, Optional::empty, answered -> told.add(answered.reply()));
    Order order = new Order.Failback(new Order.Who("jane", ""), "exch-a", false);
    Understood.ANote note =
        new Understood.ANote("jane", "FAILBACK exch-a", new Understood.AnOrder(order));
    for (casfailover.keep.Reply answer : answers) {
      dashboard.answered(note, answer);
    }
    return told;
  }

  @Test
  void theSameNoteTwiceIsOneLetter() throws IOException {
    World world = away();
    world.answer(written(world, "please"));
    world.answer(written(world, "please"));
    world.passUntil("the letter is sent", () -> letter(world, "REFUSED").isPresent());
    world.pass(Duration.ofSeconds(5));

    assertThat(world.mailServer.letters.stream().filter(mail -> mail.subject().contains("REFUSED")))
        .hasSize(1);
  }

  @Test
  void keepOnADashboardKeepsItInTheNameOfItsAuthor() throws IOException {
    World world = away();

    assertThat(world.answer(written(world, "KEEP exch-b")).text())
        .startsWith("DONE 192.0.2.100 stays on exch-b");
    assertThat(world.ask("check_cas_ip").text())
        .startsWith("CAS IP OK - ")
        .contains("kept there by jane through 192.0.2.10", "\"KEEP exch-b\": DONE ");
  }

  @Test
  void anAcknowledgementShowsInTheCheckTheStatusAndTheThreadOfMails() throws IOException {
    World world = away();
    Reply reply =
        world.answer(
            world.tell(
                "notify",
                "cas_ip=192.0.2.100",
                "type=ACKNOWLEDGEMENT",
                "author=jane",
                "comment=vendor called"));

    assertThat(reply.text()).startsWith("DONE acknowledged; no more reminders");
    assertThat(world.ask("check_cas_ip").text())
        .startsWith("CAS IP WARNING - ")
        .contains("; acknowledged by jane |");
    assertThat(world.ask("status").text())
        .contains("; acknowledged by jane ", "jane acknowledged: vendor called");
    world.passUntil("the letter is sent", () -> letter(world, "ACKNOWLEDGED").isPresent());
    Letter acknowledged = letter(world, "ACKNOWLEDGED").orElseThrow();
    assertThat(letter(world, "TAKEOVER").orElseThrow().references())
        .startsWith(acknowledged.references().get(0));
    assertThat(acknowledged.body())
        .startsWith("jane acknowledged: vendor called\nexch-b has 192.0.2.100. There are no more ");
  }

  @Test
  void otherNotificationsAskForNothing() throws IOException {
    World world = away();

    assertThat(world.answer(world.tell("notify", "cas_ip=192.0.2.100", "type=PROBLEM", "comment=")))
        .isEqualTo(new Reply(0, "DONE a notification of type PROBLEM asks for nothing"));
  }

  private static Optional<Letter> letter(World world, String word) {
    return world.mailServer.letters.stream()
        .filter(mail -> mail.subject().contains(word))
        .findFirst();
  }
}
