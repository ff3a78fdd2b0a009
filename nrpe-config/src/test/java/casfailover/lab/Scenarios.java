package casfailover.lab;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** All stories of the lab, by name. */
final class Scenarios {
  /** Longer than a busy machine needs to start an agent, so that it adopts the address. */
  private static final Duration FOR_A_START = Duration.ofSeconds(8);

  static final String MAIN = "takeover";

  private static final Duration SOON = Duration.ofSeconds(20);

  private Scenarios() {}

  private static final List<Scenario> FAILURES =
      List.of(
          new Scenario(
              MAIN,
              "exch-a is cut off; exch-b takes the address, and keeps it when exch-a comes back",
              site -> site.cut(Host.EXCH_A),
              site -> {
                Endings.takeover(site);
                Endings.keptAfterHeal(site);
              }),
          new Scenario(
              "silent-partition",
              "the same, and no link goes down: nobody is told, neither when it begins nor ends",
              site -> site.silence(Host.EXCH_A),
              site -> {
                Endings.takeover(site);
                Endings.keptAfterHeal(site);
              }),
          Scenario.unwatched(
              "self-watch",
              "no monitor, self_watch=yes: exch-b takes the address of a dead exch-a by itself",
              "self_watch=yes\n",
              site -> site.cut(Host.EXCH_A),
              Scenarios::takenByItself),
          new Scenario(
              "gateway-lost",
              "exch-b hears neither exch-a nor the gateway: it may be the isolated one",
              site -> {
                site.cut(Host.EXCH_A);
                site.cut(Host.GATEWAY);
              },
              Endings.noTakeover("192\\.0\\.2\\.1 is silent|gateway.*silent")),
          new Scenario(
              "address-still-answers",
              "exch-a is half dead: nothing of it answers but the address itself",
              Scenarios::leaveOnlyTheAddress,
              Endings.noTakeover("192\\.0\\.2\\.100.*(02:42:c0:00:02:0b|answers)")),
          new Scenario(
              "databases-not-here",
              "exch-a is cut off, and the databases do not move",
              site -> {
                site.exchange().tell(Host.EXCH_B, "hold-moves");
                site.cut(Host.EXCH_A);
              },
              Endings.noTakeover("databases not mounted here")),
          new Scenario(
              "databases-late",
              "the databases arrive 15 s after HARD, and Nagios does not call again",
              site -> {
                site.exchange().tell(Host.EXCH_B, "hold-moves");
                site.cut(Host.EXCH_A);
              },
              Scenarios::takenWhenDatabasesCome),
          new Scenario(
              "soft-only",
              "the servers lose sight of each other for a moment: Nagios goes SOFT, then OK",
              Scenarios::partForAMoment,
              Scenarios::nothingHappenedAfterSoft),
          new Scenario(
              "monitor-sees-peer",
              "only the servers lose sight of each other; the monitor reaches both",
              Scenarios::part,
              Endings.noTakeover("monitor.*(reach|sees|UP)")),
          new Scenario(
              "paused",
              "exch-b is paused by an admin, then exch-a is cut off",
              site -> {
                order(site, site.b(), "pause");
                site.cut(Host.EXCH_A);
              },
              Endings.noTakeover("paused")),
          new Scenario(
              "two-events",
              "two more events about the same failure at once: one takeover, one letter",
              site -> site.cut(Host.EXCH_A),
              site -> takenOnceAfter(site, "twin-1", "twin-2")),
          new Scenario(
              "event-twice",
              "the same event comes twice, before the takeover and after it",
              site -> site.cut(Host.EXCH_A),
              site -> {
                takenOnceAfter(site, "again", "again");
                site.event(hard("CRITICAL", "again"));
                Endings.takenOnce(site, Endings.start(site), SOON);
              }),
          new Scenario(
              "hard-unknown",
              "a HARD for UNKNOWN arms nothing; the real failure after it is taken over once",
              site -> {
                site.event(hard("UNKNOWN", "unknown-1"));
                Site.watch(Settings.takeWait());
                site.cut(Host.EXCH_A);
              },
              Endings::takeover),
          new Scenario(
              "kill-agent",
              "kill -9 of exch-b's agent in the middle of its takeover, then a restart",
              FOR_A_START,
              site -> site.cut(Host.EXCH_A),
              Scenarios::takenInSpiteOfKill),
          new Scenario(
              "agent-restart",
              "exch-a's agent is restarted after back-soon: the client sees nothing of it",
              Scenarios::restartAnnounced,
              Scenarios::servedThroughoutRestart),
          new Scenario(
              "power-cut",
              "both servers lose power: the last owner has the address again, without an event",
              Scenarios::losePower,
              Scenarios::lastOwnerServesAgain));

