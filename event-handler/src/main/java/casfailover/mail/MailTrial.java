package casfailover.mail;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A letter to all recipients through each mail server by itself, to see which of them work. */
public final class MailTrial {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss Z", Locale.ROOT);

  private final SmtpSettings smtp;
  private final Map<String, String> extra;

  /** A trial of the servers of some settings. */
  public MailTrial(SmtpSettings smtp) {
    this(smtp, Map.of());
  }

  MailTrial(SmtpSettings smtp, Map<String, String> extra) {
    this.smtp = smtp;
    this.extra = extra;
  }

  /**
   * What one server did.
   *
   * @param host its name and port
   * @param missing the recipients that it did not take the letter for
   * @param words what it answered, with its name
   */
  public record Tried(String host, Set<String> missing, String words) {

    public Tried {
      missing = Set.copyOf(missing);
    }

    /** Whether it took the letter for everybody. */
    public boolean works() {
      return missing.isEmpty();
    }
  }

  /**
   * Sends the letters, in the order in which the servers are tried in earnest.
   *
   * @param zone that of the times in the letters
   */
  public List<Tried> send(Instant now, ZoneId zone) {
    List<Tried> tried = new ArrayList<>();
    for (SmtpHost host : smtp.hosts()) {
      SmtpAnswer answer =
          new SmtpConversation(smtp, host, extra)
              .handOver(letter(host, tried.size() + 1, now, zone), smtp.to());
      Set<String> missing = new HashSet<>(smtp.to());
      missing.removeAll(answer.accepted());
      tried.add(new Tried(host.toString(), missing, answer.words()));
    }
    return tried;
  }

  private Letter letter(SmtpHost host, int number, Instant now, ZoneId zone) {
    return new Letter(
        Letter.id("test-" + now.getEpochSecond(), String.valueOf(number), smtp.self()),
        "test-" + now.getEpochSecond(),
        "[CAS " + smtp.self() + "] TEST " + number + " of " + smtp.hosts().size(),
        "A test of "
            + TIME.format(now.atZone(zone))
            + ", ordered on "
            + smtp.self()
            + " by cas-event-handler test-mail.\nIt came through "
            + host
            + ". Nothing is wrong, and nothing was done.\n",
        now,
        List.of());
  }
}
