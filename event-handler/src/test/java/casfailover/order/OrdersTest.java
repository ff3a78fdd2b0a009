package casfailover.order;

import static casfailover.order.Said.PAIR;
import static casfailover.order.Said.event;
import static casfailover.order.Said.notUnderstood;
import static casfailover.order.Said.read;
import static casfailover.order.Said.written;
import static org.assertj.core.api.Assertions.assertThat;

import casfailover.order.Order.Who;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What people order, with their names, their comments and the one exception of a command. */
class OrdersTest {

  @Test
  void anUnknownActionIsNotUnderstood() {
    assertThat(notUnderstood(read("destroy\n" + "x".repeat(100))))
        .isEqualTo("there is no action 'destroy " + "x".repeat(51) + "…'");
  }

  @Test
  void ordersAreRead() {
    Who jane = new Who("jane", "vendor called");
    String[] words = {"author=jane", "comment=vendor called"};

    assertThat(read("takeover", words))
        .isEqualTo(new Understood.AnOrder(new Order.Take(jane, false)));
    assertThat(read("release", words)).isEqualTo(new Understood.AnOrder(new Order.Release(jane)));
    assertThat(read("pause", words)).isEqualTo(new Understood.AnOrder(new Order.Pause(jane)));
    assertThat(read("resume", words)).isEqualTo(new Understood.AnOrder(new Order.Resume(jane)));
    assertThat(read("back_soon", words))
        .isEqualTo(new Understood.AnOrder(new Order.BackSoon(jane)));
    assertThat(read("keep", "server=EXCH-A", words[0], words[1]))
        .isEqualTo(new Understood.AnOrder(new Order.Keep(jane, "exch-a")));
  }

  @Test
  void anAddressIsKeptOnAServerOfThePair() {
    assertThat(read("keep", "server=exch-c"))
        .isEqualTo(
            new Understood.Refused(
                "there is no server exch-c in this pair: it is exch-b and exch-a"));
    assertThat(notUnderstood(read("keep"))).isEqualTo("keep needs server=");
  }

  @Test
  void aFailbackGoesToTheServerThatIsNamedOrToThePreferredOwner() {
    Who jane = new Who("jane", "FAILBACK exch-a");

    assertThat(read("failback", "server=EXCH-B", "author=jane", "comment=FAILBACK exch-a"))
        .isEqualTo(new Understood.AnOrder(new Order.Failback(jane, "exch-b", false)));
    assertThat(read("failback", "dry_run=yes"))
        .isEqualTo(new Understood.AnOrder(new Order.Failback(Who.NOBODY, "exch-a", true)));
    assertThat(read("failback", "server=exch-c"))
        .isEqualTo(
            new Understood.Refused(
                "there is no server exch-c in this pair: it is exch-b and exch-a"));
    assertThat(notUnderstood(read("failback", "dry_run=maybe")))
        .isEqualTo("failback: dry_run=maybe is neither yes nor no");
    assertThat(read("evacuate", "author=jane", "comment=FAILBACK exch-a"))
        .isEqualTo(new Understood.AnOrder(new Order.Evacuate(jane)));
  }

  @Test
  void onlyTheAuthorsThatAreNamedMayOrderAFailback() {
    Orders named = new Orders(PAIR, List.of("jane", "joe"));

    assertThat(named.read("monitor", "failback", List.of("author=joe")))
        .isInstanceOf(Understood.AnOrder.class);
    assertThat(named.read("monitor", "failback", List.of("author=eve")))
        .isEqualTo(
            new Understood.Refused(
                "eve may not order a failback: failback_authors names jane, joe"));
    assertThat(named.read("monitor", "failback", List.of()))
        .isEqualTo(
            new Understood.Refused(
                "nobody without a name may order a failback: failback_authors names jane, joe"));
    assertThat(named.read("monitor", "release", List.of())).isInstanceOf(Understood.AnOrder.class);
  }

  @Test
  void everyCommandThatIsNamedIsRead() {
    for (String command : Orders.COMMANDS) {
      Understood understood =
          switch (command) {
            case "handle_event" -> event();
            case "keep" -> read(command, "server=exch-a");
            case "notify" -> written("KEEP exch-a");
            default -> read(command);
          };
      assertThat(understood).as(command).isNotInstanceOf(Understood.NotUnderstood.class);
    }
  }

  @Test
  void anOrderNeedsNoName() {
    assertThat(read("release")).isEqualTo(new Understood.AnOrder(new Order.Release(Who.NOBODY)));
  }

  @Test
  void eachExceptionIsOfOneCommandAlone() {
    assertThat(read("takeover", "even_if=databases"))
        .isEqualTo(new Understood.AnOrder(new Order.Take(Who.NOBODY, true)));
    assertThat(notUnderstood(read("takeover", "even_if=wire")))
        .isEqualTo("takeover: even_if=wire is not known; only even_if=databases is");
    assertThat(read("resume", "even_if=script"))
        .isEqualTo(new Understood.AnOrder(new Order.Resume(Who.NOBODY, true)));
    assertThat(notUnderstood(read("resume", "even_if=databases")))
        .isEqualTo("resume: even_if=databases is not known; only even_if=script is");
    assertThat(notUnderstood(read("release", "even_if=databases")))
        .startsWith("release does not know 'even_if'; it knows author comment,");
  }

  @Test
  void aCommentTakesTheRestAsItWasBeforeItWasParted() {
    assertThat(
            read(
                "pause",
                "author=jane",
                "comment=down",
                "really",
                "author=eve",
                "even_if=databases",
                "",
                "comment=x"))
        .isEqualTo(
            new Understood.AnOrder(
                new Order.Pause(
                    new Who("jane", "down!really!author=eve!even_if=databases!!comment=x"))));
  }

  @Test
  void aCommentMayHoldWhatLooksLikeAMacro() {
    assertThat(read("pause", "comment=costs $5 or $TIMET$"))
        .isEqualTo(new Understood.AnOrder(new Order.Pause(new Who("", "costs $5 or $TIMET$"))));
  }

  @Test
  void anAuthorIsNoMacro() {
    assertThat(notUnderstood(read("pause", "author=$NOTIFICATIONAUTHOR$")))
        .contains("author= still holds the macro $NOTIFICATIONAUTHOR$");
  }

  @Test
  void aPersonsWordsAreInert() {
    Who who =
        new Who(" ja\u001b[31mne\u009b\u202e ", "one\r\ntwo\u0000\u0085three\u2028four\ufeff");

    assertThat(who.author()).isEqualTo("ja [31mne");
    assertThat(who.comment()).isEqualTo("one  two  three four");
    assertThat(read("pause", "comment=one\ntwo"))
        .isEqualTo(new Understood.AnOrder(new Order.Pause(new Who("", "one two"))));
  }

  @Test
  void aPersonsWordsAreBoundedAndNoCharacterIsCutInTwo() {
    Who who = new Who("a".repeat(200), "\ud83d\ude00".repeat(400));

    assertThat(who.author()).isEqualTo("a".repeat(63) + "…");
    assertThat(who.comment()).isEqualTo("\ud83d\ude00".repeat(400));
    assertThat(new Who("a".repeat(64), "\ud83d\ude00".repeat(501)))
        .extracting(Who::author, Who::comment)
        .containsExactly("a".repeat(64), "\ud83d\ude00".repeat(499) + "…");
  }
}
