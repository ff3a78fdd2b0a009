package casfailover.nrpe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
@Timeout(300)
class NrpeClientTest {

  private static final Duration GENEROUS = Duration.ofSeconds(60);

  private final NetworkThreads threads = new NetworkThreads("test", 1);
  private final NrpeClient client = NrpeClient.on(threads);
  private ServerSocket server = unbound();

  @BeforeEach
  void listen() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void end() throws IOException {
    client.close();
    threads.close();
    server.close();
  }

  @Test
  void anAnswerInPiecesIsPutTogether() {
    byte[] packet = Wire.bytes(Packet.response(PacketVersion.V4, new Reply(2, "CRITICAL - größe")));
    answerWith(
        socket -> {
          for (byte b : packet) {
            socket.getOutputStream().write(b);
          }
        });
    assertThat(ask(GENEROUS)).isEqualTo(new Answer.Answered(new Reply(2, "CRITICAL - größe")));
  }

  @Test
  void aCodeThatIsNoneIsUnknown() {
    byte[] packet =
        Wire.bytes(new Packet(PacketVersion.V4, Packet.Kind.RESPONSE, -1, "no such code"));
    answerWith(socket -> socket.getOutputStream().write(packet));
    assertThat(ask(GENEROUS)).isEqualTo(new Answer.Answered(new Reply(3, "no such code")));
  }

  @Test
  void aWrongChecksumIsNoAnswer() {
    byte[] packet = Wire.bytes(Packet.response(PacketVersion.V4, new Reply(0, "OK")));
    packet[16] ^= 1;
    answerWith(socket -> socket.getOutputStream().write(packet));
    assertThat(ask(GENEROUS))
        .isEqualTo(
            new Answer.NoAnswer(target(GENEROUS) + ": its answer cannot be read: wrong checksum"));
  }

  @Test
  void anotherVersionIsNoAnswer() {
    byte[] packet = Wire.bytes(Packet.response(PacketVersion.V2, new Reply(0, "OK")));
    answerWith(socket -> socket.getOutputStream().write(packet));
    assertThat(ask(GENEROUS))
        .isEqualTo(new Answer.NoAnswer(target(GENEROUS) + ": answered in version 2, not in 4"));
  }

  @Test
  void aCloseIsNoAnswer() {
    answerWith(socket -> {});
    assertThat(ask(GENEROUS))
        .isEqualTo(
            new Answer.NoAnswer(
                target(GENEROUS)
                    + ": closed the connection without an answer: the query was refused, or our"
                    + " address is not in its allowed_hosts"));
  }

  @Test
  void aServerThatSaysNothingIsNotWaitedForBeyondTheDeadline() {
    assertThat(ask(Duration.ofMillis(50)))
        .isEqualTo(new Answer.Nobody(target(Duration.ofMillis(50)) + ": no answer within 50 ms"));
  }

  @Test
  void aPortThatNobodyListensOnIsNoAnswerAtOnce() throws IOException {
    server.close();
    assertThat(ask(GENEROUS))
        .isInstanceOfSatisfying(
            Answer.Nobody.class,
            no ->
                assertThat(no.why())
                    .startsWith(target(GENEROUS) + ": no connection: ")
                    .contains("refused"));
  }

  @Test
  void aQueryThatIsTooLongIsNotSent() {
    NrpeTarget old =
        new NrpeTarget(address(), PacketVersion.V2, Optional.empty(), Optional.empty(), GENEROUS);
    assertThat(client.askAndWait(old, Query.of("x".repeat(2000))))
        .isEqualTo(
            new Answer.NoAnswer(old + ": the query has 2000 bytes, and NRPE version 2 takes 1023"));
  }

  @Test
  void aClosedClientSaysSo() {
    threads.close();
    assertThat(ask(GENEROUS))
        .isEqualTo(new Answer.NoAnswer(target(GENEROUS) + " was not asked: the client is closed"));
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

  @Test
  void aNameThatIsNotResolvedIsRefused() {
    assertThatThrownBy(
            () ->
                NrpeTarget.plain(
                    InetSocketAddress.createUnresolved("exch-a.corp.example", 5666), GENEROUS))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @FunctionalInterface
  private interface Behaviour {
    void act(Socket socket) throws IOException;
  }

  private void answerWith(Behaviour behaviour) {
    Thread thread =
        new Thread(
            () -> {
              try (Socket socket = server.accept()) {
                socket.getInputStream().readNBytes(PacketVersion.FIXED_SIZE);
                behaviour.act(socket);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  private Answer ask(Duration deadline) {
    return client.askAndWait(target(deadline), Query.of("check_peer"));
  }

  private NrpeTarget target(Duration deadline) {
    return NrpeTarget.plain(address(), deadline);
  }

  private InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getLocalPort());
  }

  private static ServerSocket unbound() {
    try {
      return new ServerSocket();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
