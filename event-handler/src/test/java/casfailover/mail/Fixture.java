package casfailover.mail;

import casfailover.pair.Cidr;
import casfailover.pair.Ipv4;
import casfailover.pair.Node;
import casfailover.pair.Pair;
import java.time.Instant;
import java.util.List;

/** The pair that the golden texts are about, and letters to send around. */
final class Fixture {

  static final Pair PAIR =
      new Pair(
          new Node("exch-b", Ipv4.parse("192.0.2.12")),
          new Node("exch-a", Ipv4.parse("192.0.2.11")),
          "exch-a",
          List.of(Cidr.parse("192.0.2.100/24")),
          Ipv4.parse("192.0.2.1"));

  static final Instant AT = Instant.parse("2026-11-22T02:12:14Z");

  private Fixture() {}

  static Letter letter(String kind) {
    return letter(kind, "NEWS " + kind, "Something happened: " + kind + ".\n");
  }

  static Letter letter(String kind, String subject, String body) {
    return new Letter(
        Letter.id("2026-11-22-1", kind, "exch-b"),
        "2026-11-22-1",
        subject,
        body,
        AT,
        List.of(Letter.root("2026-11-22-1", "exch-b")));
  }
}
