package casfailover.agent;

import casfailover.mail.Letter;
import casfailover.nrpe.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What people read, made by a whole agent from what it saw: as in the golden texts. */
abstract class AgentTexts {

  @TempDir Path folder;
  World world;

  @BeforeEach
  void begin() throws IOException {
    world = World.armed(Example.in(folder));
  }

  @AfterEach
  void end() throws IOException {
    world.close();
  }

  CompletableFuture<Reply> hard() {
    return world
        .seen()
        .tell(
            "handle_event",
            "cas_ip=192.0.2.100",
            "service=peer",
            "state=CRITICAL",
            "type=HARD",
            "problem=17",
            "peer_state=DOWN",
            "peer_checked=1763777520",
            "now=1763777521");
  }

  static String golden(String module, String name) throws IOException {
    return Files.readString(Path.of("..", module, "src/test/resources/golden", name)).strip();
  }

  static String text(Letter letter) {
    return ("Subject: " + letter.subject() + "\n\n" + letter.body()).strip();
  }

  String firstLine(String check) {
    return world.ask(check).text().lines().findFirst().orElse("");
  }
}
