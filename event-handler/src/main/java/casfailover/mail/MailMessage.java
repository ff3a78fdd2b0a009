package casfailover.mail;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.util.Date;
import java.util.List;

/** A letter as the message that goes over the wire; each attempt sends the same one. */
final class MailMessage extends MimeMessage {

  private final String messageId;

  MailMessage(
      Session session, Letter letter, LetterTemplates templates, String from, List<String> to)
      throws MessagingException {
    super(session);
    String domain = from.substring(from.lastIndexOf('@') + 1);
    messageId = global(letter.id(), domain);
    setFrom(address(from));
    for (String recipient : to) {
      addRecipient(RecipientType.TO, address(recipient));
    }
    setSubject(letter.subject(), "UTF-8");
    setSentDate(Date.from(letter.created()));
    if (!letter.references().isEmpty()) {
      List<String> ids = letter.references().stream().map(r -> global(r, domain)).toList();
      setHeader("In-Reply-To", ids.get(0));
      setHeader("References", String.join("\r\n ", ids));
    }
    setHeader("Auto-Submitted", "auto-generated");
    // Exchange answers an Auto-Submitted mail with out-of-office notes unless told so in its words.
    setHeader("X-Auto-Response-Suppress", "All");
    MimeBodyPart text = new MimeBodyPart();
    text.setText(templates.textOf(letter), "UTF-8");
    MimeBodyPart html = new MimeBodyPart();
    html.setText(templates.htmlOf(letter), "UTF-8", "html");
    setContent(new MimeMultipart("alternative", text, html));
    saveChanges();
  }

  /**
   * Two pairs may have servers of the same names: the sender's domain tells their letters apart.
   */
  private static String global(String id, String domain) {
    return "<" + id + "." + domain + ">";
  }

  static InternetAddress address(String text) throws AddressException {
    return new InternetAddress(text, true);
  }

  /** Keeps the library from making a new id at each saving. */
  @Override
  protected void updateMessageID() throws MessagingException {
    setHeader("Message-ID", messageId);
  }
}
