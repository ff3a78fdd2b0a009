package casfailover.program;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.decide.Event;
import casfailover.journal.Entry;
import casfailover.journal.EntryText;
import casfailover.journal.FileJournal;
import casfailover.journal.JournalLine;
import casfailover.journal.StateLock;
import casfailover.pair.Epoch;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CasEventHandlerTest {

  private static final String INCIDENT = "2026-11-22-1";

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "0, DONE exch-b has 192.0.2.100, 0",
    "2, FAILED cannot write the journal, 1",
    "3, handle_event does not know 'stat'. Nothing was done., 2",
    "0, HELD exch-b does not take 192.0.2.100, 3",
    "2, REFUSED this event is about another pair, 4",
    "3, NRPE: Command timed out after 60 seconds, 1",
    "3, 'UNKNOWN - not started: the lane is closed, the agent is stopping', 1"
  })
  void theExitCodeTellsHowItWent(int code, String text, int exit) throws IOException {
    try (ScriptedAgent agent = new ScriptedAgent(code, text)) {
      String file = new Config(folder, agent.port()).write().toString();

      assertThat(Ran.casEventHandler("handle", "service=peer", "--config", file))
          .isEqualTo(new Ran(exit, text + System.lineSeparator(), ""));
      assertThat(agent.asked().orElseThrow().command()).isEqualTo("handle_event");
    }
  }

  @Test
  void anOrderCarriesItsAuthorAndItsComment() throws IOException {
    try (ScriptedAgent agent = new ScriptedAgent(0, "DONE exch-b has 192.0.2.100")) {
      String file = new Config(folder, agent.port()).write().toString();

      Ran ran =
          Ran.casEventHandler(
              "takeover",
              "--even-if",
              "databases",
              "--comment",
              "off for good! really",
              "--config",
              file);

      assertThat(ran.code()).isZero();
      assertThat(agent.asked().orElseThrow().command()).isEqualTo("takeover");
      assertThat(agent.asked().orElseThrow().text())
          .startsWith("takeover!even_if=databases!author=")
          .endsWith("!comment=off for good! really");
    }
  }

  @Test
  void programsGetTheOutcomeAsJson() throws IOException {
    try (ScriptedAgent agent = new ScriptedAgent(0, "HELD exch-b waits: \"so\"")) {
      String file = new Config(folder, agent.port()).write().toString();

      assertThat(Ran.casEventHandler("resume", "--json", "--config", file).out().strip())
          .isEqualTo("{\"version\":1,\"outcome\":\"HELD\",\"text\":\"exch-b waits: \\\"so\\\"\"}");
    }
    try (ScriptedAgent agent = new ScriptedAgent(3, "NRPE: Command timed out")) {
      String file = new Config(folder, agent.port()).write().toString();

      assertThat(Ran.casEventHandler("resume", "--json", "--config", file).out().strip())
          .isEqualTo("{\"version\":1,\"outcome\":\"FAILED\",\"text\":\"NRPE: Command timed out\"}");
    }
  }

  @ParameterizedTest
  @CsvSource({"''", "take_over", "takeover --even-iff x", "handle", "explain 1 2"})
  void wrongWordsExitWithTwoAndSayWhatIsRight(String words) {
    Ran ran = Ran.casEventHandler(words.isEmpty() ? new String[0] : words.split(" "));

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err())
        .containsPattern(
            "Usage: cas-event-handler|Unmatched argument|Did you mean: .*takeover|solutions:"
                + " --even-if");
  }

  @Test
  void helpsAndTellsItsVersion() {
    assertThat(Ran.casEventHandler("--help"))
        .returns(0, Ran::code)
        .extracting(Ran::out)
        .asString()
        .contains("Examples:")
        .contains("75 the state folder is in use");
    assertThat(Ran.casEventHandler("--version").out()).startsWith("cas-event-handler ");
  }

  @Test
  void everyCommandHelpsWithAnExampleThatCanBeCopied() {
    assertThat(CasEventHandler.commandLine(InputStream.nullInputStream()).getSubcommands().keySet())
        .isNotEmpty()
        .allSatisfy(
            command ->
                assertThat(Ran.casEventHandler(command, "--help"))
                    .returns(0, Ran::code)
                    .extracting(Ran::out)
                    .asString()
                    .containsPattern("Examples?:\n  cas-event-handler " + command));
  }

  @Test
  void settingsThatDoNotReadAreToldLineByLine() throws IOException {
    Path file = Config.in(folder).write("lese=4s", "tick=1");

    Ran ran = Ran.casEventHandler("status", "--config", file.toString());

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).contains(file + ":14: ").contains(file + ":15: ");
    assertThat(ran.err()).doesNotContain("Usage:");
  }

  // ---- While no agent runs

  private String withJournal(Entry... entries) throws IOException {
    Config config = Config.in(folder);
    try (FileJournal journal = FileJournal.open(config.state(), Instant::now, "boot").journal()) {
      for (Entry entry : entries) {
        journal.append(EntryText.word(entry), EntryText.values(entry));
      }
    }
    return config.write().toString();
  }

  private String withTakeover() throws IOException {
    Epoch epoch = new Epoch(2, "exch-b");
    return withJournal(
        new Entry.Installed(),
        new Entry.Resumed("jane", ""),
        new Entry.Begun(epoch, Entry.How.FAILOVER, INCIDENT, false, "exch-a is silent"),
        new Entry.Taken(epoch, Entry.How.FAILOVER, INCIDENT));
  }

  private List<String> words() throws IOException {
    return FileJournal.read(folder.resolve("state")).stream().map(JournalLine::word).toList();
  }

  @Test
  void anOrderNeedsAnAgent() throws IOException {
    Ran ran = Ran.casEventHandler("takeover", "--config", Config.in(folder).write().toString());

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).startsWith("cas-agent does not run here: 127.0.0.1:");
  }

  @Test
  void statusTellsWhatTheJournalKnowsAndThatNobodyKeepsTheAddress() throws IOException {
    Ran ran = Ran.casEventHandler("status", "--config", withTakeover());

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).contains("cas-agent does not run here, this is from its journal");
    assertThat(ran.out())
        .startsWith("exch-b had 127.0.0.100 in term 2:exch-b\n")
        .contains("Incident " + INCIDENT)
        .contains("TAKEOVER begins, term 2:exch-b");
  }

  @Test
  void statusForProgramsIsJsonWithoutAnAgentToo() throws IOException {
    Ran ran = Ran.casEventHandler("status", "--json", "--config", withTakeover());

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out().strip())
        .isEqualTo(
            "{\"version\":1,\"node\":\"exch-b\",\"agent\":null,\"stance\":\"unknown\","
                + "\"had_address\":true,\"epoch\":\"2:exch-b\",\"paused\":false,\"armed\":false,"
                + "\"incident\":\"2026-11-22-1\"}");
  }

  @Test
  void explainNeedsNoAgent() throws IOException {
    String file = withTakeover();

    assertThat(Ran.casEventHandler("explain", INCIDENT, "--config", file))
        .returns(0, Ran::code)
        .extracting(Ran::out)
        .asString()
        .startsWith("Incident " + INCIDENT + "\n")
        .contains("TAKEOVER done");
    assertThat(Ran.casEventHandler("explain", "2026-11-22-9", "--config", file))
        .returns(1, Ran::code)
        .extracting(Ran::err)
        .asString()
        .contains("no incident 2026-11-22-9 in the journal");
  }

  @Test
  void anIncidentIsFoundByItsProblemAndByATime() throws IOException {
    String file =
        withJournal(
            new Entry.Installed(),
            new Entry.Heard(
                new Event(
                    "192.0.2.10",
                    Event.Subject.PEER,
                    Event.State.CRITICAL,
                    Event.StateType.HARD,
                    "3",
                    "17",
                    Event.Level.NOTHING),
                INCIDENT));

    assertThat(Ran.casEventHandler("explain", "17", "--config", file).out())
        .startsWith("Incident " + INCIDENT + "\n")
        .contains("192.0.2.10: CAS peer CRITICAL HARD, problem 17");
    assertThat(Ran.casEventHandler("explain", "0s", "--json", "--config", file).out())
        .startsWith("{\"version\":1,\"incident\":\"2026-11-22-1\",\"lines\":[{\"at\":\"")
        .endsWith("\"now\":null}\n");
    assertThat(Ran.casEventHandler("explain", "18", "--config", file))
        .returns(1, Ran::code)
        .extracting(Ran::err)
        .asString()
        .contains("no incident 18 in the journal");
  }

  @Test
  void theWordsForAnIncidentReachTheAgent() throws IOException {
    try (ScriptedAgent agent = new ScriptedAgent(0, "told")) {
      String file = new Config(folder, agent.port()).write().toString();

      Ran.casEventHandler("explain", "2026-11-22-1", "--config", file);
      assertThat(agent.asked().orElseThrow().text()).isEqualTo("explain!incident=2026-11-22-1");
      Ran.casEventHandler("explain", "17", "--json", "--config", file);
      assertThat(agent.asked().orElseThrow().text()).isEqualTo("explain!problem=17!form=json");
      Ran.casEventHandler("explain", "03:12", "--config", file);
      assertThat(agent.asked().orElseThrow().text()).isEqualTo("explain!at=03:12");
      Ran.casEventHandler("history", "--since", "7d", "--limit", "3", "--config", file);
      assertThat(agent.asked().orElseThrow().text()).isEqualTo("history!limit=3!since=7d");
    }
  }

  @Test
  void anIncidentIsWrittenAsAPageFromTheFilesOfThisServer() throws IOException {
    String file = withTakeover();
    Path page = folder.resolve("incident.html");

    assertThat(
            Ran.casEventHandler("history", "--html", page.toString(), INCIDENT, "--config", file))
        .isEqualTo(new Ran(0, "DONE the incident is in " + page + System.lineSeparator(), ""));
    assertThat(page).content().startsWith("<!DOCTYPE html>").contains("Incident " + INCIDENT);
    assertThat(
            Ran.casEventHandler("history", "--html", page.toString(), "4711", "--config", file)
                .code())
        .isEqualTo(1);
    assertThat(Ran.casEventHandler("history", INCIDENT, "--config", file))
        .isEqualTo(
            new Ran(
                2,
                "",
                "history of one incident is a page: --html FILE; or explain "
                    + INCIDENT
                    + System.lineSeparator()));
  }

  @Test
  void historyNeedsNoAgent() throws IOException {
    String file = withTakeover();

    assertThat(Ran.casEventHandler("history", "--config", file))
        .returns(0, Ran::code)
        .extracting(Ran::out)
        .asString()
        .containsSubsequence(
            "resume    armed by jane", "take      TAKEOVER done", "; exch-a is silent");
    assertThat(Ran.casEventHandler("history", "--limit", "1", "--json", "--config", file).out())
        .startsWith("{\"version\":1,\"history\":[{\"at\":\"")
        .contains("\"kind\":\"take\",\"incident\":\"2026-11-22-1\",\"author\":\"\"");
    assertThat(Ran.casEventHandler("history", "--since", "yesterday", "--config", file))
        .returns(2, Ran::code)
        .extracting(Ran::err)
        .asString()
        .startsWith("'yesterday' is no time; a time is written as 07:01");
    assertThat(Ran.casEventHandler("history", "--limit", "0", "--config", file).code())
        .isEqualTo(2);
  }

  @Test
  void aDamagedJournalIsShownWithASentence() throws IOException {
    String file = withTakeover();
    Path journal = folder.resolve("state").resolve("journal");
    String text = Files.readString(journal);
    Files.writeString(journal, text.replace("jane", "jone") + "6 half a li");

    Ran ran = Ran.casEventHandler("history", "--config", file);

    assertThat(ran.code()).isZero();
    assertThat(ran.out()).contains("TAKEOVER done");
    assertThat(ran.err())
        .contains("line 3 of the journal is damaged and left out")
        .contains("the next start of the agent puts this journal aside")
        .contains("the last line of the journal was cut off while it was written");
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 3", "3, 1"})
  void aDrillTellsByItsExitCodeWhetherItWouldTake(int code, int exit) throws IOException {
    try (ScriptedAgent agent = new ScriptedAgent(code, "READY or not")) {
      String file = new Config(folder, agent.port()).write().toString();

      assertThat(Ran.casEventHandler("drill", "--config", file))
          .isEqualTo(new Ran(exit, "READY or not\n", ""));
      assertThat(agent.asked().orElseThrow().text()).isEqualTo("drill");
    }
  }

  @Test
  void aDrillNeedsAnAgent() throws IOException {
    Ran ran = Ran.casEventHandler("drill", "--config", Config.in(folder).write().toString());

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).startsWith("cas-agent does not run here: ");
  }

  @Test
  void whatIfNeedsNoAgent() throws IOException {
    String file = Config.in(folder).write().toString();

    assertThat(
            Ran.casEventHandler(
                "what-if", "armed=yes", "peer=silent", "gateway=unknown", "--config", file))
        .returns(0, Ran::code)
        .returns("cas-agent does not run here, so this is not as things are now\n", Ran::err)
        .extracting(Ran::out)
        .asString()
        .startsWith("HOLD: cannot tell whether the gateway answers (supposed)\nrow 7 of the table");
    assertThat(Ran.casEventHandler("what-if", "--json", "--config", file).out())
        .startsWith("{\"version\":1,\"node\":\"exch-b\",\"from\":\"scratch\"");
  }

  @Test
  void whatIfRefusesAWordByNameBeforeItAsksAnybody() throws IOException {
    try (ScriptedAgent agent = new ScriptedAgent(0, "nobody should ask")) {
      String file = new Config(folder, agent.port()).write().toString();

      assertThat(Ran.casEventHandler("what-if", "gatway=seen", "--config", file))
          .returns(2, Ran::code)
          .extracting(Ran::err)
          .asString()
          .startsWith("what-if does not know 'gatway'; did you mean gateway? it knows peer armed");
      assertThat(Ran.casEventHandler("what-if", "--from", "above", "--config", file))
          .returns(2, Ran::code)
          .extracting(Ran::err)
          .asString()
          .isEqualTo("from=above is not known; from is one of now scratch\n");
      assertThat(agent.asked()).isEmpty();
    }
  }

  @Test
  void whatIfAsksTheAgentWhatItSees() throws IOException {
    try (ScriptedAgent agent = new ScriptedAgent(0, "HOLD: as the agent says\nrow 8")) {
      String file = new Config(folder, agent.port()).write().toString();

      assertThat(
              Ran.casEventHandler(
                  "what-if", "gateway=silent", "--json", "--from", "scratch", "--config", file))
          .isEqualTo(new Ran(0, "HOLD: as the agent says\nrow 8\n", ""));
      assertThat(agent.asked().orElseThrow().text())
          .isEqualTo("what_if!form=json!gateway=silent!from=scratch");
    }
  }

  @Test
  void aMissingJournalIsAClearError() throws IOException {
    Ran ran = Ran.casEventHandler("status", "--config", Config.in(folder).write().toString());

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err())
        .contains("there is no journal in " + folder.resolve("state"))
        .contains("cas-agent has never run here, or state_dir was changed");
  }

  @Test
  void aReleaseIsDoneAndWrittenDown() throws IOException {
    Ran ran = Ran.casEventHandler("release", "--config", withTakeover());

    assertThat(ran.out().strip()).isEqualTo("DONE exch-b has let 127.0.0.100 go");
    assertThat(ran.code()).isZero();
    assertThat(words()).endsWith("taken", "releasing", "released");
  }

  @Test
  void aReleaseBeforeTheFirstStartLeavesTheServerPaused() throws IOException {
    Ran ran = Ran.casEventHandler("release", "--config", Config.in(folder).write().toString());

    assertThat(ran.code()).isZero();
    assertThat(words()).containsExactly("opened", "installed", "releasing", "released");
  }

  @Test
  void aReleaseWaitsForNobodyWhoHasTheStateFolder() throws IOException {
    String file = withTakeover();
    if (StateLock.take(folder.resolve("state")) instanceof StateLock.Locked locked) {
      try (StateLock lock = locked.lock()) {
        Ran ran = Ran.casEventHandler("release", "--config", file);

        assertThat(lock).isNotNull();
        assertThat(ran.code()).isEqualTo(75);
        assertThat(ran.err()).contains("cas-agent runs and does not answer");
      }
    }
    assertThat(words()).endsWith("taken");
    assertThat(Files.exists(folder.resolve("state").resolve("journal"))).isTrue();
  }
}
