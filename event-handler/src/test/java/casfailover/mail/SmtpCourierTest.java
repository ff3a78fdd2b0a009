package casfailover.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.junit5.GreenMailExtension;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class SmtpCourierTest {

  private static final String ADMIN = "admin@example.net";
  private static final String ONCALL = "oncall@provider.example";
  private static final SmtpHost NOBODY = new SmtpHost("127.0.0.1", 1);

  @TempDir Path folder;

  @RegisterExtension
  static final GreenMailExtension MAIL =
      new GreenMailExtension(
              new ServerSetup[] {
                new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
                new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS)
              })
          .withConfiguration(
              GreenMailConfiguration.aConfig().withUser("cas@example.net", "cas", "geheim"));

  @Test
  void aLetterOfTwoThreadsAnswersTheOlderOne() throws Exception {
    Letter back = Fixture.letter("handover").in("2026-11-21-1@exch-a", "2026-11-22-1@exch-b");
    courier(mail()).deliver(back, Set.of());
    MimeMessage message = MAIL.getReceivedMessages()[0];
    assertThat(header(message, "In-Reply-To")).containsExactly("<2026-11-21-1@exch-a.example.net>");
    assertThat(header(message, "References"))
        .containsExactly("<2026-11-21-1@exch-a.example.net>\r\n <2026-11-22-1@exch-b.example.net>");
  }

  @Test
  void sendsTheLetterToAllWithExactlyTheseHeaders() throws Exception {
    assertThat(courier(mail()).deliver(Fixture.letter("takeover"), Set.of()))
        .isEqualTo(new Delivery.Delivered(mail() + " accepted it"));
    MimeMessage[] received = MAIL.getReceivedMessages();
    assertThat(received).hasSize(2);
    for (MimeMessage message : received) {
      assertThat(header(message, "Message-ID"))
          .containsExactly("<2026-11-22-1.takeover@exch-b.example.net>");
      assertThat(header(message, "In-Reply-To"))
          .containsExactly("<2026-11-22-1@exch-b.example.net>");
      assertThat(header(message, "References"))
          .containsExactly("<2026-11-22-1@exch-b.example.net>");
      assertThat(header(message, "From")).containsExactly("cas@example.net");
      assertThat(header(message, "To")).containsExactly(ADMIN + ", " + ONCALL);
      assertThat(header(message, "Subject")).containsExactly("NEWS takeover");
      assertThat(header(message, "Auto-Submitted")).containsExactly("auto-generated");
      assertThat(header(message, "Content-Type"))
          .singleElement()
          .asString()
          .startsWith("multipart/alternative;");
      assertThat(message.getSentDate()).isEqualTo(Fixture.AT);
      assertThat(part(message, 0).getContent()).isEqualTo("Something happened: takeover.\r\n");
      assertThat(part(message, 0).getContentType()).isEqualTo("text/plain; charset=UTF-8");
      assertThat(part(message, 1).getContentType()).isEqualTo("text/html; charset=UTF-8");
      assertThat(part(message, 1).getContent().toString())
          .startsWith("<!DOCTYPE html>")
          .contains("Something happened: takeover.");
    }
  }

  /** One of the two forms of a letter: the plain text comes first. */
  private static BodyPart part(MimeMessage message, int number)
      throws IOException, MessagingException {
    return ((MimeMultipart) message.getContent()).getBodyPart(number);
  }

  @Test
  void givesAnotherAttemptTheSameMessageId() throws Exception {
    SmtpCourier courier = courier(mail());
    courier.deliver(Fixture.letter("takeover"), Set.of());
    courier.deliver(Fixture.letter("takeover"), Set.of());
    assertThat(Arrays.stream(MAIL.getReceivedMessages()).map(m -> header(m, "Message-ID").get(0)))
        .hasSize(4)
        .containsOnly("<2026-11-22-1.takeover@exch-b.example.net>");
  }

  @Test
  void sendsOnlySevenBitsWhateverTheTextHolds() throws Exception {
    Letter letter =
        Fixture.letter("hold-1", "Grüße 災害 \r\nBcc: x@example.net", "Jörg: ärgerlich 🙂\n.\nend\n");
    courier(mail()).deliver(letter, Set.of());
    MimeMessage message = MAIL.getReceivedMessages()[0];
    assertThat(message.getSubject()).isEqualTo("Grüße 災害   Bcc: x@example.net");
    assertThat(part(message, 0).getContent()).isEqualTo("Jörg: ärgerlich 🙂\r\n.\r\nend\r\n");
    assertThat(part(message, 1).getContent().toString()).contains("Jörg: ärgerlich 🙂");
    assertThat(header(message, "Bcc")).isEmpty();
    byte[] raw = GreenMailUtil.getWholeMessage(message).getBytes(StandardCharsets.UTF_8);
    for (byte b : raw) {
      assertThat(b).isNotNegative();
    }
  }

  @Test
  void letsNoHostileSubjectForgeAHeader() throws Exception {
    String hostile = "x\r\nBcc: victim@example.net\r\n\r\n<b>body</b>" + "y".repeat(2000);
    courier(mail()).deliver(Fixture.letter("hold-1", hostile, "b\n"), Set.of());
    MimeMessage message = MAIL.getReceivedMessages()[0];
    assertThat(header(message, "Bcc")).isEmpty();
    assertThat(message.getSubject()).startsWith("x  Bcc: victim@example.net    <b>body</b>yyy");
    assertThat(part(message, 0).getContent()).isEqualTo("b\r\n");
  }

  @Test
  void asksTheNextHostWhenTheFirstIsDead() {
    Delivery delivery = courier(NOBODY, mail()).deliver(Fixture.letter("takeover"), Set.of());
    assertThat(delivery).isInstanceOf(Delivery.Delivered.class);
    assertThat(MAIL.getReceivedMessages()).hasSize(2);
  }

  @Test
  void saysWhyNoHostCouldBeReached() {
    Delivery delivery = courier(NOBODY).deliver(Fixture.letter("takeover"), Set.of());
    assertThat(delivery)
        .isInstanceOfSatisfying(
            Delivery.NoServer.class,
            d -> assertThat(d.why()).startsWith("127.0.0.1:1: ").contains("Connection refused"));
  }

  @Test
  void doesNotSendAgainToWhomItReachedBefore() {
    courier(mail()).deliver(Fixture.letter("takeover"), Set.of(ADMIN));
    assertThat(MAIL.getReceivedMessages()).hasSize(1);
    assertThat(courier(NOBODY).deliver(Fixture.letter("takeover"), Set.of(ADMIN, ONCALL)))
        .isInstanceOf(Delivery.Delivered.class);
  }

  @Test
  void reachesOneRecipientWhereTheOthersMailboxIsFull() throws IOException {
    UnaryOperator<String> full =
        line ->
            line.startsWith("RCPT TO:<" + ADMIN)
                ? "452 4.2.2 mailbox full"
                : ScriptedSmtp.obliging(line);
    try (ScriptedSmtp server = new ScriptedSmtp(full)) {
      Delivery delivery = courier(server.host()).deliver(Fixture.letter("takeover"), Set.of());
      assertThat(delivery)
          .isInstanceOfSatisfying(
              Delivery.Deferred.class,
              d -> {
                assertThat(d.reached()).containsExactly(ONCALL);
                assertThat(d.why()).contains("452 4.2.2 mailbox full");
              });
    }
  }

  @Test
  void letsTheNextHostServeWhomTheFirstWouldNot() throws IOException {
    UnaryOperator<String> noRelay =
        line ->
            line.startsWith("RCPT TO:<" + ONCALL)
                ? "550 5.7.1 relaying denied"
                : ScriptedSmtp.obliging(line);
    try (ScriptedSmtp server = new ScriptedSmtp(noRelay)) {
      Delivery delivery =
          courier(server.host(), mail()).deliver(Fixture.letter("takeover"), Set.of());
      assertThat(delivery).isInstanceOf(Delivery.Delivered.class);
      assertThat(MAIL.getReceivedMessages()).hasSize(1);
      assertThat(server.heard()).contains(".");
    }
  }

  @Test
  void givesUpOnlyWhereEveryServerRefusesForGood() throws IOException {
    UnaryOperator<String> unknown =
        line -> line.startsWith("RCPT") ? "550 5.1.1 no such user" : ScriptedSmtp.obliging(line);
    UnaryOperator<String> spam =
        line -> line.equals(".") ? "554 5.7.1 we do not want this" : ScriptedSmtp.obliging(line);
    try (ScriptedSmtp first = new ScriptedSmtp(unknown);
        ScriptedSmtp second = new ScriptedSmtp(spam)) {
      Letter letter = Fixture.letter("takeover");
      assertThat(courier(first.host(), second.host()).deliver(letter, Set.of()))
          .isInstanceOfSatisfying(
              Delivery.Rejected.class,
              d ->
                  assertThat(d.why())
                      .contains("550 5.1.1 no such user")
                      .contains("554 5.7.1 we do not want this"));
      assertThat(courier(first.host(), NOBODY).deliver(letter, Set.of()))
          .isInstanceOf(Delivery.Deferred.class);
    }
  }

  @Test
  void triesAgainLaterAfterATemporaryAnswerOrALostConnection() throws IOException {
    for (String answer : List.of("451 4.3.0 later", "421 4.3.2 closing", ScriptedSmtp.HANG_UP)) {
      for (String at : List.of("MAIL", "RCPT", "DATA", ".")) {
        UnaryOperator<String> script =
            line -> line.startsWith(at) ? answer : ScriptedSmtp.obliging(line);
        try (ScriptedSmtp server = new ScriptedSmtp(script)) {
          assertThat(courier(server.host()).deliver(Fixture.letter("takeover"), Set.of()))
              .as("%s at %s", answer, at)
              .isInstanceOf(Delivery.Deferred.class);
        }
      }
    }
  }

  @Test
  void waitsForASilentServerNoLongerThanItsTimeout() throws IOException {
    try (ScriptedSmtp server = new ScriptedSmtp(silentAt("."))) {
      SmtpSettings hasty = within(settings(SmtpSecurity.NONE, server.host()), 300, 60_000);
      assertThat(new SmtpCourier(() -> hasty).deliver(Fixture.letter("takeover"), Set.of()))
          .isInstanceOf(Delivery.Deferred.class);
    }
  }

  @Test
  void waitsForOneServerInAllNoLongerThanTheDeadline() throws IOException {
    try (ScriptedSmtp server = new ScriptedSmtp(silentAt("EHLO"))) {
      SmtpSettings hasty = within(settings(SmtpSecurity.NONE, server.host()), 60_000, 1_000);
      assertThat(new SmtpCourier(() -> hasty).deliver(Fixture.letter("takeover"), Set.of()))
          .isInstanceOfSatisfying(
              Delivery.NoServer.class, d -> assertThat(d.why()).contains("took longer than 1 s"));
    }
  }

  @Test
  void takesWhateverCertificateStarttlsShowsUnlessOneIsRequired() throws IOException {
    UnaryOperator<String> tls =
        line ->
            line.startsWith("EHLO")
                ? "250-scripted\r\n250 STARTTLS"
                : line.equals("STARTTLS") ? ScriptedSmtp.GO_TLS : ScriptedSmtp.obliging(line);
    try (ScriptedSmtp server = new ScriptedSmtp(tls)) {
      SmtpSettings any = settings(SmtpSecurity.OPPORTUNISTIC, server.host());
      assertThat(new SmtpCourier(() -> any).deliver(Fixture.letter("takeover"), Set.of()))
          .isInstanceOf(Delivery.Delivered.class);
      assertThat(server.heard())
          .startsWith(
              "EHLO exch-b", "STARTTLS", "(tls)", "EHLO exch-b", "MAIL FROM:<cas@example.net>")
          .contains(".");
      SmtpSettings strict = settings(SmtpSecurity.REQUIRED, server.host());
      assertThat(new SmtpCourier(() -> strict).deliver(Fixture.letter("takeover"), Set.of()))
          .isInstanceOfSatisfying(
              Delivery.NoServer.class, d -> assertThat(d.why()).contains("TLS"));
    }
  }

  @Test
  void saysThePasswordOfItsFileAsItIsNow() throws IOException {
    Path password = folder.resolve("smtp.password");
    SmtpSettings.Login login = new SmtpSettings.Login("cas", password);
    SmtpSettings plain = settings(SmtpSecurity.NONE, mail());
    SmtpCourier courier = new SmtpCourier(() -> with(plain, login));
    assertThat(courier.deliver(Fixture.letter("takeover"), Set.of()))
        .isInstanceOfSatisfying(
            Delivery.NoServer.class,
            d -> assertThat(d.why()).contains("smtp_password_file").contains("smtp.password"));
    Files.writeString(password, "wrong\n");
    assertThat(courier.deliver(Fixture.letter("takeover"), Set.of()))
        .isInstanceOfSatisfying(
            Delivery.NoServer.class,
            d -> assertThat(d.why()).contains("refused the login").doesNotContain("wrong"));
    Files.writeString(password, "geheim\n");
    assertThat(courier.deliver(Fixture.letter("takeover"), Set.of()))
        .isInstanceOf(Delivery.Delivered.class);
  }

  @Test
  void keepsAPasswordFromGoingOutInTheClearByChance() {
    SmtpSettings.Login login = new SmtpSettings.Login("cas", folder.resolve("p"));
    assertThat(with(settings(SmtpSecurity.OPPORTUNISTIC, mail()), login).security())
        .isEqualTo(SmtpSecurity.REQUIRED);
  }

  @Test
  void sendsInTheClearWhereTheServerOffersNoTlsUnlessThatIsRequired() {
    assertThat(
            new SmtpCourier(() -> settings(SmtpSecurity.OPPORTUNISTIC, mail()))
                .deliver(Fixture.letter("takeover"), Set.of()))
        .isInstanceOf(Delivery.Delivered.class);
    assertThat(
            new SmtpCourier(() -> settings(SmtpSecurity.REQUIRED, mail()))
                .deliver(Fixture.letter("takeover"), Set.of()))
        .isInstanceOfSatisfying(
            Delivery.NoServer.class, d -> assertThat(d.why()).contains("STARTTLS is required"));
  }

  @Test
  void sendsInTheClearWhereTlsIsOfferedAndBrokenUnlessItIsRequired() throws IOException {
    UnaryOperator<String> broken =
        line ->
            line.startsWith("EHLO")
                ? "250-scripted\r\n250 STARTTLS"
                : line.equals("STARTTLS") ? "220 go ahead" : ScriptedSmtp.obliging(line);
    try (ScriptedSmtp server = new ScriptedSmtp(broken)) {
      SmtpSettings smtp = within(settings(SmtpSecurity.OPPORTUNISTIC, server.host()), 2000, 60_000);
      assertThat(new SmtpCourier(() -> smtp).deliver(Fixture.letter("takeover"), Set.of()))
          .isInstanceOf(Delivery.Delivered.class);
      assertThat(server.heard()).contains("STARTTLS", ".");
    }
  }

  @Test
  void speaksTlsFromTheFirstByteAndTrustsNoStranger() {
    SmtpHost smtps = new SmtpHost("127.0.0.1", MAIL.getSmtps().getPort());
    SmtpSettings tls = settings(SmtpSecurity.TLS, smtps);
    assertThat(new SmtpCourier(() -> tls).deliver(Fixture.letter("takeover"), Set.of()))
        .isInstanceOf(Delivery.NoServer.class);
    Map<String, String> trusting =
        Map.of("mail.smtp.ssl.trust", "*", "mail.smtp.ssl.checkserveridentity", "false");
    assertThat(new SmtpCourier(() -> tls, trusting).deliver(Fixture.letter("takeover"), Set.of()))
        .isInstanceOf(Delivery.Delivered.class);
    assertThat(MAIL.getReceivedMessages()).hasSize(2);
  }

  private static UnaryOperator<String> silentAt(String command) {
    return line -> line.startsWith(command) ? ScriptedSmtp.SILENCE : ScriptedSmtp.obliging(line);
  }

  private static SmtpHost mail() {
    return new SmtpHost("127.0.0.1", MAIL.getSmtp().getPort());
  }

  private static SmtpCourier courier(SmtpHost... hosts) {
    return new SmtpCourier(() -> settings(SmtpSecurity.NONE, hosts));
  }

  private static SmtpSettings settings(SmtpSecurity security, SmtpHost... hosts) {
    return new SmtpSettings(
        "exch-b",
        "cas@example.net",
        List.of(ADMIN, ONCALL),
        List.of(hosts),
        security,
        Optional.empty(),
        SmtpSettings.TIMEOUT,
        SmtpSettings.DEADLINE);
  }

  private static SmtpSettings within(SmtpSettings s, long timeoutMillis, long deadlineMillis) {
    return new SmtpSettings(
        s.self(),
        s.from(),
        s.to(),
        s.hosts(),
        s.security(),
        s.login(),
        Duration.ofMillis(timeoutMillis),
        Duration.ofMillis(deadlineMillis));
  }

  private static SmtpSettings with(SmtpSettings s, SmtpSettings.Login login) {
    return new SmtpSettings(
        s.self(),
        s.from(),
        s.to(),
        s.hosts(),
        s.security(),
        Optional.of(login),
        s.timeout(),
        s.deadline());
  }

  private static List<String> header(MimeMessage message, String name) {
    try {
      String[] values = message.getHeader(name);
      return values == null ? List.of() : List.of(values);
    } catch (MessagingException e) {
      throw new AssertionError(e);
    }
  }
}
