package casfailover.mail;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;
import java.util.function.Supplier;

/** A courier that speaks SMTP (RFC 5321) to the first of several servers that takes the letter. */
public final class SmtpCourier implements Courier {

  private final Supplier<SmtpSettings> settings;
  private final Map<String, String> extra;

  /**
   * A courier.
   *
   * @param settings asked at each attempt, so that mended settings count at once
   */
  public SmtpCourier(Supplier<SmtpSettings> settings) {
    this(settings, Map.of());
  }

  SmtpCourier(Supplier<SmtpSettings> settings, Map<String, String> extra) {
    this.settings = settings;
    this.extra = extra;
  }

  @Override
  public Delivery deliver(Letter letter, Set<String> reached) {
    SmtpSettings smtp = settings.get();
    Set<String> open = new LinkedHashSet<>(smtp.to());
    open.removeAll(reached);
    Set<String> accepted = new TreeSet<>();
    Set<String> refusedByAll = new TreeSet<>(open);
    StringJoiner words = new StringJoiner("; ");
    boolean spoke = false;
    for (SmtpHost host : smtp.hosts()) {
      if (open.isEmpty()) {
        break;
      }
      SmtpAnswer answer =
          new SmtpConversation(smtp, host, extra).handOver(letter, List.copyOf(open));
      spoke |= answer.spoke();
      accepted.addAll(answer.accepted());
      open.removeAll(answer.accepted());
      refusedByAll.retainAll(answer.refused());
      words.add(answer.words());
    }
    if (open.isEmpty()) {
      return new Delivery.Delivered(words.toString());
    }
    if (refusedByAll.containsAll(open)) {
      return new Delivery.Rejected(words.toString(), accepted);
    }
    return spoke
        ? new Delivery.Deferred(words.toString(), accepted)
        : new Delivery.NoServer(words.toString());
  }
}
