package casfailover.nrpe;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class SocketNrpeClientTest extends ClientContract {

  @Override
  Answer ask(NrpeTarget target, Query query) {
    return new SocketNrpeClient().ask(target, query);
  }

  @Test
  void anInterruptEndsTheWaitingAndTheConnection() throws Exception {
    ExecutorService asker = Executors.newSingleThreadExecutor();
    try {
      CompletableFuture<Answer> answer = new CompletableFuture<>();
      Future<?> task = asker.submit(() -> answer.complete(ask(GENEROUS)));
      try (Socket asked = server.accept()) {
        task.cancel(true);
        assertThat(answer)
            .succeedsWithin(GENEROUS)
            .isEqualTo(
                new Answer.NoAnswer(
                    target(GENEROUS) + ": interrupted while waiting for its answer"));
        asked.setSoTimeout((int) GENEROUS.toMillis());
        assertThat(asked.getInputStream().readAllBytes())
            .hasSizeLessThanOrEqualTo(PacketVersion.FIXED_SIZE);
      }
    } finally {
      asker.shutdownNow();
    }
  }

  @Test
  void aDeadServerLeavesNoConnectionBehind() throws Exception {
    assertThat(ask(Duration.ofMillis(50))).isInstanceOf(Answer.Nobody.class);
    try (Socket asked = server.accept()) {
      asked.setSoTimeout((int) GENEROUS.toMillis());
      assertThat(asked.getInputStream().readAllBytes())
          .hasSizeLessThanOrEqualTo(PacketVersion.FIXED_SIZE);
    }
  }
}
