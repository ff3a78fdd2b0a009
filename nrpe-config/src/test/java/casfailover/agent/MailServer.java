package casfailover.agent;

import casfailover.mail.Delivery;
import casfailover.mail.Letter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** The mail servers of a test, which take all letters, or none for now, or none for good. */
final class MailServer {

  final List<Letter> letters = new CopyOnWriteArrayList<>();
  volatile boolean up = true;
  volatile String trouble = "mail.provider.example:587 refused the connection";

  /** What each answers to every letter, for good. */
  volatile Optional<String> refusal = Optional.empty();

  Delivery deliver(Letter letter) {
    if (!up) {
      return new Delivery.NoServer(trouble);
    }
    if (refusal.isPresent()) {
      return new Delivery.Rejected(refusal.get(), Set.of());
    }
    letters.add(letter);
    return new Delivery.Delivered("mail.provider.example");
  }
}
