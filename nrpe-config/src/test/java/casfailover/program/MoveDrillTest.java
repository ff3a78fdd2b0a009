package casfailover.program;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.nrpe.Query;
import casfailover.nrpe.Reply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MoveDrillTest {

  private static final String REPORT =
      "node=exch-b stance=holds serves=seen gateway=seen ready=true paused=false"
          + " epoch=3%3Aexch-a known=4%3Aexch-b remembers=true settings=3f9c21 version=1.0.0"
          + " how=failover";

  private static final String READY = "READY exch-b would take 127.0.0.100";

  @TempDir Path folder;
  private String stance = "not_me";
  private Reply drill = new Reply(0, READY);
  private Reply there = new Reply(0, "DONE it is there");
  private Reply back = new Reply(0, "DONE it is back");
  private int moves;

  private synchronized Reply answer(Query query) {
    return switch (query.command()) {
      case "drill" -> drill;
      case "peer_report" -> new Reply(0, REPORT.replace("stance=holds", "stance=" + stance));
      case "failback" -> moves++ == 0 ? there : back;
      default -> Reply.unknown("nobody should ask for " + query.command());
    };
  }

  private Ran drill(ScriptedAgent agent, String... more) throws IOException {
    return drillTold("", agent, more);
  }

  private Ran drillTold(String typed, ScriptedAgent agent, String... more) throws IOException {
    Config config = new Config(folder, agent.port());
    try (ServerSocket clients = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.100"))) {
      String file = config.write("service_ports=" + clients.getLocalPort()).toString();
      List<String> words = new ArrayList<>(List.of("drill", "--move", "--config", file));
      words.addAll(List.of(more));
      return Ran.casEventHandlerTold(typed, words.toArray(String[]::new));
    }
  }

  private static List<String> moves(ScriptedAgent agent) {
    return agent.allAsked().stream()
        .filter(asked -> asked.startsWith("failback"))
        .map(asked -> asked.replaceAll("!author=.*", ""))
        .toList();
  }

  @Test
  void theAddressGoesThereAndBackAndTheOutageIsPrinted() throws IOException {
    try (ScriptedAgent agent = new ScriptedAgent(this::answer)) {
      Ran ran = drill(agent, "--yes");

      assertThat(moves(agent)).containsExactly("failback!server=exch-b", "failback!server=exch-a");
      assertThat(ran.out())
          .startsWith(READY + "\nto exch-b: DONE it is there\n  outage ")
          .containsPattern("\\n  outage [0-9]+ ms, [0-9]+ of [0-9]+ connects failed\\nto exch-a: ")
          .endsWith("\nDONE 127.0.0.100 was moved to exch-b and back to exch-a\n");
      assertThat(ran.code()).isZero();
    }
  }

  @Test
  void aHolderMovesItAwayFirst() throws IOException {
    stance = "holds";
    try (ScriptedAgent agent = new ScriptedAgent(this::answer)) {
      Ran ran = drill(agent, "--yes", "--json");

      assertThat(moves(agent)).containsExactly("failback!server=exch-a", "failback!server=exch-b");
      assertThat(ran.out())
          .startsWith(
              "{\"version\":1,\"outcome\":\"DONE\",\"text\":\"127.0.0.100 was moved to exch-a")
          .contains("\"moves\":[{\"to\":\"exch-a\",\"answer\":\"DONE it is there\",\"outage_ms\":");
    }
  }

  @Test
  void aFirstMoveThatIsRefusedEndsIt() throws IOException {
    there = new Reply(2, "REFUSED exch-b: its gateway is silent");
    try (ScriptedAgent agent = new ScriptedAgent(this::answer)) {
      Ran ran = drill(agent, "--yes");

      assertThat(moves(agent)).containsExactly("failback!server=exch-b");
      assertThat(ran.out())
          .contains("to exch-b: REFUSED exch-b: its gateway is silent\n")
          .endsWith("REFUSED the first move was not made, so the drill stops: nothing was moved\n");
      assertThat(ran.code()).isEqualTo(4);
    }
  }

  @Test
  void anAddressThatCannotGoBackIsSaidToStay() throws IOException {
    back = new Reply(0, "HELD exch-a: databases have no good copy");
    try (ScriptedAgent agent = new ScriptedAgent(this::answer)) {
      Ran ran = drill(agent, "--yes");

      assertThat(ran.out())
          .endsWith(
              "FAILED 127.0.0.100 stays on exch-b; to move it back: cas-event-handler failback"
                  + " exch-a\n");
      assertThat(ran.code()).isEqualTo(1);
    }
  }

  @Test
  void nothingMovesWithoutTheWord() throws IOException {
    try (ScriptedAgent agent = new ScriptedAgent(this::answer)) {
      Ran ran = drill(agent);

      assertThat(moves(agent)).isEmpty();
      assertThat(ran.err())
          .contains("This moves 127.0.0.100 to the other server and back")
          .contains("REFUSED nothing was moved");
      assertThat(ran.code()).isEqualTo(4);
    }
  }

  @Test
  void theWordThatAPersonTypesMovesIt() throws IOException {
    try (ScriptedAgent agent = new ScriptedAgent(this::answer)) {
      assertThat(drillTold("mov\n", agent).code()).isEqualTo(4);
      assertThat(moves(agent)).isEmpty();

      assertThat(drillTold("move\n", agent).code()).isZero();
      assertThat(moves(agent)).hasSize(2);
    }
  }

  @Test
  void nothingMovesWhereATakeoverWouldBeHeld() throws IOException {
    drill = new Reply(1, "HELD exch-b would NOT take 127.0.0.100");
    try (ScriptedAgent agent = new ScriptedAgent(this::answer)) {
      Ran ran = drill(agent, "--yes");

      assertThat(moves(agent)).isEmpty();
      assertThat(ran.code()).isEqualTo(3);
      assertThat(ran.err()).isEqualTo("nothing was moved\n");
    }
  }
}
