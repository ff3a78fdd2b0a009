package casfailover.model;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.model.Tlc.Configuration;
import casfailover.model.Tlc.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The rules hold in every state that the faults lead to; and each of them is needed, since without
 * it the invariant that it is there for is violated. {@code -Dmodel.faults=3} takes minutes more.
 */
class RulesModelTest {

  private static final int FAULTS = Integer.getInteger("model.faults", 2);
  private static final String ONE_LESS = Integer.toString(FAULTS - 1);

  private static final ExecutorService TWO_AT_ONCE = Executors.newFixedThreadPool(2);

  @TempDir static Path folders;

  @AfterAll
  static void endAll() {
    TWO_AT_ONCE.shutdownNow();
  }

  @TestFactory
  Stream<DynamicTest> theRulesHoldAndEachIsNeeded() throws IOException {
    Configuration rules = Configuration.of("Cas.cfg");
    Configuration first = Configuration.of("CasAsFirstWritten.cfg");
    Configuration handover = Configuration.of("Handover.cfg");
    Configuration vacant = rules.with("VACANT", "TRUE");

    List<DynamicTest> tests = new ArrayList<>();
    tests.add(holds("the rules", "Cas", rules.with("FAULTS", Integer.toString(FAULTS))));
    tests.add(holds("the handover", "Handover", handover));
    tests.add(
        holds("the rules where nobody has it at first", "Cas", vacant.with("FAULTS", ONE_LESS)));
    Configuration oneLess = rules.with("FAULTS", ONE_LESS);
    tests.add(
        holds(
            "where a reader of the databases may hang", "Cas", oneLess.with("DAG_HANGS", "TRUE")));
    tests.add(
        holds(
            "where databases read as mounted nowhere without quorum",
            "Cas",
            oneLess.with("NO_QUORUM_READS", "\"nothere\"")));
    tests.add(
        holds(
            "where equal epochs are not ordered", "Cas", oneLess.with("PREFERRED_OWNER", "FALSE")));
    tests.add(
        holds(
            "a handover whose request names no epoch",
            "Handover",
            handover.with("EPOCH", "FALSE")));

    tests.add(
        fails(
            "without asking again",
            "Cas",
            vacant.with("FAULTS", "0").with("ASK_AGAIN", "FALSE"),
            "NeverTwo"));
    tests.add(
        fails(
            "where an agent that falls silent is not waited for",
            "Cas",
            vacant.with("FAULTS", "1").with("AGENT_WAIT", "FALSE"),
            "NeverTwo"));
    tests.add(fails("without the offer", "Cas", rules.with("OFFER", "FALSE"), "Unreached"));
    tests.add(
        fails(
            "where an answer ends the intent", "Cas", rules.with("DORMANT", "FALSE"), "AgentDead"));
    tests.add(
        fails("without the vacancy rule", "Cas", rules.with("RECLAIM", "FALSE"), "NobodyAtAll"));
    tests.add(
        fails(
            "where the monitor's UP holds for ever",
            "Cas",
            rules.with("PEER_UP_HOLD", "0"),
            "NobodyAfterHard"));
    tests.add(
        fails(
            "where nothing ends with the agent",
            "Cas",
            rules.with("VALID_LFT", "FALSE"),
            "NeverTwo"));
    tests.add(
        fails("without the commit's look", "Cas", rules.with("RECHECK", "FALSE"), "NoUnknownAct"));
    tests.add(fails("without the wait", "Cas", rules.with("TAKE_WAIT", "0"), "NeverTwo"));
    tests.add(
        fails(
            "where a start renews before it has seen anything",
            "Cas",
            rules.with("START_RENEWS", "TRUE"),
            "NeverTwo"));
    tests.add(fails("without the right", "Cas", rules.with("RIGHT", "FALSE"), "NeverTwo"));
    tests.add(
        fails(
            "where the lease is as short as a renewal",
            "Cas",
            rules.with("FAULTS", "0").with("LEASE", "1"),
            "NoSwing"));

    for (String invariant :
        List.of("TwoPersist", "NobodyAfterHard", "NobodyAtAll", "NoUnknownAct", "NotNeedless")) {
      tests.add(fails("as first written", "Cas", first, invariant));
    }

    Configuration tooEager = Configuration.of("HandoverTooEager.cfg");
    tests.add(fails("a handover taken back too early", "Handover", tooEager, "NeverTwo"));
    for (String mode : List.of("timeout", "message")) {
      tests.add(
          fails(
              "a handover taken back by " + mode,
              "Handover",
              handover.with("MODE", "\"" + mode + "\""),
              "NeverTwo"));
    }
    tests.add(
        fails(
            "a handover taken back too early",
            "Handover",
            handover.with("RECLAIM_WAIT", "1"),
            "NotTwoAtTheEnd"));
    tests.add(
        fails(
            "a handover taken back by message",
            "Handover",
            handover.with("MODE", "\"message\""),
            "SomeHolder"));
    return tests.stream();
  }

  private static DynamicTest holds(String name, String module, Configuration configuration) {
    Future<Verdict> verdict = begin(module, configuration);
    return DynamicTest.dynamicTest(
        name + ": no violation", () -> assertThat(verdict.get()).isInstanceOf(Verdict.Clean.class));
  }

  private static DynamicTest fails(
      String name, String module, Configuration configuration, String invariant) {
    Future<Verdict> verdict = begin(module, configuration.asking(invariant));
    return DynamicTest.dynamicTest(
        name + ": " + invariant + " is violated",
        () -> assertThat(verdict.get()).isEqualTo(new Verdict.Violated(invariant)));
  }

  private static Future<Verdict> begin(String module, Configuration configuration) {
    return TWO_AT_ONCE.submit(
        () -> new Tlc(Files.createTempDirectory(folders, "tlc")).check(module, configuration));
  }
}
