package casfailover.agent;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.nrpe.NrpeServer;
import casfailover.nrpe.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two monitoring systems that call all at once, over real sockets, about one failure. */
@Timeout(300)
class AgentEventStormTest {

  private static final int CALLS = 50;

  /** What a failure makes them say, and what they say beside it. */
  private static final List<String> SAID =
      List.of(
          "service=peer!state=CRITICAL!type=HARD!attempt=3!problem=17",
          "service=peer!state=CRITICAL!type=SOFT!attempt=1!problem=17",
          "host=exch-a!state=DOWN!type=HARD!attempt=1!problem=16",
          "service=cas_ip!state=CRITICAL!type=HARD!attempt=3!problem=18",
          "service=cas_ip!state=UNKNOWN!type=HARD!attempt=3!problem=18",
          "service=peer!state=WARNING!type=HARD!attempt=3!problem=17",
          "service=peer!state=CRITICAL!type=HARD!attempt=3!problem=17!downtime=0!peer_state=DOWN");

  @TempDir Path folder;
  private final ExecutorService callers = Executors.newFixedThreadPool(CALLS);
  private World world;
  private NrpeServer server;

  @BeforeEach
  void begin() throws IOException {
    world = World.armed(Example.in(folder)).start();
    server = world.serve();
  }

  @AfterEach
  void end() throws IOException {
    world.close();
    server.close();
    callers.shutdown();
  }

  @Test
  void fiftyCallsAtOnceLeadToOneTakeoverAndOneLetterAndAreAllAnswered() {
    world.peerDies().databasesArrive().seen();
    List<CompletableFuture<Reply>> calls = new ArrayList<>();
    CyclicBarrier together = new CyclicBarrier(CALLS);
    for (int i = 0; i < CALLS; i++) {
      String monitor = i % 2 == 0 ? "127.0.0.2" : "127.0.0.3";
      String said = SAID.get(i / 2 % SAID.size());
      calls.add(CompletableFuture.supplyAsync(() -> call(together, monitor, said), callers));
    }
    world.passUntil("all are answered", () -> calls.stream().allMatch(CompletableFuture::isDone));
    world.passUntil("it is here", world::here);
    world.passUntil("somebody is told", () -> !world.mailServer.letters.isEmpty());
    world.pass(world.settings.timing().takeWait());

    assertThat(calls).hasSize(CALLS).allSatisfy(this::isHeard);
    assertThat(world.journal.count("taken")).isEqualTo(1);
    assertThat(world.journal.count("begun")).isEqualTo(1);
    assertThat(world.mailServer.letters)
        .singleElement()
        .satisfies(letter -> assertThat(letter.subject()).contains("TAKEOVER"));
  }

  private void isHeard(CompletableFuture<Reply> call) {
    Reply reply = call.join();
    assertThat(reply.code()).as(reply.text()).isZero();
    assertThat(reply.text()).matches("(?s)(DONE|HELD) .*");
  }

  private Reply call(CyclicBarrier together, String monitor, String said) {
    try {
      together.await();
      try (RawNrpe caller =
          new RawNrpe(
              InetAddress.getByName(monitor),
              server.port(),
              4,
              "handle_event!cas_ip=192.0.2.100!" + said)) {
        return caller.answer();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException | BrokenBarrierException e) {
      throw new IllegalStateException(e);
    }
  }
}
