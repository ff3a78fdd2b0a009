package casfailover.mail;

import casfailover.pair.Cidr;
import casfailover.pair.Pair;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;

/** Something that the administrator must be told; as a letter it is pure text. */
public sealed interface News
    permits TakeoverNews,
        HandoverNews,
        HoldNews,
        WouldHaveNews,
        ReleaseNews,
        AwayNews,
        AcknowledgedNews,
        AnswerNews,
        AlarmNews {

  /** The two servers, as the one that tells sees them. */
  Pair pair();

  /** The incident that this belongs to, as in {@code 2026-11-22-1}. */
  String incident();

  /** When it happened. */
  Instant at();

  /** The letter that tells it, with times of a zone. */
  Letter letter(ZoneId zone);

  /** The name of the server that tells. */
  default String self() {
    return pair().self().name();
  }

  /** The name of the other one. */
  default String peer() {
    return pair().peer().name();
  }

  /** The address that clients connect to, or all of them where there are several. */
  default String address() {
    return pair().casIps().stream()
        .map(Cidr::address)
        .map(Object::toString)
        .collect(Collectors.joining(", "));
  }

  /** A letter of this incident's thread. */
  default Letter letter(String kind, String subject, String body) {
    return new Letter(
        Letter.id(incident(), kind, self()),
        incident(),
        "[CAS " + self() + "] " + subject,
        body,
        at(),
        List.of(Letter.root(incident(), self())));
  }

  /** The line that says where more is to be read. */
  default String more() {
    return "Incident "
        + incident()
        + " on "
        + self()
        + "; more: cas-event-handler explain "
        + incident();
  }
}
