package casfailover.program;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.journal.FileJournal;
import casfailover.journal.JournalLine;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cas-agent that really runs, on loopback and with nothing to take, from start to end. */
class CasAgentProcessTest {

  @TempDir Path folder;
  private Config config;
  private String file;

  @BeforeEach
  void write() throws IOException {
    config = Config.in(folder);
    file = config.write().toString();
  }

  private List<String> words() throws IOException {
    return FileJournal.read(config.state()).stream().map(JournalLine::word).toList();
  }

  private List<Path> beside(String pattern) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(config.state(), pattern)) {
      List<Path> list = new ArrayList<>();
      files.forEach(list::add);
      return list;
    }
  }

  @Test
  void startsPausedAnswersAndEndsOnSigterm() throws Exception {
    try (AgentProcess agent = AgentProcess.start(config)) {
      assertThat(agent.log()).contains("new state folder: paused until");
      assertThat(Ran.casEventHandler("status", "--config", file).out())
          .contains("stands by")
          .contains("PAUSED since ")
          .contains("since installation");
      assertThat(Ran.casEventHandler("status", "--json", "--config", file).out())
          .startsWith("{\"version\":1,");
      assertThat(Ran.checkCas("check_failover", "--config", file))
          .returns(1, Ran::code)
          .extracting(Ran::out)
          .asString()
          .startsWith("CAS FAILOVER WARNING - exch-b is paused");
      assertThat(Ran.casEventHandler("pause", "--comment", "patch day!", "--config", file))
          .returns(0, Ran::code);
      assertThat(Ran.casAgent("--config", file)).returns(75, Ran::code);

      assertThat(agent.terminate()).isEqualTo(143);
    }
    assertThat(words()).containsExactly("opened", "installed", "paused");
    assertThat(Ran.casEventHandler("status", "--config", file).err())
        .contains("cas-agent does not run here");
  }

  @Test
  void aReloadTakesNewSettingsRefusesWrongOnesAndKeepsWhatRuns() throws Exception {
    try (AgentProcess agent = AgentProcess.start(config)) {
      Ran same = Ran.casEventHandler("reload", "--config", file);
      assertThat(same).returns(0, Ran::code);
      assertThat(same.out()).startsWith("DONE nothing changed, exch-b runs with settings ");

      config.write("lease=3s", "remind_every=2h", "connection_timeout=20");
      Ran changed = Ran.casEventHandler("reload", "--comment", "new shift!", "--config", file);
      assertThat(changed).returns(0, Ran::code);
      assertThat(changed.out())
          .startsWith("DONE exch-b now runs with settings ")
          .contains(", changed: connection_timeout, lease, remind_every");
      assertThat(Ran.casEventHandler("reload", "--config", file).out())
          .startsWith("DONE nothing changed, ");

      String other = elsewhere();
      int lines = Files.readAllLines(Path.of(file)).size();
      config.write("lease=soon", "gatway=127.0.0.3");
      assertThat(Ran.casEventHandler("reload", "--config", file))
          .returns(4, Ran::code)
          .extracting(Ran::err)
          .asString()
          .contains("REFUSED: the agent was not asked, and keeps");
      Ran refused = Ran.casEventHandler("reload", "--config", other);
      assertThat(refused).returns(4, Ran::code);
      assertThat(refused.out())
          .startsWith("REFUSED 2 problems, and exch-b keeps settings ")
          .contains(file + ":" + (lines - 2) + ": lease: ")
          .contains(file + ":" + (lines - 1) + ": 'gatway' is unknown: did you mean gateway?");

      new Config(folder, config.port() == 65535 ? 65534 : config.port() + 1).write();
      assertThat(Ran.casEventHandler("reload", "--config", other))
          .returns(4, Ran::code)
          .extracting(Ran::out)
          .asString()
          .contains(
              file
                  + ":8: server_port: a running agent cannot change it: systemctl restart cas-agent");
      assertThat(Ran.casEventHandler("reload", "--config", file))
          .returns(1, Ran::code)
          .extracting(Ran::err)
          .asString()
          .contains("systemctl restart cas-agent");

      config.write("lease=3s", "remind_every=2h", "connection_timeout=20");
      assertThat(Ran.casEventHandler("reload", "--config", file).out())
          .startsWith("DONE nothing changed, ");
      assertThat(agent.log()).contains("runs with settings ").contains("reload refused, settings ");
      assertThat(agent.terminate()).isEqualTo(143);
    }
    assertThat(words()).containsExactly("opened", "installed", "reloaded");
  }

  @Test
  void aReloadTakesRenewedCertificatesAndKeepsTheOldOnesWhereTheNewOnesDoNotRead()
      throws Exception {
    SelfSigned old = SelfSigned.of("exch-b", folder);
    SelfSigned renewed = SelfSigned.of("exch-b", folder);
    Path tls = Files.createDirectory(folder.resolve("tls"));
    Path authority = tls.resolve("ca.pem");
    Files.writeString(authority, old.certificate() + renewed.certificate());
    old.layInto(tls, "exch-b");
    String line = "tls_dir=" + tls;
    try (AgentProcess agent = AgentProcess.start(config, line)) {
      renewed.layInto(tls, "exch-b");
      assertThat(Ran.casEventHandler("reload", "--config", file).out())
          .startsWith("DONE exch-b now runs with settings ")
          .contains(", changed: the certificates");
      assertThat(Ran.casEventHandler("reload", "--config", file).out())
          .startsWith("DONE nothing changed, ");

      String good = Files.readString(authority);
      Files.writeString(authority, renewed.certificate());
      assertThat(Ran.casEventHandler("status", "--config", file).err())
          .as("whoever trusts only the new one gets an answer")
          .isEmpty();

      Files.writeString(authority, good);
      String other = elsewhere();
      Config.write(Files.readString(Path.of(other)).replace(line, line + "-2"), Path.of(other));
      copy(tls, folder.resolve("tls-2"));
      Files.writeString(tls.resolve("exch-b.key"), "no key at all");
      assertThat(Ran.casEventHandler("reload", "--config", other))
          .returns(4, Ran::code)
          .extracting(Ran::out)
          .asString()
          .startsWith("REFUSED 1 problem, and exch-b keeps settings ")
          .contains(file + ":14: tls_dir: " + tls + "/exch-b.key is no key to work with");
      assertThat(Ran.casEventHandler("status", "--config", other).code()).isZero();
      assertThat(agent.terminate()).isEqualTo(143);
    }
  }

  @Test
  void startsWithACertificateThatHasExpiredSinceSomebodyMustKeepTheAddress() throws Exception {
    SelfSigned old = SelfSigned.expired("exch-b", folder);
    Path tls = Files.createDirectory(folder.resolve("tls"));
    Files.writeString(tls.resolve("ca.pem"), old.certificate());
    old.layInto(tls, "exch-b");
    // Whose certificate is itself the authority's is trusted for ever, so that this test can ask.
    try (AgentProcess agent = AgentProcess.start(config, "tls_dir=" + tls)) {
      assertThat(agent.log())
          .contains("warning: " + file + ":14: tls_dir: " + tls + "/exch-b.pem expired on 20");
      assertThat(Ran.checkCas("check_readiness", "--config", file))
          .returns(2, Ran::code)
          .extracting(Ran::out)
          .asString()
          .contains("[CRITICAL] certificate: " + tls + "/exch-b.pem expired on 20");
      assertThat(Ran.casAgent("--config", file, "--check-config"))
          .returns(1, Ran::code)
          .extracting(Ran::err)
          .asString()
          .contains(tls + "/exch-b.pem expired on 20");
      assertThat(Ran.casEventHandler("reload", "--config", file).code()).isNotZero();

      Files.writeString(tls.resolve("ca.pem"), SelfSigned.of("exch-b", folder).certificate());
      assertThat(Ran.casEventHandler("status", "--config", file).err())
          .as("whoever does not trust it for ever is told what to do")
          .contains("cas-agent gives no answer, this is from its journal: ")
          .contains(tls + "/exch-b.pem expired on 20", "; then restart cas-agent");
      assertThat(agent.terminate()).isEqualTo(143);
    }
  }

  @Test
  void doesNotStartWithoutTheKeyOfItsCertificate() throws Exception {
    SelfSigned ours = SelfSigned.of("exch-b", folder);
    Path tls = Files.createDirectory(folder.resolve("tls"));
    Files.writeString(tls.resolve("ca.pem"), ours.certificate());
    ours.layInto(tls, "exch-b");
    Files.writeString(tls.resolve("exch-b.key"), SelfSigned.of("exch-b", folder).key());
    config.write("tls_dir=" + tls);

    assertThat(Ran.casAgent("--config", file))
        .returns(1, Ran::code)
        .extracting(Ran::err)
        .asString()
        .contains(tls + "/exch-b.key is not the key of " + tls + "/exch-b.pem")
        .endsWith("cas-agent: 1 problem, nothing was started\n");
    assertThat(config.state()).doesNotExist();
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectory(to);
    for (String name : List.of("ca.pem", "exch-b.pem", "exch-b.key")) {
      Files.copy(from.resolve(name), to.resolve(name));
    }
  }

  /** The same settings in another file, so that the agent is found whatever stands in its own. */
  private String elsewhere() throws IOException {
    return Config.write(Files.readString(Path.of(file)), folder.resolve("elsewhere.cfg"))
        .toString();
  }

  @Test
  void aSecondAgentOnTheSamePortSaysWhoHasIt() throws Exception {
    try (AgentProcess agent = AgentProcess.start(config)) {
      Path second = folder.resolve("second");
      Files.createDirectory(second);

      Ran ran = Ran.casAgent("--config", new Config(second, config.port()).write().toString());

      assertThat(ran.code()).isEqualTo(1);
      assertThat(ran.err()).contains("port " + config.port() + " on 127.0.0.1 is in use");
      assertThat(agent.terminate()).isEqualTo(143);
    }
  }

  @Test
  void aTornLastLineIsToldItsBytesAreKeptAndThePauseIsRemembered() throws Exception {
    try (AgentProcess agent = AgentProcess.start(config)) {
      assertThat(Ran.casEventHandler("pause", "--config", file).code()).isZero();
      agent.kill();
    }
    Files.writeString(config.state().resolve("journal"), "4 5f00 2026-", StandardOpenOption.APPEND);

    try (AgentProcess agent = AgentProcess.start(config)) {
      assertThat(agent.log()).contains("the last line of the journal was cut off by a crash");
      assertThat(Ran.casEventHandler("status", "--config", file).out()).contains("PAUSED");
    }
    List<Path> torn = beside("journal.torn-*");
    assertThat(torn).hasSize(1);
    assertThat(torn.get(0)).hasContent("4 5f00 2026-");
    assertThat(words()).startsWith("opened", "installed", "paused");
  }

  @Test
  void aLostJournalIsToldKeptAndTakesNothing() throws Exception {
    Files.createDirectories(config.state());
    Files.writeString(config.state().resolve("journal"), "not a journal\nat all\n");

    try (AgentProcess agent = AgentProcess.start(config)) {
      assertThat(agent.log()).contains("the journal is lost: ").contains("Takes nothing until");
      assertThat(Ran.checkCas("check_readiness", "--config", file))
          .returns(2, Ran::code)
          .extracting(Ran::out)
          .asString()
          .contains("[CRITICAL] armed: the journal was lost");
    }
    List<Path> lost = beside("journal.lost-*");
    assertThat(lost).hasSize(1);
    assertThat(lost.get(0)).hasContent("not a journal\nat all\n");
    assertThat(words()).startsWith("lost");
  }
}
