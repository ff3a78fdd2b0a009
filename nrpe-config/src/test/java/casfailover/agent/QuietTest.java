package casfailover.agent;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.check.Check;
import casfailover.nrpe.Admission;
import casfailover.nrpe.AllowedHosts;
import casfailover.nrpe.Answer;
import casfailover.nrpe.HostNames;
import casfailover.nrpe.NrpeClient;
import casfailover.nrpe.NrpeServer;
import casfailover.nrpe.NrpeServerOptions;
import casfailover.nrpe.NrpeTarget;
import casfailover.nrpe.Query;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log has a line for what happens, and none for who asks. */
class QuietTest {

  private static final int CHECKS = 1000;

  @TempDir Path folder;
  private final Queue<String> written = new ConcurrentLinkedQueue<>();
  private final Handler log = new Notes();

  /** Keeps what a log as it is delivered would have written. */
  private final class Notes extends Handler {
    @Override
    public void publish(LogRecord event) {
      if (event.getLevel().intValue() >= Level.INFO.intValue()) {
        written.add(event.getMessage());
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  @BeforeEach
  void listen() {
    Logger.getLogger("").addHandler(log);
  }

  @AfterEach
  void listenNoMore() {
    Logger.getLogger("").removeHandler(log);
  }

  @Test
  void aThousandChecksWriteNoLine() throws IOException {
    HostNames names = HostNames.ofSystem(World.PATIENCE);
    try (World world = World.armed(Example.in(folder)).start();
        NrpeServer server =
            NrpeServer.start(
                NrpeServerOptions.of(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), "NRPE v4"),
                new Admission(AllowedHosts.parse("", Set.of(), names), Optional.empty()),
                world.agent.service());
        NrpeClient client = NrpeClient.alone()) {
      NrpeTarget target =
          NrpeTarget.plain(
              new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()),
              World.PATIENCE);
      Check[] checks = Check.values();
      written.clear();

      for (int i = 0; i < CHECKS; i++) {
        Query query = new Query(checks[i % checks.length].command(), List.of());
        assertThat(client.askAndWait(target, query)).isInstanceOf(Answer.Answered.class);
      }

      assertThat(written).isEmpty();
    }
  }
}
