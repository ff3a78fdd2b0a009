package casfailover.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import casfailover.pair.Cidr;
import casfailover.pair.Ipv4;
import casfailover.pair.MacAddress;
import casfailover.pair.Node;
import casfailover.pair.Pair;
import casfailover.sight.DagReading;
import casfailover.sight.DagReading.Copy;
import casfailover.sight.Finding;
import casfailover.sight.Moment;
import casfailover.sight.Note;
import casfailover.sight.Ports;
import casfailover.sight.Replies;
import casfailover.sight.Sighting;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/** The example pair, a night in its life, and what can be seen of it then. */
final class Seen {

  static final ZoneId ZONE = ZoneId.of("+01:00");
  static final Node EXCH_A = new Node("exch-a", Ipv4.parse("192.0.2.11"));
  static final Node EXCH_B = new Node("exch-b", Ipv4.parse("192.0.2.12"));
  static final MacAddress MAC_A = new MacAddress("02:42:0a:2a:00:0b");
  static final MacAddress MAC_B = new MacAddress("02:42:0a:2a:00:0c");
  static final MacAddress STRANGER = new MacAddress("00:15:5d:01:02:03");

  /** As exch-b sees it. */
  static final Pair PAIR =
      new Pair(
          EXCH_B, EXCH_A, "exch-a", List.of(Cidr.parse("192.0.2.100/24")), Ipv4.parse("192.0.2.1"));

  static final Moment NOW =
      new Moment(
          Duration.ofHours(500), Duration.ofHours(501), Instant.parse("2026-11-22T02:12:14Z"));
  static final Duration MAX_AGE = Duration.ofSeconds(10);

  private Seen() {}

  static Moment ago(Duration time) {
    return NOW.plus(time.negated());
  }

  static Instant at(String clock) {
    return Instant.parse("2026-11-22T" + clock + "+01:00");
  }

  static Optional<Sighting> seen(Finding finding) {
    return Optional.of(new Sighting.Seen(ago(Duration.ofSeconds(1)), NOW, finding));
  }

  static Optional<Sighting> silent(Finding finding) {
    return Optional.of(new Sighting.Silent(ago(Duration.ofSeconds(1)), NOW, finding));
  }

  static Optional<Sighting> unknown(String why) {
    return Optional.of(new Sighting.Unknown(ago(Duration.ofSeconds(1)), NOW, why));
  }

  static Optional<Sighting> old(Finding finding) {
    Moment then = ago(Duration.ofSeconds(12));
    return Optional.of(new Sighting.Seen(then, then, finding));
  }

  static Replies replies(int received, long micros) {
    return new Replies(
        10,
        received,
        received == 0 ? Optional.empty() : Optional.of(Duration.ofNanos(micros * 1000)));
  }

  static Ports port(boolean accepts, String words) {
    return new Ports(List.of(new Ports.Answer("443/tcp", accepts, words)));
  }

  static Note agent(String words) {
    return new Note("agent " + words);
  }

  static Copy copy(String database, String server, String status, long copyQueue, long replay) {
    return new Copy(
        database,
        server,
        status,
        Optional.empty(),
        false,
        copyQueue < 0 ? OptionalLong.empty() : OptionalLong.of(copyQueue),
        replay < 0 ? OptionalLong.empty() : OptionalLong.of(replay),
        "Healthy",
        "");
  }

  static Copy broken(Copy copy, String error) {
    return new Copy(
        copy.database(),
        copy.server(),
        copy.status(),
        copy.activeOn(),
        copy.activationSuspended(),
        copy.copyQueue(),
        copy.replayQueue(),
        copy.contentIndex(),
        error);
  }

  static Copy activeOn(Copy copy, String server) {
    return new Copy(
        copy.database(),
        copy.server(),
        copy.status(),
        Optional.of(server),
        copy.activationSuspended(),
        copy.copyQueue(),
        copy.replayQueue(),
        copy.contentIndex(),
        copy.error());
  }

  static Copy suspended(Copy copy) {
    return new Copy(
        copy.database(),
        copy.server(),
        copy.status(),
        copy.activeOn(),
        true,
        copy.copyQueue(),
        copy.replayQueue(),
        copy.contentIndex(),
        copy.error());
  }

  static DagReading reading(Copy... copies) {
    return new DagReading(List.of(copies));
  }

  /** What a golden file says, without the line feed at its end. */
  static String golden(String name) {
    try (InputStream in = Seen.class.getResourceAsStream("/golden/" + name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), UTF_8).stripTrailing();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String text(Outcome outcome) {
    return PluginLine.of(outcome).text();
  }
}
