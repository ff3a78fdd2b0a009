package casfailover.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import casfailover.decide.Databases;
import casfailover.decide.Decider;
import casfailover.decide.Details;
import casfailover.decide.Evidence;
import casfailover.decide.Evidence.Home;
import casfailover.decide.Evidence.Look;
import casfailover.decide.Evidence.MonitorView;
import casfailover.decide.Evidence.Ordered;
import casfailover.decide.Evidence.PeerAgent;
import casfailover.decide.Evidence.Wait;
import casfailover.decide.Evidence.Wire;
import casfailover.decide.Evidence.Wish;
import casfailover.decide.Holding;
import casfailover.decide.Situation;
import casfailover.pair.Cidr;
import casfailover.pair.Ipv4;
import casfailover.pair.Node;
import casfailover.pair.Pair;
import casfailover.pair.Timing;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WhatIfTest {

  private static final Pair PAIR =
      new Pair(
          new Node("exch-b", Ipv4.parse("192.0.2.12")),
          new Node("exch-a", Ipv4.parse("192.0.2.11")),
          "exch-a",
          List.of(Cidr.parse("192.0.2.100/24")),
          Ipv4.parse("192.0.2.1"));

  private static final Details SEEN =
      new Details(
          "exch-b",
          "exch-a",
          "192.0.2.100",
          "192.0.2.1",
          "exch-a is silent",
          "ping 0/10",
          "ping 10/10",
          "02:42:00:00:00:0a",
          "0 of 2",
          "443/tcp accepts",
          Duration.ofMillis(1500),
          "exch-a might still have the address",
          Duration.ofSeconds(7),
          "aaaaaa here, bbbbbb");

  /** Cut off, but the databases have not come yet. */
  private static final Evidence NOW =
      new Evidence(
          Wish.ARMED,
          Ordered.NOTHING,
          Home.NOT_OURS,
          Look.SILENT,
          PeerAgent.SILENT,
          Wire.SILENT,
          Look.SEEN,
          Databases.NOT_HERE,
          Look.SEEN,
          false,
          MonitorView.PEER_DOWN,
          Wait.OTHERS,
          false,
          true,
          false);

  private static Supposition now(String... words) {
    Situation situation = new Situation.Standing(NOW, SEEN);
    return new WhatIf(PAIR, Timing.DEFAULT, true, Optional.of(situation)).suppose(List.of(words));
  }

  private static Supposition scratch(String... words) {
    return new WhatIf(PAIR, Timing.DEFAULT, true, Optional.empty()).suppose(List.of(words));
  }

  private static String firstLine(Supposition supposition) {
    return supposition.text().lines().findFirst().orElseThrow();
  }

  @Test
  void withoutWordsItTellsWhatIsDecidedNow() {
    assertThat(firstLine(now())).isEqualTo("HOLD: databases not mounted here (0 of 2)");
  }

  @Test
  void onlyTheNamedWordsChange() {
    assertThat(now("databases=here").text())
        .isEqualTo(
            """
            HOLD: waits 1.5 s more, since exch-a might still have the address
            row 14 of the table for a server that does not have the address; all else as exch-b sees it now; nothing was done
            armed                  yes
            order                  nothing
            home                   not_ours
            server                 silent
            agent                  silent
            wire                   silent
            gateway                seen
            databases              here                   supposed; was not_here
            service                seen
            downtime               no
            monitor                peer_down
            wait                   others
            cooldown               no
            settings               same
            paused                 no
            """);
  }

  @Test
  void whatWasSeenIsNotToldOfWhatIsOnlySupposed() {
    assertThat(firstLine(now("gateway=silent")))
        .isEqualTo("HOLD: gateway 192.0.2.1 is silent, exch-b may be the isolated one (supposed)");
    assertThat(firstLine(now("databases=here", "wait=over")))
        .isEqualTo(
            "TAKE: exch-a is silent, the gateway answers, nobody answered for the address, all"
                + " databases are mounted on exch-b");
    assertThat(firstLine(now("databases=here", "wait=wire"))).startsWith("HOLD: waits 10.0 s more");
  }

  @Test
  void onAQuietDayNothingIsWrong() {
    assertThat(firstLine(scratch())).isEqualTo("STAND BY: exch-a has 192.0.2.100 and serves");
    assertThat(firstLine(scratch("table=holding"))).isEqualTo("KEEP: exch-a answers");
  }

  @Test
  void aPeerThatDiesOnAQuietDayIsTakenOver() {
    assertThat(firstLine(scratch("armed=yes", "peer=silent", "wire=silent"))).startsWith("TAKE: ");
    assertThat(firstLine(scratch("armed=yes", "peer=silent", "wire=silent", "paused=yes")))
        .startsWith("HOLD: paused: would have taken 192.0.2.100 (exch-a is silent");
    assertThat(firstLine(scratch("armed=yes", "peer=silent", "gateway=unknown")))
        .isEqualTo("HOLD: cannot tell whether the gateway answers (supposed)");
  }

  @Test
  void peerIsAShortWordForAllThatIsSeenOfIt() {
    assertThat(scratch("peer=silent").text())
        .contains("server                 silent                 supposed; was seen")
        .contains("agent                  silent                 supposed; was holds_and_serves");
    assertThat(scratch("peer=silent", "agent=not-me").text())
        .contains("agent                  not_me                 supposed; was holds_and_serves");
  }

  @Test
  void wordsOfAHolderAskItsTable() {
    assertThat(firstLine(now("right=lost", "peer=silent")))
        .isEqualTo(
            "RELEASE: exch-b may not keep it: no quorum, or the databases are elsewhere"
                + " (supposed)");
    assertThat(now("right=lost").text()).contains("all else as on a quiet day, not as it is now");
  }

  @Test
  void fromScratchLeavesAsideWhatIsSeen() {
    assertThat(firstLine(now("from=scratch"))).startsWith("STAND BY: ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gatway=seen | what-if does not know 'gatway'; did you mean gateway? it knows peer armed"
            + " order",
        "gateway | what-if does not know 'gateway'",
        "zzz=1 | what-if does not know 'zzz'; it knows peer armed",
        "gateway=slient | gateway=slient is not known; did you mean silent? gateway is one of seen"
            + " silent unknown",
        "peer=dead | peer=dead is not known; peer is one of seen silent unknown",
        "gateway=seen gateway=silent | gateway= stands there twice",
        "armed=yes right=lost | right=lost is not asked of a server that does not have the address",
        "table=holding armed=yes | armed=yes is not asked of a server that has the address",
        "table=standing agent=answers | agent=answers is not asked of a server that does not have"
            + " the address, which the other words are about; there it is one of holds_and_serves",
        "'from=$(reboot)' | from=$(reboot) is not known; from is one of now scratch",
      })
  void aWordThatIsNotKnownIsRefusedByName(String words, String why) {
    assertThatThrownBy(() -> now(words.split(" ")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(why);
  }

  @Test
  void controlCharactersInAWordAreNotShown() {
    assertThatThrownBy(() -> now("gate\u001b[2Jway=seen"))
        .hasMessageStartingWith("what-if does not know 'gate [2jway'");
  }

  @Test
  void programsGetTheSameAsJson() {
    assertThat(now("databases=here").json().toString())
        .startsWith(
            "{\"version\":1,\"node\":\"exch-b\",\"from\":\"now\",\"table\":\"standing\",\"row\":14,\"decision\":\"hold\",\"would_have\":null,\"reason\":\"waits"
                + " 1.5 s more, since exch-a might still have the address\","
                + "\"words\":[{\"key\":\"armed\",\"word\":\"yes\",\"was\":\"yes\",\"supposed\":false},")
        .contains(
            "{\"key\":\"databases\",\"word\":\"here\",\"was\":\"not_here\",\"supposed\":true}");
  }

  // ---- The same tables

  private static <E extends Enum<E>> E any(Random random, Class<E> type) {
    E[] all = type.getEnumConstants();
    return all[random.nextInt(all.length)];
  }

  private static String[] arguments(Map<String, String> words) {
    return words.entrySet().stream()
        .map(word -> word.getKey() + "=" + word.getValue())
        .toArray(String[]::new);
  }

  @Test
  void whateverAServerThatStandsByMayKnowItIsAnsweredAsTheDeciderDoes() {
    Random random = new Random(4);
    for (int i = 0; i < 20_000; i++) {
      Evidence e =
          new Evidence(
              any(random, Wish.class),
              any(random, Ordered.class),
              any(random, Home.class),
              any(random, Look.class),
              any(random, PeerAgent.class),
              any(random, Wire.class),
              any(random, Look.class),
              any(random, Databases.class),
              any(random, Look.class),
              random.nextBoolean(),
              any(random, MonitorView.class),
              any(random, Wait.class),
              random.nextBoolean(),
              random.nextBoolean(),
              random.nextBoolean());
      Situation asked = now(arguments(StandingWords.of(e))).situation();

      assertThat(StandingWords.evidence(StandingWords.of(e))).isEqualTo(e);
      assertThat(asked).isInstanceOf(Situation.Standing.class);
      assertThat(asked.decision()).isEqualTo(Decider.standingBy(e));
      assertThat(asked.reason().what()).isNotEmpty();
    }
  }

  @Test
  void whateverAHolderMayKnowItIsAnsweredAsTheDeciderDoes() {
    Random random = new Random(4);
    for (int i = 0; i < 20_000; i++) {
      Holding h =
          new Holding(
              random.nextBoolean(),
              any(random, Holding.Agent.class),
              any(random, Wire.class),
              any(random, Holding.Contact.class),
              any(random, Holding.Right.class),
              any(random, Look.class),
              random.nextBoolean(),
              random.nextBoolean(),
              random.nextBoolean());
      Situation asked = scratch(arguments(HoldingWords.of(h))).situation();

      assertThat(HoldingWords.holding(HoldingWords.of(h))).isEqualTo(h);
      assertThat(asked).isInstanceOf(Situation.Keeping.class);
      assertThat(asked.decision()).isEqualTo(Decider.holding(h));
    }
  }

  @Test
  void everyWordThatIsOfferedIsUnderstood() {
    for (Table table : Table.values()) {
      for (String key : table.keys()) {
        for (String word : table.words(key)) {
          String of = "table=" + table.name().toLowerCase(Locale.ROOT);
          assertThat(scratch(of, key + "=" + word).text()).contains("supposed");
        }
      }
    }
  }
}
