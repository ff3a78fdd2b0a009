package casfailover.mail;

import casfailover.pair.FreeText;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What one mail server did with a letter.
 *
 * @param spoke whether it got as far as judging the letter
 * @param accepted the recipients that it accepted the letter for
 * @param refused the recipients that it refused for good; who is in neither may be asked for again
 * @param words what it said, with its name
 */
record SmtpAnswer(boolean spoke, Set<String> accepted, Set<String> refused, String words) {

  /** A reply code (RFC 5321, 4.2) at the start of a line, with the enhanced one (RFC 3463). */
  private static final Pattern PERMANENT = Pattern.compile("^5[0-9]{2}[ -]");

  /** More than a server has to say, and less than would hide what else stands beside it. */
  private static final int LONGEST = 500;

  static SmtpAnswer accepted(SmtpHost host, Set<String> recipients) {
    return new SmtpAnswer(true, recipients, Set.of(), host + " accepted it");
  }

  static SmtpAnswer silent(SmtpHost host, String why) {
    return new SmtpAnswer(false, Set.of(), Set.of(), host + ": " + FreeText.line(why, LONGEST));
  }

  /** From the failure of handing the letter over, after the server had let us in. */
  static SmtpAnswer of(SmtpHost host, MessagingException failure) {
    String words = host + ": " + words(failure);
    if (!(failure instanceof SendFailedException sending)) {
      return new SmtpAnswer(true, Set.of(), Set.of(), words);
    }
    Set<String> refused = texts(sending.getInvalidAddresses());
    if (permanent(failure)) {
      refused.addAll(texts(sending.getValidUnsentAddresses()));
    }
    return new SmtpAnswer(true, texts(sending.getValidSentAddresses()), refused, words);
  }

  /** All that is said along the chain of a failure, which has one link for each recipient. */
  static String words(MessagingException failure) {
    StringBuilder words = new StringBuilder();
    Exception link = failure;
    while (link != null) {
      String said = link.getMessage();
      String text = said == null || said.isBlank() ? link.getClass().getSimpleName() : said;
      words.append(words.isEmpty() ? "" : "; ").append(text.strip());
      link = link instanceof MessagingException chained ? chained.getNextException() : null;
    }
    return FreeText.line(words.toString(), LONGEST);
  }

  private static boolean permanent(MessagingException failure) {
    String said = failure.getMessage();
    Matcher code = PERMANENT.matcher(said == null ? "" : said.strip());
    return code.find();
  }

  private static Set<String> texts(Address[] addresses) {
    return addresses == null
        ? new TreeSet<>()
        : Arrays.stream(addresses)
            .map(Address::toString)
            .collect(Collectors.toCollection(TreeSet::new));
  }
}
