package casfailover.jnrpe;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.check.Check;
import casfailover.nrpe.ClientCertificates;
import casfailover.nrpe.Query;
import casfailover.nrpe.Reply;
import casfailover.nrpe.TestAuthority;
import casfailover.nrpe.Tls;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The checks as a stock JNRPE server serves them, with an agent behind it. */
@Timeout(600)
class StockJnrpeTest {

  @TempDir static Path folder = Path.of("");

  private static final Deque<ListeningAgent> AGENTS = new ArrayDeque<>();
  private static final Deque<StockJnrpeProcess> SERVERS = new ArrayDeque<>();

  @BeforeAll
  static void start() throws IOException {
    AGENTS.add(ListeningAgent.plain(0, "OK"));
    SERVERS.add(new StockJnrpeProcess(folder, agent().port()));
  }

  @AfterAll
  static void stop() {
    SERVERS.forEach(StockJnrpeProcess::close);
    AGENTS.forEach(ListeningAgent::close);
  }

  @BeforeEach
  void forgetQueries() {
    agent().queries.clear();
  }

  @ParameterizedTest
  @EnumSource(Check.class)
  void everyCheckIsAnsweredByTheAgent(Check check) {
    for (int code = 0; code <= 3; code++) {
      String text = check.service() + " STATE - größer | a=1;2;3;0\n\\_ [OK] line two";
      agent().answers(code, text);
      assertThat(ask(check.command())).isEqualTo(new Answer(code, text));
    }
    assertThat(agent().queries).hasSize(4).containsOnly(Query.of(check.command()));
  }

  @Test
  void argumentsReachTheAgent() {
    agent().answers(0, "CAS PEER OK - it is");
    assertThat(ask("check_peer", "pl_warning=5", "pl_critical=60").code()).isZero();
    assertThat(agent().queries)
        .containsExactly(Query.of("check_peer", "pl_warning=5", "pl_critical=60"));
  }

  @Test
  void hostileArgumentsReachNobody() {
    for (String hostile :
        List.of(
            "--arguments", "--x=1", "$ARG1$$ARG2$", "-Dcasfailover.agent.host=192.0.2.66", "x=1")) {
      assertThat(ask("check_peer", hostile).code()).as(hostile).isEqualTo(3);
    }
    assertThat(agent().queries).isEmpty();
  }

  @Test
  void anAnswerThatTheServerCannotSendIsShortenedAtALine() {
    String first = "CAS DAG OK - " + "ä".repeat(450);
    agent().answers(0, first + "\n" + "ö".repeat(450));
    assertThat(ask("check_dag")).isEqualTo(new Answer(0, first));
  }

  @Test
  void anAgentThatDemandsCertificatesIsAskedByTls(@TempDir Path play, @TempDir Path tls)
      throws Exception {
    TestAuthority authority = new TestAuthority(tls, "ca");
    authority.sign("monitor");
    Tls own = Tls.ofServer(authority.sign("exch-a"), ClientCertificates.REQUIRED);
    Reply reply = new Reply(1, "CAS IP WARNING - away");
    try (ListeningAgent secret = new ListeningAgent(reply, Optional.of(own));
        StockJnrpeProcess server =
            new StockJnrpeProcess(play, secret.port(), "-Dcasfailover.agent.tls_dir=" + tls)) {
      assertThat(server.ask("check_cas_ip")).isEqualTo(new Answer(1, "CAS IP WARNING - away"));
      assertThat(secret.callers).containsExactly(Optional.of("monitor"));
    }
  }

  private static ListeningAgent agent() {
    return AGENTS.getFirst();
  }

  private static Answer ask(String command, String... arguments) {
    return SERVERS.getFirst().ask(command, arguments);
  }
}
