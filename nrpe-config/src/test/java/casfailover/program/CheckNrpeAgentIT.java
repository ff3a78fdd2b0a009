package casfailover.program;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.journal.FileJournal;
import casfailover.journal.JournalLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A cas-agent that really runs, asked by Debian's check_nrpe in each version, plain and by mutual
 * TLS: its checks, and words that it does not take. Run by the profile lab.
 */
@Timeout(300)
class CheckNrpeAgentIT {

  @TempDir static Path folder = Path.of("");
  private static List<Asked> agents;

  /**
   * An agent, and the way to it.
   *
   * @param way the options by which check_nrpe reaches it
   */
  private record Asked(Config config, AgentProcess agent, List<String> way) {

    List<JournalLine> journal() throws IOException {
      return FileJournal.read(config.state());
    }

    @Override
    public String toString() {
      return way.contains("-n") ? "plain" : "mutual TLS";
    }
  }

  @BeforeAll
  static void start() throws IOException {
    Config plain = Config.in(Files.createDirectory(folder.resolve("plain")));
    agents = List.of(new Asked(plain, AgentProcess.start(plain), List.of("-n")), withTls());
  }

  private static Asked withTls() throws IOException {
    Config config = Config.in(Files.createDirectory(folder.resolve("tls")));
    Path tls = config.folder().resolve("tls");
    Path file = config.write("tls_dir=" + tls, "ssl_client_certs=2");
    Ran.casAgent("--config", file.toString(), "init-tls");
    return new Asked(
        config,
        AgentProcess.start(config, file),
        List.of(
            "-u", "-C", tls + "/monitor.pem", "-K", tls + "/monitor.key", "-A", tls + "/ca.pem"));
  }

  @AfterAll
  static void end() {
    agents.forEach(each -> each.agent().close());
  }

  /** What check_nrpe makes of a command and its words, which are separated by commas. */
  private static Ran ask(Asked asked, String version, String command, String arguments) {
    List<String> words = new ArrayList<>();
    if (!version.equals("4")) {
      words.add("-" + version);
    }
    words.addAll(List.of("-c", command));
    if (!arguments.isEmpty()) {
      words.add("-a");
      words.addAll(Arrays.asList(arguments.split(", ")));
    }
    return Ran.checkNrpe(asked.way(), asked.config().port(), words.toArray(String[]::new));
  }

  @ParameterizedTest(name = "version {0}")
  @ValueSource(strings = {"-2", "-3", "-u"})
  void withoutACommandItSaysWhoItIs(String option) {
    for (Asked asked : agents) {
      assertThat(Ran.checkNrpe(asked.way(), asked.config().port(), option))
          .as(asked.toString())
          .isEqualTo(new Ran(0, "NRPE v4 cas-agent " + Version.text() + "\n", ""));
    }
  }

  @ParameterizedTest(name = "{0} {1}: exit {2}, {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          check_gateway   | rtt_warning=3     | 3 | CAS GATEWAY UNKNOWN - argument 'rtt_warning' is not known; check_gateway takes pl_critical pl_warning rta_critical rta_warning
          check_peer      | pl_warning=many   | 3 | CAS PEER UNKNOWN - argument 'pl_warning' got 'many': it is no range: numbers without a unit, as in 10, 10:, ~:10, 10:20 or @10:20; check_peer takes pl_critical pl_warning rta_critical rta_warning
          check_peer      | pl_warning        | 3 | CAS PEER UNKNOWN - argument 'pl_warning' is no key=value word; check_peer takes pl_critical pl_warning rta_critical rta_warning
          check_readiness | 'now=$(reboot)'   | 3 | CAS READINESS UNKNOWN - argument 'now' is not known; check_readiness takes no arguments
          check_failover  | state=OK, x=`id`  | 3 | CAS FAILOVER UNKNOWN - argument 'x' is not known; check_failover takes cas_ip downtime now peer_checked peer_state pending_critical pending_warning service state type
          check_disk      | ''                | 3 | NRPE: Command 'check_disk' not defined
          pause           | colour=red        | 3 | pause does not know 'colour'; it knows author comment, each with = and a value. Nothing was done.
          handle_event    | cas_ip=127.0.0.100, service=peer, state=BROKEN, type=HARD | 3 | handle_event: state=BROKEN is none of OK WARNING CRITICAL UNKNOWN UP DOWN UNREACHABLE. Nothing was done.
          handle_event    | cas_ip=192.0.2.100, service=peer, state=CRITICAL, type=HARD, attempt=3, problem=17 | 2 | REFUSED this event is about 192.0.2.100, and this pair has 127.0.0.100: mend cas_ip= in the monitoring system's event handler
          """)
  void whatItDoesNotTakeItRefusesByNameAndDoesNothing(
      String command, String arguments, int code, String text) throws IOException {
    for (Asked asked : agents) {
      List<JournalLine> before = asked.journal();
      for (String version : List.of("2", "3", "4")) {
        assertThat(ask(asked, version, command, arguments))
            .as(asked + ", version " + version)
            .isEqualTo(new Ran(code, text + "\n", ""));
      }
      assertThat(asked.journal()).isEqualTo(before);
    }
  }

  // Their figures are of this moment; the words before them are not.
  @ParameterizedTest(name = "{0}: exit {1}, {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          check_peer      | 2 | CAS PEER CRITICAL - exch-a (127.0.0.11) is up but does not serve clients: ping
          check_gateway   | 0 | CAS GATEWAY OK - 127.0.0.2 answers exch-b: ping
          check_dag       | 0 | CAS DAG OK - no databases are asked for (dag=none)
          check_cas_ip    | 3 | CAS IP UNKNOWN - no agent says that it has 127.0.0.100, and the wire could not be asked
          check_readiness | 2 | CAS READINESS CRITICAL - exch-b would NOT take 127.0.0.100:
          check_failover  | 1 | CAS FAILOVER WARNING - exch-b is paused and takes nothing over; to arm: cas-event-handler resume
          """)
  void itsChecksReadTheSameInEachVersion(String command, int code, String text) {
    for (Asked asked : agents) {
      for (String version : List.of("2", "3", "4")) {
        assertThat(ask(asked, version, command, ""))
            .as(asked + ", version " + version)
            .returns(code, Ran::code)
            .returns("", Ran::err)
            .satisfies(ran -> assertThat(ran.out()).startsWith(text));
      }
    }
  }

  @ParameterizedTest(name = "version {0}")
  @ValueSource(strings = {"2", "3", "4"})
  void anActionIsWrittenOnceWithItsFreeTextWhole(String version) throws IOException {
    String comment = "patch day! größe " + version;
    for (Asked asked : agents) {
      int before = asked.journal().size();

      assertThat(ask(asked, version, "pause", "author=jane, comment=" + comment))
          .as(asked.toString())
          .isEqualTo(
              new Ran(0, "DONE exch-b is paused: it takes and moves nothing by itself\n", ""));

      List<JournalLine> lines = asked.journal();
      assertThat(lines).hasSize(before + 1);
      JournalLine last = lines.get(before);
      assertThat(last.word()).isEqualTo("paused");
      assertThat(last.values()).containsEntry("author", "jane").containsEntry("comment", comment);
    }
  }
}
