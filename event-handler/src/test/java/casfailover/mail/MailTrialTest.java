package casfailover.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.junit5.GreenMailExtension;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MailTrialTest {

  private static final String ADMIN = "admin@example.net";
  private static final SmtpHost NOBODY = new SmtpHost("127.0.0.1", 1);

  @RegisterExtension
  static final GreenMailExtension MAIL =
      new GreenMailExtension(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

  private static List<MailTrial.Tried> send(SmtpHost... hosts) {
    SmtpSettings smtp =
        new SmtpSettings(
            "exch-b",
            "cas@example.net",
            List.of(ADMIN),
            List.of(hosts),
            SmtpSecurity.NONE,
            Optional.empty(),
            SmtpSettings.TIMEOUT,
            SmtpSettings.DEADLINE);
    return new MailTrial(smtp).send(Fixture.AT, ZoneOffset.UTC);
  }

  private static SmtpHost mail() {
    return new SmtpHost("127.0.0.1", MAIL.getSmtp().getPort());
  }

  @Test
  void everyServerIsTriedByItselfAndSaysWhatItDid() throws MessagingException {
    List<MailTrial.Tried> tried = send(NOBODY, mail());

    assertThat(tried).extracting(MailTrial.Tried::works).containsExactly(false, true);
    assertThat(tried.get(0).words()).startsWith("127.0.0.1:1: ").contains("refused");
    assertThat(tried.get(0).missing()).containsExactly(ADMIN);
    assertThat(tried.get(1).words()).isEqualTo(mail() + " accepted it");
    assertThat(MAIL.getReceivedMessages()).hasSize(1);
    assertThat(MAIL.getReceivedMessages()[0].getSubject()).isEqualTo("[CAS exch-b] TEST 2 of 2");
    assertThat(GreenMailUtil.getBody(MAIL.getReceivedMessages()[0]))
        .contains("ordered on exch-b by cas-event-handler test-mail.")
        .contains("It came through " + mail() + ". Nothing is wrong, and nothing was done.");
  }

  @Test
  void eachServerGetsALetterOfItsOwn() {
    send(mail(), mail());

    assertThat(MAIL.getReceivedMessages())
        .extracting(message -> message.getHeader("Message-ID")[0])
        .containsExactly(
            "<test-1795313534.1@exch-b.example.net>", "<test-1795313534.2@exch-b.example.net>");
  }
}
