package casfailover.nrpe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class NrpeClientTest extends ClientContract {

  private final NetworkThreads threads = new NetworkThreads("test", 1);
  private final NrpeClient client = NrpeClient.on(threads);

  @Override
  Answer ask(NrpeTarget target, Query query) {
    return client.askAndWait(target, query);
  }

  @AfterEach
  void end() {
    client.close();
    threads.close();
  }

  @Test
  void aClosedClientSaysSo() {
    threads.close();
    assertThat(ask(GENEROUS))
        .isEqualTo(new Answer.NoAnswer(target(GENEROUS) + " was not asked: the client is closed"));
  }

  @Test
  void anAnswerComesAlsoWhereTheNetworksThreadHangs() {
    CompletableFuture<Void> hangs = new CompletableFuture<>();
    threads.group().execute(hangs::join);
    NrpeTarget target = target(Duration.ofMillis(100));
    assertThat(client.ask(target, Query.of("x")).toCompletableFuture())
        .succeedsWithin(GENEROUS)
        .isEqualTo(new Answer.NoAnswer(target + ": the network thread of the client does not run"));
    hangs.complete(null);
  }

  @Test
  void closingTheThreadsEndsWhatIsAsked() throws IOException {
    CompletableFuture<Answer> answer =
        client.ask(target(GENEROUS), Query.of("x")).toCompletableFuture();
    Socket asked = server.accept();
    threads.close();
    assertThat(answer).succeedsWithin(GENEROUS).isInstanceOf(Answer.NoAnswer.class);
    asked.close();
  }
}
