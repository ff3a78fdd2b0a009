package casfailover.agent;

import casfailover.config.DagSource;
import casfailover.config.Settings;
import casfailover.decide.Databases;
import casfailover.decide.Event;
import casfailover.decide.Intent;
import casfailover.keep.View;
import casfailover.mail.GuardRow;
import casfailover.sight.DagReading;
import casfailover.sight.Guard;
import casfailover.sight.Moment;
import casfailover.sight.Sighting;
import casfailover.sight.Sighting.Seen;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What each guard saw, as the letters show it. */
final class GuardTable {

  private final Settings settings;

  GuardTable(Settings settings) {
    this.settings = settings;
  }

  List<GuardRow> rows(View v) {
    Moment now = v.at();
    List<GuardRow> rows = new ArrayList<>();
    rows.add(peer(v));
    rows.add(
        GuardRow.of(
            "gateway",
            v.gateway().word(),
            settings.pair().gateway() + " " + v.gateway().detail(),
            v.gateway().age(now)));
    v.sighting(Guard.WIRE)
        .ifPresent(s -> rows.add(GuardRow.of("address", s.word(), s.detail(), s.age(now))));
    if (settings.dag() == DagSource.EXCHANGE) {
      v.sighting(Guard.DATABASES)
          .ifPresent(
              s ->
                  rows.add(GuardRow.of("databases", word(s), whereTheDatabasesAre(v), s.age(now))));
    }
    v.sighting(Guard.OWN_SERVICE)
        .ifPresent(
            s ->
                rows.add(
                    GuardRow.of(
                        "services",
                        s instanceof Seen ? "accept" : s.word(),
                        s.detailOn(settings.pair().self().address().toString())
                            .replace(" accepts", ""),
                        s.age(now))));
    monitor(v).ifPresent(rows::add);
    return rows;
  }

  /** The peer's three voices in one row, as old as the oldest of them. */
  private static GuardRow peer(View v) {
    List<Sighting> voices = voices(v);
    String word =
        isSeen(voices)
            ? "seen"
            : voices.stream().anyMatch(Sighting.Unknown.class::isInstance) ? "unknown" : "silent";
    String detail = voices.stream().map(Sighting::detail).collect(Collectors.joining(", "));
    Duration age =
        voices.stream()
            .map(s -> v.at().since(s.ended()))
            .max(Comparator.naturalOrder())
            .orElse(Duration.ZERO);
    return GuardRow.of("peer", word, detail, age);
  }

  private static List<Sighting> voices(View v) {
    return Stream.of(Guard.PEER_PING, Guard.PEER_SERVICE, Guard.PEER_AGENT)
        .flatMap(g -> v.sighting(g).stream())
        .toList();
  }

  /** Whether anything of the peer's server answered. */
  static boolean peerIsSeen(View v) {
    return isSeen(voices(v));
  }

  private static boolean isSeen(List<Sighting> voices) {
    return voices.stream().anyMatch(Seen.class::isInstance);
  }

  private String word(Sighting databases) {
    if (databases instanceof Seen seen && seen.finding() instanceof DagReading reading) {
      Databases.Count count = Databases.Count.of(reading, settings.pair(), settings.dagDatabases());
      return count.here() == count.all() ? "here" : count.here() > 0 ? "partly" : "away";
    }
    return databases.word();
  }

  /** Each database with the word of Exchange for its copy here. */
  String whereTheDatabasesAre(View v) {
    Optional<Sighting> look = v.sighting(Guard.DATABASES);
    if (look.isPresent()
        && look.get() instanceof Seen seen
        && seen.finding() instanceof DagReading reading) {
      String self = settings.pair().self().name();
      return reading.copies().stream()
          .filter(copy -> copy.on(self))
          .map(copy -> copy.database() + " " + copy.status())
          .sorted()
          .collect(Collectors.joining(", "));
    }
    return look.map(Sighting::detail).orElse("not read yet");
  }

  private Optional<GuardRow> monitor(View v) {
    String peer = settings.pair().peer().name();
    for (Intent.Claim claim : v.intent().claims()) {
      Event.Level level = claim.event().level();
      if (level.peerState().isPresent()) {
        boolean down = level.peerState().get() == Event.State.DOWN;
        String checked =
            level
                .peerAge()
                .map(age -> ", checked " + age.toSeconds() + " s before the event")
                .orElse("");
        return Optional.of(
            new GuardRow(
                "monitor",
                down ? "agrees" : "says",
                "host " + peer + " " + level.peerState().get() + checked,
                Optional.empty()));
      }
    }
    return Optional.empty();
  }
}
