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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every NRPE client does, whatever carries its questions. */
@Timeout(300)
abstract class ClientContract {

  static final Duration GENEROUS = Duration.ofSeconds(60);

  ServerSocket server = unbound();

  abstract Answer ask(NrpeTarget target, Query query);

  @BeforeEach
  void listen() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void stopListening() throws IOException {
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
  void theLongestAnswerIsTaken() {
    Reply longest = new Reply(1, "x".repeat(65_535));
    byte[] packet = Wire.bytes(Packet.response(PacketVersion.V4, longest));
    answerWith(socket -> socket.getOutputStream().write(packet));
    assertThat(ask(GENEROUS)).isEqualTo(new Answer.Answered(longest));
  }

  @Test
  void anAnswerThatBreaksOffIsNone() {
    byte[] packet = Wire.bytes(Packet.response(PacketVersion.V4, new Reply(0, "OK")));
    answerWith(socket -> socket.getOutputStream().write(packet, 0, packet.length - 1));
    assertThat(ask(GENEROUS))
        .isInstanceOfSatisfying(
            Answer.NoAnswer.class,
            no -> assertThat(no.why()).contains("closed the connection without an answer"));
  }

  @Test
  void aServerThatTricklesIsNotWaitedForBeyondTheDeadline() {
    byte[] packet = Wire.bytes(Packet.response(PacketVersion.V4, new Reply(0, "x".repeat(65_535))));
    answerWith(socket -> Wire.trickle(socket, packet));
    Duration deadline = Duration.ofMillis(200);
    assertThat(ask(deadline))
        .isEqualTo(new Answer.Nobody(target(deadline) + ": no answer within 200 ms"));
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
  void aResetIsTheSame() {
    answerWith(socket -> socket.setSoLinger(true, 0));
    assertThat(ask(GENEROUS))
        .isInstanceOfSatisfying(
            Answer.NoAnswer.class,
            no -> assertThat(no.why()).contains("closed the connection without an answer"));
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
    assertThat(ask(old, Query.of("x".repeat(2000))))
        .isEqualTo(
            new Answer.NoAnswer(old + ": the query has 2000 bytes, and NRPE version 2 takes 1023"));
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
  interface Behaviour {
    void act(Socket socket) throws IOException;
  }

  void answerWith(Behaviour behaviour) {
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

  Answer ask(Duration deadline) {
    return ask(target(deadline), Query.of("check_peer"));
  }

  NrpeTarget target(Duration deadline) {
    return NrpeTarget.plain(address(), deadline);
  }

  InetSocketAddress address() {
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
