package casfailover.keep;

import casfailover.handover.Answer;
import casfailover.handover.Question;
import casfailover.pair.Epoch;
import casfailover.pair.MacAddress;
import casfailover.sight.Acknowledged;
import casfailover.sight.BackSoon;
import casfailover.sight.BackSoon.Announcement;
import casfailover.sight.Kept;
import casfailover.sight.PeerReport;
import casfailover.sight.PeerReport.Stance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** exch-a, as far as exch-b can see it and ask it. */
final class OtherServer {

  static final MacAddress MAC = new MacAddress("02:42:0a:2a:00:0b");

  boolean pings = true;
  boolean serves = true;
  boolean agent = true;
  boolean holds = true;
  boolean begun;
  boolean unsure;
  boolean hasGateway = true;
  boolean paused;
  Epoch epoch = new Epoch(1, "exch-a");
  Optional<Epoch> known = Optional.empty();
  String settings = "3f9c21";
  Optional<Announcement> backSoon = Optional.empty();
  Optional<Kept> kept = Optional.empty();
  Optional<Acknowledged> acknowledged = Optional.empty();

  /** Whether it reads in our report what a person said. */
  boolean listens = true;

  /** Whether it says that it waits for our restart. */
  boolean waits = true;

  /** What it answers; empty if no answer comes. */
  Function<Question, Optional<Answer>> answers = question -> Optional.empty();

  /** How long an answer is on its way. */
  Duration takes = Duration.ofMillis(10);

  final List<Question> asked = new ArrayList<>();

  /** It dies at once: power, network, agent, service. */
  void die() {
    pings = false;
    serves = false;
    agent = false;
  }

  /** It is well again, and has no address. */
  void comeBack() {
    pings = true;
    serves = true;
    agent = true;
    holds = false;
  }

  Optional<Answer> ask(Question question) {
    asked.add(question);
    return answers.apply(question);
  }

  /** What it tells, having read our report. */
  PeerReport report(PeerReport ours) {
    Stance stance =
        unsure ? Stance.UNSURE : holds ? Stance.HOLDS : begun ? Stance.BEGUN : Stance.NOT_ME;
    return new PeerReport(
        "exch-a",
        stance,
        serves ? PeerReport.Answer.SEEN : PeerReport.Answer.SILENT,
        hasGateway ? PeerReport.Answer.SEEN : PeerReport.Answer.SILENT,
        true,
        paused,
        epoch,
        known.orElse(epoch),
        true,
        Optional.of(MAC),
        Optional.empty(),
        "home",
        settings,
        "1.0.0",
        new BackSoon(
            backSoon, waits ? ours.backSoon().told().map(Announcement::number) : Optional.empty()),
        kept.or(() -> listens ? ours.kept() : Optional.empty()),
        acknowledged.or(() -> listens ? ours.acknowledged() : Optional.empty()),
        holds ? "2026-11-21-1" : "",
        Optional.empty());
  }
}
