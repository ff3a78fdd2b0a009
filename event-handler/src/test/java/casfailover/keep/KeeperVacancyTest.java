package casfailover.keep;

import static casfailover.keep.Rig.holder;
import static org.assertj.core.api.Assertions.assertThat;

import casfailover.journal.Entry;
import casfailover.journal.Entry.How;
import casfailover.pair.Epoch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** An address that nobody has goes home to its last owner without an event. */
class KeeperVacancyTest {

  @Test
  void anAddressThatSomebodyRemovedIsNotedAndTakenHome() {
    Rig rig = holder();
    rig.peerReturns().passSeconds(150);
    rig.address.expiry = Optional.empty();
    rig.address.renewals = false;
    rig.passSeconds(2);
    rig.address.renewals = true;
    rig.passSeconds(5);

    assertThat(rig.here()).isTrue();
    assertThat(rig.address.adds).isEqualTo(2);
    assertThat(rig.recollection().term().orElseThrow().how()).isEqualTo(How.HOME);
  }

  @Test
  void anEventMakesNoFailoverOfAVacancyThatTheLastOwnerEnds() {
    Rig rig = holder();
    rig.kill().passSeconds(10);
    rig.restart().passSeconds(1);
    assertThat(rig.view().intent().armed()).isTrue();
    rig.pass(rig.setup.timing().coolDown().plusSeconds(2));

    assertThat(rig.here()).isTrue();
    assertThat(rig.recollection().term().orElseThrow().how()).isEqualTo(How.HOME);
    assertThat(rig.letters()).containsExactly(News.Kind.TAKEOVER, News.Kind.TAKEOVER);
  }

  @Test
  void aLastOwnerTakesAVacantAddressHomeWithoutAnEvent() {
    Rig rig = holder();
    rig.peerReturns().passSeconds(130);
    rig.kill().passSeconds(10);
    assertThat(rig.here()).isFalse();

    rig.restart().passSeconds(2);
    assertThat(rig.here()).isTrue();
    assertThat(rig.recollection().term().orElseThrow().how()).isEqualTo(How.HOME);
  }

  @Test
  void aPowerCutOfBothEndsWithTheLastOwnerServing() {
    List<Entry> journal = new ArrayList<>(holder().journal.entries);
    Rig rig = Rig.with(journal);
    rig.peer.holds = false;
    rig.peer.epoch = new Epoch(2, "exch-b");
    rig.world.wire = Set.of();
    rig.databasesMove().passSeconds(2);

    assertThat(rig.here()).isTrue();
    assertThat(rig.recollection().term().orElseThrow().epoch()).isEqualTo(new Epoch(3, "exch-b"));
  }
}
