package casfailover.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import casfailover.sight.Moment;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostmanTest {

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir Path folder;

  @Test
  void sendsWhatWaitedWhileTheServerWasDownAsSoonAsItIsThere() throws IOException {
    int port = freePort();
    FileOutbox outbox = new FileOutbox(folder);
    outbox.post(Fixture.letter("takeover"));
    try (Postman postman = postman(outbox, smtp(port))) {
      postman.start();
      await().atMost(LIMIT).until(() -> postman.state().failures() > 0);
      assertThat(postman.state().waiting()).isEqualTo(1);
      GreenMail mail = server(port);
      try {
        postman.wake();
        assertThat(mail.waitForIncomingEmail(LIMIT.toMillis(), 1)).isTrue();
        await().atMost(LIMIT).until(() -> postman.state().waiting() == 0);
        assertThat(postman.state().lastSuccess()).contains(Fixture.AT);
        assertThat(mail.getReceivedMessages()).hasSize(1);
      } finally {
        mail.stop();
      }
    }
  }

  @Test
  void sendsOnceWhatIsPostedTwiceAndAfterARestartWhatWaits() throws IOException {
    GreenMail mail = server(0);
    try {
      int port = mail.getSmtp().getPort();
      FileOutbox before = new FileOutbox(folder);
      before.post(Fixture.letter("one"));
      FileOutbox after = new FileOutbox(folder);
      after.post(Fixture.letter("one"));
      try (Postman postman = postman(after, smtp(port))) {
        postman.start();
        assertThat(mail.waitForIncomingEmail(LIMIT.toMillis(), 1)).isTrue();
        after.post(Fixture.letter("two"));
        after.post(Fixture.letter("one"));
        postman.wake();
        await().atMost(LIMIT).until(() -> mail.getReceivedMessages().length == 2);
        await().atMost(LIMIT).until(() -> after.waiting() == 0);
      }
      assertThat(mail.getReceivedMessages()).hasSize(2);
    } finally {
      mail.stop();
    }
  }

  @Test
  void closesInABoundedTimeWhileAServerHangsAndLosesNothing() {
    FileOutbox outbox = new FileOutbox(folder);
    outbox.post(Fixture.letter("takeover"));
    CountDownLatch delivering = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    Courier hanging =
        (letter, reached) -> {
          delivering.countDown();
          try {
            never.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return new Delivery.NoServer("hung");
        };
    Postman postman = new Postman(outbox, hanging, PostmanTest::now, Duration.ofMillis(50));
    postman.start();
    await().atMost(LIMIT).until(() -> delivering.getCount() == 0);
    postman.close();
    assertThat(new FileOutbox(folder).waiting()).isEqualTo(1);
    never.countDown();
    // What is left of the attempt still writes to the folder, which is about to be deleted.
    await().atMost(LIMIT).until(() -> postman.state().failures() > 0);
  }

  @Test
  void whoFlushesIsToldHowItEndedAlsoOfWhatWasPutAside() throws Exception {
    FileOutbox outbox = new FileOutbox(folder);
    outbox.post(Fixture.letter("one"));
    outbox.post(Fixture.letter("two"));
    outbox.reject(Fixture.letter("one").id(), Tries.NONE);
    AtomicBoolean works = new AtomicBoolean();
    Courier courier =
        (letter, reached) ->
            works.get() ? new Delivery.Delivered("provider") : new Delivery.NoServer("gone");
    try (Postman postman = new Postman(outbox, courier, PostmanTest::now, PATIENCE)) {
      postman.start();
      await().atMost(LIMIT).until(() -> postman.state().failures() > 0);
      MailState failed = postman.flush().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
      assertThat(failed.allSent()).isFalse();
      assertThat(failed.sentence()).isEqualTo("2 mails still waiting: gone");

      works.set(true);
      MailState sent = postman.flush().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
      assertThat(sent.allSent()).isTrue();
      assertThat(sent.sentence()).isEqualTo("no mail waits");
    }
  }

  @Test
  void whoeverFlushesAPostmanThatEndsIsToldWhatIsLeft() throws Exception {
    FileOutbox outbox = new FileOutbox(folder);
    outbox.post(Fixture.letter("one"));
    Postman postman =
        new Postman(
            outbox, (letter, reached) -> new Delivery.NoServer("gone"), PostmanTest::now, PATIENCE);
    CompletableFuture<MailState> told = postman.flush();
    postman.close();

    assertThat(told.get(LIMIT.toSeconds(), TimeUnit.SECONDS).waiting()).isEqualTo(1);
  }

  @Test
  void withoutAPostmanAllIsTriedOnce() {
    FileOutbox outbox = new FileOutbox(folder);
    outbox.post(Fixture.letter("one"));
    outbox.post(Fixture.letter("two"));
    outbox.reject(Fixture.letter("one").id(), Tries.NONE);
    Courier refuses =
        (letter, reached) ->
            letter.id().contains("one")
                ? new Delivery.Rejected("no such user", Set.of())
                : new Delivery.Delivered("provider");

    MailState state = Postman.once(outbox, refuses, PostmanTest::now);

    assertThat(state.sentence())
        .isEqualTo("0 mails still waiting, 1 mail refused for good and put aside: no such user");
    assertThat(
            Postman.once(outbox, (l, r) -> new Delivery.Delivered(""), PostmanTest::now).allSent())
        .isTrue();
  }

  private static Moment now() {
    return new Moment(Duration.ZERO, Duration.ZERO, Fixture.AT);
  }

  private static Postman postman(Outbox outbox, SmtpSettings smtp) {
    return new Postman(outbox, new SmtpCourier(() -> smtp), PostmanTest::now, PATIENCE);
  }

  private static SmtpSettings smtp(int port) {
    return new SmtpSettings(
        "exch-b",
        "cas@example.net",
        List.of("admin@example.net"),
        List.of(new SmtpHost("127.0.0.1", port)),
        SmtpSecurity.NONE,
        Optional.empty(),
        SmtpSettings.TIMEOUT,
        SmtpSettings.DEADLINE);
  }

  private static GreenMail server(int port) {
    GreenMail mail = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    mail.start();
    return mail;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