  static final List<Scenario> ALL =
      Stream.of(FAILURES, Lapses.ALL, Moves.ALL, Watches.ALL).flatMap(List::stream).toList();

  static Optional<Scenario> named(String name) {
    return ALL.stream().filter(scenario -> scenario.name().equals(name)).findFirst();
  }

  private static void leaveOnlyTheAddress(Site site) {
    site.a().kill();
    String address = Host.CAS_IP + "/24";
    String[] change = {"ip", "address", "change", address, "dev", "eth0", "valid_lft", "forever"};
    site.lab().must(Host.EXCH_A, change);
    site.lab()
        .must(Host.EXCH_A, "ip", "address", "del", Host.EXCH_A.address() + "/24", "dev", "eth0");
    site.timeline()
        .add(
            Step.Kind.CUT,
            "exch-a: agent killed, own address gone; it still answers for " + Host.CAS_IP);
  }

  private static void takenByItself(Site site) {
    Instant from = Endings.start(site);
    Endings.takenOnce(site, from, SOON);
    site.heal(Host.EXCH_A);
    Step well =
        site.timeline()
            .await(
                "exch-b tells itself that exch-a is well",
                Step.Kind.JOURNAL,
                from,
                SOON,
                step -> step.says("exch-b: heard") && step.says("monitor=self") && step.says("OK"));
    Endings.keptByB(site, well.at());
  }

  private static void part(Site site) {
    site.lab().isolate(Host.EXCH_A);
    site.lab().isolate(Host.EXCH_B);
    site.timeline().add(Step.Kind.CUT, "exch-a and exch-b do not hear each other; all others do");
  }

  private static void partForAMoment(Site site) {
    part(site);
    site.timeline()
        .await(
            "CAS peer on exch-b SOFT",
            Step.Kind.SOFT,
            Endings.start(site),
            SOON,
            step -> step.says("CAS peer on exch-b"));
    site.heal(Host.EXCH_A);
    site.heal(Host.EXCH_B);
  }

  private static void nothingHappenedAfterSoft(Site site) {
    Instant from = Endings.start(site);
    Step recovered =
        site.timeline()
            .await(
                "CAS peer on exch-b OK",
                Step.Kind.RECOVERED,
                from,
                SOON,
                step -> step.says("CAS peer on exch-b"));
    Endings.nothingTaken(site, from, recovered.at());
  }

  private static void takenWhenDatabasesCome(Site site) {
    Instant from = Endings.start(site);
    Step hard = Endings.hard(site, from);
    Duration late = Duration.between(Instant.now(), hard.at().plusSeconds(15));
    Site.watch(late.isNegative() ? Duration.ZERO : late);
    Instant arrival = Instant.now();
    site.exchange().tell(Host.EXCH_B, "move", Host.EXCH_B.label());
    site.timeline().add(Step.Kind.ORDER, "the databases move to exch-b now");
    Endings.takenOnce(site, from, SOON);
    if (site.timeline().count(Step.Kind.HANDLER, arrival, step -> step.says("CAS peer on exch-b"))
        > 0) {
      throw new Unseen("Nagios called again, so this run shows nothing");
    }
  }

