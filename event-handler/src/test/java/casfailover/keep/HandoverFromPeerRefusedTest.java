package casfailover.keep;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.keep.Reply.Outcome;
import casfailover.order.Order;
import casfailover.order.Order.Who;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An order that exch-b refuses or holds before it asks exch-a, or that is done already. */
class HandoverFromPeerRefusedTest extends HandoverFromPeer {

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void asksForNothingWhileAnythingSpeaksAgainstIt(String word, Consumer<Rig> fault) {
    peerLetsGo();
    fault.accept(rig);
    rig.passSeconds(3);

    Reply reply = ordered(FAILBACK);

    assertThat(reply.outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(reply.text()).containsPattern(word).contains("nothing was moved\n");
    assertThat(rig.peer.asked).isEmpty();
    assertThat(rig.here()).isFalse();
  }

  @Test
  void aLookThatWasLostIsMadeAgainBeforeItIsRefused() {
    peerLetsGo();
    rig.peer.agent = false;
    rig.passSeconds(1);
    Ticket ticket = rig.order(FAILBACK);
    rig.peer.agent = true;
    rig.passSeconds(3);

    assertThat(rig.reply(ticket).outcome()).isEqualTo(Outcome.DONE);
  }

  @Test
  void whatCannotBeToldIsWaitedForLongerThanWhatSpeaksAgainstIt() {
    rig.world.wireWorks = false;
    rig.passSeconds(2);
    Ticket unknown = rig.order(FAILBACK);
    rig.passSeconds(2.9);
    assertThat(rig.answered(unknown)).isFalse();
    rig.passSeconds(0.4);
    assertThat(rig.answered(unknown)).isTrue();

    rig.world.wireWorks = true;
    rig.world.serves = false;
    rig.passSeconds(2);
    Ticket against = rig.order(FAILBACK);
    rig.passSeconds(0.9);
    assertThat(rig.answered(against)).isFalse();
    rig.passSeconds(0.4);
    assertThat(rig.answered(against)).isTrue();
  }

  private static Consumer<Rig> with(Consumer<Rig> fault) {
    return fault;
  }

  static java.util.stream.Stream<Arguments> faults() {
    return java.util.stream.Stream.of(
        Arguments.of("gateway: 192.0.2.1 ", with(rig -> rig.world.gatewayAnswers = false)),
        Arguments.of("services: exch-b 443/tcp no answer", with(rig -> rig.world.serves = false)),
        Arguments.of(
            "databases: no good copy on exch-b: Archive FailedAndSuspended",
            with(rig -> rig.databases.copiesHere = "FailedAndSuspended")),
        Arguments.of(
            "databases: no good copy on exch-b: Archive Healthy, activation suspended",
            with(rig -> rig.databases.activationSuspendedHere = true)),
        Arguments.of(
            "cannot tell: databases: PowerShell does not answer",
            with(rig -> rig.databases.readable = false)),
        Arguments.of(
            "settings: 3f9c21 here, 000000 on exch-a", with(rig -> rig.peer.settings = "000000")),
        Arguments.of(
            "holder: exch-a says that it does not have 192.0.2.100",
            with(
                rig -> {
                  rig.peer.holds = false;
                  rig.world.wire = Set.of();
                })),
        Arguments.of("holder: exch-a agent no answer", with(rig -> rig.peer.agent = false)),
        Arguments.of(
            "address: a stranger answers", with(rig -> rig.world.wire = Set.of(Rig.STRANGER))),
        Arguments.of(
            "address: nobody answers for it, 3 ARP", with(rig -> rig.world.wire = Set.of())),
        Arguments.of(
            "cannot tell: address: arping did not start",
            with(rig -> rig.world.wireWorks = false)));
  }

  @Test
  void anOrderForTheServerThatHasItIsDoneAlready() {
    Ticket ticket = rig.order(new Order.Failback(Who.NOBODY, "exch-a", false));

    assertThat(rig.reply(ticket))
        .isEqualTo(new Reply(Outcome.ALREADY, "exch-a has 192.0.2.100 already"));
  }

  @Test
  void anOrderForTheOtherServerIsRefusedWhereNobodyIsKnownToHaveIt() {
    rig.peer.holds = false;
    rig.passSeconds(2);
    Ticket ticket = rig.order(new Order.Failback(Who.NOBODY, "exch-a", false));

    assertThat(rig.reply(ticket))
        .isEqualTo(
            new Reply(
                Outcome.REFUSED,
                "exch-b does not have 192.0.2.100, so it has nothing to hand over; on exch-a:"
                    + " cas-event-handler takeover"));
  }

  @Test
  void oneThatHasOnlyJustStartedIsNotEvacuated() {
    Rig starting = Rig.with(Rig.armedJournal());
    Ticket ticket = starting.order(new Order.Evacuate(Who.NOBODY));

    assertThat(starting.reply(ticket))
        .isEqualTo(
            new Reply(
                Outcome.HELD,
                "exch-b is just starting, taking or moving; order it again in a moment"));
  }

  @Test
  void whatWasNeverHeardOfThePeerIsUnknown() {
    Rig alone = Rig.with(Rig.armedJournal());
    alone.peerDies().passSeconds(3);
    Ticket ticket = alone.order(FAILBACK);
    alone.passSeconds(3);

    assertThat(alone.reply(ticket).text().lines())
        .contains(
            "\\_ NOT OK   holder     exch-a agent no answer",
            "\\_ NOT OK   address    nobody answers for it, 3 ARP probes, no answer",
            "\\_ unknown  settings   those of the other server are not known");
  }

  @Test
  void onlyTheDatabasesThatTheSettingsNameNeedAGoodCopy() {
    Setup s = rig.setup;
    rig.reload(
        new Setup(
            s.pair(),
            s.timing(),
            List.of("Archive", "Public"),
            s.dag(),
            s.pingsGateway(),
            s.arpsGateway(),
            s.mac(),
            s.settings(),
            s.version(),
            s.zone()));
    rig.passSeconds(2);

    assertThat(ordered(FAILBACK).text())
        .contains("databases: no good copy on exch-b: Public none; nothing was moved");
  }

  @Test
  void aSecondOrderIsHeldWhileTheFirstIsDecided() {
    rig.peer.agent = false;
    rig.passSeconds(2);
    rig.order(FAILBACK);

    assertThat(rig.reply(rig.order(FAILBACK)))
        .isEqualTo(
            new Reply(
                Outcome.HELD,
                "exch-b is just starting, taking or moving; order it again in a moment"));
  }

  @Test
  void hasItAlready() {
    Rig holder = Rig.holder();
    Ticket ticket = holder.order(FAILBACK);

    assertThat(holder.reply(ticket).outcome()).isEqualTo(Outcome.ALREADY);
  }
}
