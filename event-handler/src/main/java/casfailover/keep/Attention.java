package casfailover.keep;

import casfailover.journal.Entry;
import casfailover.keep.Reply.Outcome;
import casfailover.order.Order;
import casfailover.sight.Acknowledged;
import casfailover.sight.Moment;
import casfailover.sight.PeerReport;
import java.util.Optional;

/**
 * A person's word that what is wrong with the address was seen. It ends the reminders and changes
 * nothing else. Either agent takes it, and the other one reads it in the report; it is over with
 * the next term of the address and with the next incident.
 */
final class Attention {

  private final Mind mind;
  private final Notes notes;
  private final Stay stay;
  private final Account account;
  private final Spreading<Entry.Acknowledged> spreading;

  Attention(Mind mind, Notes notes, Stay stay, Account account) {
    this.mind = mind;
    this.notes = notes;
    this.stay = stay;
    this.account = account;
    this.spreading = new Spreading<>(mind);
  }

  void order(Moment now, Ticket ticket, Order.Who who) {
    Optional<Entry.Acknowledged> before = mind.memory().acknowledgement().word();
    if (!somethingIsWrong(now)) {
      mind.tell(
          ticket,
          Outcome.REFUSED,
          "nothing is wrong with " + mind.casIp() + ", so there is nothing to acknowledge");
    } else if (before.filter(word -> says(word, who)).isPresent()) {
      mind.tell(ticket, Outcome.ALREADY, "acknowledged already; no more reminders");
    } else {
      spreading.begin(now, ticket, word(now, who), "acknowledged; no more reminders");
    }
  }

  private static boolean says(Entry.Acknowledged word, Order.Who who) {
    return word.author().equals(who.author()) && word.comment().equals(who.comment());
  }

  /** Its number is higher than any before, also than one that only the peer remembers. */
  private Entry.Acknowledged word(Moment now, Order.Who who) {
    long number =
        Math.max(
            mind.memory().acknowledgement().number(), told().map(Acknowledged::number).orElse(0L));
    return new Entry.Acknowledged(
        Math.max(number + 1, now.wall().getEpochSecond()),
        mind.sights().highest(mind.memory().known()),
        now.wall(),
        who.author(),
        who.comment());
  }

  /** Whether the address is wanted, alarmed, nowhere, or away from where it is meant to be. */
  private boolean somethingIsWrong(Moment now) {
    if (mind.memory().intent().armed() || !mind.troubles().alarm(mind.verdict()).isEmpty()) {
      return true;
    }
    String meant =
        mind.memory()
            .place()
            .kept()
            .map(Entry.Kept::node)
            .orElse(mind.setup().pair().preferredOwner());
    return stay.holder(now).filter(meant::equals).isEmpty();
  }

  /** What the peer has heard of last. */
  private Optional<Acknowledged> told() {
    return mind.sights().report().flatMap(PeerReport::acknowledged);
  }

  /** The peer told of a later word than any that is known here, about the same term. */
  void heard(Moment now) {
    told()
        .filter(word -> word.number() > mind.memory().acknowledgement().number())
        .filter(word -> word.term().equals(mind.memory().known()))
        .map(
            word ->
                new Entry.Acknowledged(
                    word.number(), word.term(), word.at(), word.author(), word.comment()))
        .ifPresent(word -> notes.note(now, word));
  }

  /** Tells those who wait, once the peer knows or has had the time to. */
  void look(Moment now) {
    spreading.look(
        now,
        word -> mind.memory().acknowledgement().number() >= word.number(),
        word -> told().filter(other -> other.number() >= word.number()).isPresent());
  }

  /** It is in the journal; who has the address tells of it by mail, else who wants it. */
  void written(Moment now, Entry.Acknowledged word) {
    boolean wanted = mind.memory().intent().armed() && stay.holder(now).isEmpty();
    if (mind.holding().isPresent() || wanted) {
      mind.then(mind.newsroom().acknowledged(word, account.view(now)));
    }
  }

  void notWritten(Entry entry, String trouble) {
    spreading.notWritten(entry, trouble);
  }
}
