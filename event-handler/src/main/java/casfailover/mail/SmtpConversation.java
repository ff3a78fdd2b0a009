package casfailover.mail;

import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One attempt to hand a letter to one mail server. */
final class SmtpConversation {

  private static final Logger LOG = LoggerFactory.getLogger(SmtpConversation.class);

  private final SmtpSettings smtp;
  private final SmtpHost host;
  private final Map<String, String> extra;

  /**
   * A conversation.
   *
   * @param extra properties of the mail library beyond those that follow from the settings
   */
  SmtpConversation(SmtpSettings smtp, SmtpHost host, Map<String, String> extra) {
    this.smtp = smtp;
    this.host = host;
    this.extra = extra;
  }

  SmtpAnswer handOver(Letter letter, List<String> to) {
    return handOver(letter, to, smtp.security());
  }

  private SmtpAnswer handOver(Letter letter, List<String> to, SmtpSecurity security) {
    try (DeadlineSockets sockets = new DeadlineSockets(smtp.deadline())) {
      Session session = Session.getInstance(properties(security, sockets));
      MailMessage message =
          new MailMessage(
              session, letter, LetterTemplates.in(smtp.templates()), smtp.from(), smtp.to());
      Address[] recipients = new Address[to.size()];
      for (int i = 0; i < recipients.length; i++) {
        recipients[i] = MailMessage.address(to.get(i));
      }
      Transport transport = session.getTransport("smtp");
      try {
        connect(transport);
      } catch (MessagingException e) {
        // An old server's protocols may be too old for this Java: rather in the clear than never.
        return security == SmtpSecurity.OPPORTUNISTIC && causedByTls(e)
            ? handOver(letter, to, SmtpSecurity.NONE)
            : SmtpAnswer.silent(host, words(e, sockets));
      }
      return send(transport, message, recipients);
    } catch (IOException e) {
      return SmtpAnswer.silent(host, "cannot read the file of smtp_password_file: " + e);
    } catch (MessagingException e) {
      return SmtpAnswer.silent(
          host, "cannot make the mail, see mail_from and mail_to: " + SmtpAnswer.words(e));
    }
  }

  private void connect(Transport transport) throws MessagingException, IOException {
    if (smtp.login().isEmpty()) {
      transport.connect(host.name(), host.port(), null, null);
      return;
    }
    SmtpSettings.Login login = smtp.login().get();
    String password = Files.readString(login.passwordFile()).strip();
    transport.connect(host.name(), host.port(), login.user(), password);
  }

  private SmtpAnswer send(Transport transport, MailMessage message, Address[] recipients) {
    try {
      transport.sendMessage(message, recipients);
      Set<String> accepted = new TreeSet<>();
      for (Address recipient : recipients) {
        accepted.add(recipient.toString());
      }
      return SmtpAnswer.accepted(host, accepted);
    } catch (MessagingException e) {
      return SmtpAnswer.of(host, e);
    } finally {
      leave(transport);
    }
  }

  private void leave(Transport transport) {
    try {
      transport.close();
    } catch (MessagingException e) {
      LOG.debug("{} did not hear our QUIT; what it accepted stays accepted", host, e);
    }
  }

  private String words(MessagingException failure, DeadlineSockets sockets) {
    String words = SmtpAnswer.words(failure);
    if (sockets.expired()) {
      words = "took longer than " + Spans.whole(smtp.deadline()) + ": " + words;
    }
    return failure instanceof AuthenticationFailedException
        ? "refused the login, see smtp_user and smtp_password_file: " + words
        : words;
  }

  private static boolean causedByTls(MessagingException failure) {
    Throwable link = failure;
    while (link != null) {
      if (link instanceof SSLException) {
        return true;
      }
      link = link.getCause();
    }
    return false;
  }

  private Properties properties(SmtpSecurity security, DeadlineSockets sockets) {
    String millis = Long.toString(smtp.timeout().toMillis());
    Properties mail = new Properties();
    mail.put("mail.smtp.socketFactory", sockets);
    mail.setProperty("mail.smtp.socketFactory.fallback", "false");
    mail.setProperty("mail.smtp.connectiontimeout", millis);
    mail.setProperty("mail.smtp.timeout", millis);
    mail.setProperty("mail.smtp.writetimeout", millis);
    mail.setProperty("mail.smtp.localhost", smtp.self());
    mail.setProperty("mail.smtp.from", smtp.from());
    // A full mailbox of one must not keep the letter from the other; and nobody waits for BYE.
    mail.setProperty("mail.smtp.sendpartial", "true");
    mail.setProperty("mail.smtp.quitwait", "false");
    mail.setProperty("mail.smtp.auth", Boolean.toString(smtp.login().isPresent()));
    switch (security) {
      case NONE -> mail.setProperty("mail.smtp.starttls.enable", "false");
      case OPPORTUNISTIC -> {
        mail.setProperty("mail.smtp.starttls.enable", "true");
        mail.setProperty("mail.smtp.ssl.trust", "*");
        mail.setProperty("mail.smtp.ssl.checkserveridentity", "false");
      }
      case REQUIRED -> {
        mail.setProperty("mail.smtp.starttls.enable", "true");
        mail.setProperty("mail.smtp.starttls.required", "true");
        mail.setProperty("mail.smtp.ssl.checkserveridentity", "true");
      }
      case TLS -> {
        mail.setProperty("mail.smtp.ssl.enable", "true");
        mail.setProperty("mail.smtp.ssl.checkserveridentity", "true");
      }
    }
    mail.putAll(extra);
    return mail;
  }
}