  private static void takenInSpiteOfKill(Site site) {
    Instant from = Endings.start(site);
    Endings.hard(site, from);
    site.timeline()
        .await(
            "the address up on exch-b",
            Step.Kind.ADDRESS_UP,
            from,
            SOON,
            step -> step.says("exch-b"));
    site.b().kill();
    site.timeline()
        .add(Step.Kind.ORDER, "kill -9 of the agent on exch-b, which just added the address");
    site.b().start();
    site.awaitAnswering(site.b());
    Endings.takenOnce(site, from, SOON);
  }

  private static void restartAnnounced(Site site) {
    site.timeline().add(Step.Kind.CUT, "the restart of exch-a's agent begins");
    order(site, site.a(), "back-soon");
    site.a().stop();
    site.timeline().add(Step.Kind.ORDER, "exch-a's agent has ended");
    if (!site.a().holds()) {
      throw new Unseen("the agent of exch-a let the address go when it ended");
    }
    site.a().start();
    site.awaitAnswering(site.a());
  }

  private static void servedThroughoutRestart(Site site) {
    Instant from = Endings.start(site);
    site.timeline()
        .await(
            "exch-a keeps the address by its lease again",
            Step.Kind.JOURNAL,
            from,
            SOON,
            step -> step.says("exch-a: ") && step.says("back_soon_over"));
    Site.watch(Settings.takeWait().plusSeconds(5));
    Endings.neverCutOff(site, from);
    site.timeline().add(Step.Kind.KEPT, "exch-a kept the address; the client saw no gap");
  }

  private static void losePower(Site site) {
    site.timeline().add(Step.Kind.CUT, "both servers lose power");
    for (Agent agent : List.of(site.a(), site.b())) {
      agent.kill();
      String address = Host.CAS_IP + "/24";
      site.lab().run(agent.node(), "ip", "address", "del", address, "dev", "eth0");
    }
    if (site.a().holds() || site.b().holds()) {
      throw new Unseen("a server without power has the address");
    }
    // Both boot at once: one that is alone for take_wait may take it, and is right to.
    site.a().start();
    site.b().start();
    site.awaitAnswering(site.a());
    site.awaitAnswering(site.b());
  }

  private static void lastOwnerServesAgain(Site site) {
    Instant from = Endings.start(site);
    site.timeline()
        .await(
            "exch-a answers the client",
            Step.Kind.CLIENT,
            from,
            SOON.plus(Settings.takeWait()),
            step -> step.says("exch-a answers"));
    site.timeline()
        .await(
            "the letter that the address was vacant",
            Step.Kind.MAIL,
            from,
            SOON,
            step -> step.says("TAKEOVER") && step.says("was vacant and is on exch-a again"));
    Site.watch(Settings.takeWait().plusSeconds(5));
    if (!site.a().holds() || site.b().holds()) {
      throw new Unseen("exch-a does not hold the address alone");
    }
    site.timeline().add(Step.Kind.KEPT, "exch-a had it last and has it again; exch-b stands by");
  }

  /** Nagios's own HARD event, and two more at the same moment. */
  private static void takenOnceAfter(Site site, String firstProblem, String secondProblem) {
    Instant from = Endings.start(site);
    Endings.hard(site, from);
    CompletableFuture<Void> first =
        CompletableFuture.runAsync(() -> site.event(hard("CRITICAL", firstProblem)));
    site.event(hard("CRITICAL", secondProblem));
    first.join();
    Endings.takenOnce(site, from, SOON);
  }

  private static PeerEvent hard(String state, String problem) {
    return new PeerEvent(state, "HARD", 3, problem);
  }

  private static void order(Site site, Agent agent, String word) {
    Answer answer = agent.order(word);
    String on = word + " on " + agent.node().label();
    site.timeline().add(Step.Kind.ORDER, "cas-event-handler " + on + ": " + answer.text());
    if (answer.code() != 0) {
      throw new Unseen(on + " ended with " + answer.code());
    }
  }
}
