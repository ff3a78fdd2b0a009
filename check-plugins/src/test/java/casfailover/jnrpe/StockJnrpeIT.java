package casfailover.jnrpe;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.nrpe.Query;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Debian's check_nrpe asks a stock JNRPE server, and this our agent. */
@Timeout(600)
class StockJnrpeIT {

  @TempDir Path folder = Path.of("");

  @Test
  void theRealCheckNrpeGetsWhatTheAgentSays() throws Exception {
    run("/bin/ip", "link", "set", "lo", "up");
    String text = "CAS PEER CRITICAL - größer | pl=100;5;60;0\n\\_ [CRITICAL] line two";
    try (ListeningAgent agent = ListeningAgent.plain(2, text);
        StockJnrpeProcess server = new StockJnrpeProcess(folder, agent.port())) {
      assertThat(checkNrpe(server, "-c", "check_peer", "-a", "pl_warning=5", "pl_critical=60"))
          .isEqualTo(new Answer(2, text + "\n"));
      assertThat(agent.queries)
          .containsExactly(Query.of("check_peer", "pl_warning=5", "pl_critical=60"));

      assertThat(checkNrpe(server, "-c", "check_cas_ip")).isEqualTo(new Answer(2, text + "\n"));
      assertThat(checkNrpe(server, "-c", "check_peer", "-a", "x=$ARG2$", "--arguments"))
          .isEqualTo(
              new Answer(
                  3,
                  "CAS PEER UNKNOWN - argument 'x' is not known; check_peer takes pl_critical"
                      + " pl_warning rta_critical rta_warning\n"));
    }
  }

  @Test
  void theRealCheckNrpeIsToldThatTheAgentIsMissing() throws Exception {
    run("/bin/ip", "link", "set", "lo", "up");
    int port = StockJnrpeProcess.freePort();
    try (StockJnrpeProcess server = new StockJnrpeProcess(folder, port)) {
      assertThat(checkNrpe(server, "-c", "check_cas_ip"))
          .returns(3, Answer::code)
          .extracting(Answer::text)
          .asString()
          .startsWith("CAS IP UNKNOWN - cannot ask cas-agent: 127.0.0.1:" + port + ": ");
    }
  }

  private Answer checkNrpe(StockJnrpeProcess server, String... words) throws Exception {
    List<String> line =
        new ArrayList<>(
            List.of("/usr/lib/nagios/plugins/check_nrpe", "-2", "-n", "-u", "-H", "127.0.0.1"));
    line.addAll(List.of("-p", String.valueOf(server.port())));
    Stream.of(words).forEach(line::add);
    return run(line.toArray(String[]::new));
  }

  private Answer run(String... line) throws IOException, InterruptedException {
    File output = folder.resolve("answer").toFile();
    Process process =
        new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(output).start();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).as(String.join(" ", line)).isTrue();
    return new Answer(process.exitValue(), Files.readString(output.toPath()));
  }
}
