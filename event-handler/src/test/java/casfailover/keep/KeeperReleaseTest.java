package casfailover.keep;

import static casfailover.keep.Effects.count;
import static casfailover.keep.Rig.holder;
import static casfailover.keep.Rig.quietHolder;
import static org.assertj.core.api.Assertions.assertThat;

import casfailover.keep.Reply.Outcome;
import casfailover.order.Order;
import casfailover.order.Order.Who;
import casfailover.sight.PeerReport.Stance;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An address that goes: by a person's word, at a stop, or not at once. */
class KeeperReleaseTest {

  @Test
  void anAddressThatCannotBeRemovedIsTriedAgainEachSecondAndNeitherHeldNorDenied() {
    Rig rig = quietHolder();
    rig.address.removals = false;
    Ticket ticket = rig.order(new Order.Release(new Who("jane", "")));
    rig.pass(Duration.ofMillis(3500));
    assertThat(count(rig, Effect.Delete.class)).isEqualTo(4);
    assertThat(rig.view().alarm()).isEqualTo("cannot remove 192.0.2.100: ip addr del: exit code 2");
    assertThat(rig.ownReport().stance()).isEqualTo(Stance.UNSURE);
    assertThat(rig.answered(ticket)).isFalse();

    rig.address.removals = true;
    rig.passSeconds(2);
    assertThat(rig.reply(ticket).outcome()).isEqualTo(Outcome.DONE);
    assertThat(rig.journal.words()).endsWith("released");
    assertThat(rig.view().alarm()).isEmpty();
  }

  @Test
  void aServiceThatStopsDoesNotRestBeforeTheAddressIsGone() {
    Rig rig = holder();
    rig.address.removals = false;
    rig.feed(new Input.Stopping());
    rig.passSeconds(3);
    assertThat(rig.resting).isFalse();

    rig.address.removals = true;
    rig.passSeconds(2);
    assertThat(rig.resting).isTrue();
  }

  @Test
  void aReleaseOrderedWhileTheAddressGoesKeepsItAway() {
    Rig rig = quietHolder();
    rig.journal.diskTakes = Duration.ofMillis(50);
    rig.address.expiry = Optional.empty();
    rig.address.renewals = false;
    rig.passUntil(() -> rig.journal.count("releasing") == 1);
    rig.address.renewals = true;
    Ticket ticket = rig.order(new Order.Release(Who.NOBODY));
    rig.passSeconds(20);

    assertThat(rig.reply(ticket).outcome()).isEqualTo(Outcome.DONE);
    assertThat(rig.here()).isFalse();
  }

  @Test
  void aReleaseThatIsBeingWrittenDoesNotStandForTheRemovalOfAStrayAddress() {
    Rig rig = Rig.armed();
    rig.journal.diskTakes = Duration.ofMillis(600);
    long before = count(rig, Effect.Inspect.class);
    rig.passUntil(() -> count(rig, Effect.Inspect.class) > before);
    rig.pass(Duration.ofMillis(1700));
    rig.address.persistent = true;
    rig.order(new Order.Release(Who.NOBODY));
    rig.passSeconds(10);

    assertThat(rig.here()).isFalse();
    assertThat(rig.journal.count("releasing")).isEqualTo(1);
    assertThat(rig.journal.count("released")).isEqualTo(2);
  }

  @Test
  void aPersonsReleaseLetsItGoAndItDoesNotComeBack() {
    Rig rig = holder();
    rig.peerReturns().passSeconds(130);
    Ticket ticket = rig.order(new Order.Release(new Who("jane", "")));
    rig.passSeconds(60);

    assertThat(rig.reply(ticket).line()).isEqualTo("DONE exch-b has let 192.0.2.100 go");
    assertThat(rig.here()).isFalse();
    assertThat(rig.letters()).containsExactly(News.Kind.TAKEOVER);

    rig.order(new Order.Resume(Who.NOBODY));
    rig.passSeconds(2);
    assertThat(rig.here()).isTrue();
  }

  @Test
  void aServiceThatStopsReleasesAndRests() {
    Rig rig = holder();
    rig.feed(new Input.Stopping());
    rig.passSeconds(1);

    assertThat(rig.here()).isFalse();
    assertThat(rig.resting).isTrue();
    assertThat(rig.letters()).containsExactly(News.Kind.TAKEOVER);
  }
}
