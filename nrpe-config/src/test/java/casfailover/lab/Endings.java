package casfailover.lab;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What stories end with: one takeover and one letter, or nothing and the right sentence. */
final class Endings {
  private static final Duration MONITOR = Duration.ofSeconds(30);
  private static final Duration SOON = Duration.ofSeconds(15);

  /** How long after the first takeover a second one, or a second letter, would have come. */
  private static final Duration SECOND = Duration.ofSeconds(5);

  /** How long a busy machine may let a client wait that nobody has cut off. */
  private static final Duration BUSY = Duration.ofSeconds(1);

  private Endings() {}

  /** Nagios goes hard, exch-b takes the address once, clients are served, one letter tells it. */
  static void takeover(Site site) {
    Instant from = start(site);
    hard(site, from);
    takenOnce(site, from, SOON);
  }

  /** The same, for stories whose databases come late or whose events are sent by the story. */
  static void takenOnce(Site site, Instant from, Duration limit) {
    Timeline timeline = site.timeline();
    timeline.await("the address up on exch-b", Step.Kind.ADDRESS_UP, from, limit, Endings::onB);
    timeline.await(
        "exch-b answers the client",
        Step.Kind.CLIENT,
        from,
        SOON,
        step -> step.says("exch-b answers"));
    timeline.await(
        "the letter about the takeover", Step.Kind.MAIL, from, SOON, Endings::tellsOfTakeover);
    timeline.add(
        Step.Kind.EVIDENCE,
        "cas-event-handler explain on exch-b:\n" + site.b().order("explain").text());
    Site.watch(SECOND);
    exactlyOne(
        "take of exch-b",
        timeline.count(Step.Kind.JOURNAL, from, step -> step.says("exch-b: taken")));
    exactlyOne(
        "letter about a takeover", timeline.count(Step.Kind.MAIL, from, Endings::tellsOfTakeover));
    if (!site.b().holds()) {
      throw new Unseen("exch-b took the address and does not hold it any more");
    }
  }

  /** In the whole story there was one takeover, one letter about it, and one move back. */
  static void tookOnce(Site site) {
    Instant from = start(site);
    exactlyOne("takeover", site.timeline().count(Step.Kind.ADDRESS_UP, from, Endings::onB));
    exactlyOne("move back", site.timeline().count(Step.Kind.ADDRESS_UP, from, Endings::onA));
    exactlyOne(
        "letter about a takeover",
        site.timeline().count(Step.Kind.MAIL, from, Endings::tellsOfTakeover));
  }

  /** Afterwards exch-a comes back, and the address stays where it is. */
  static void keptAfterHeal(Site site) {
    site.heal(Host.EXCH_A);
    Instant healed = Instant.now();
    site.timeline()
        .await(
            "the monitor sees exch-a again",
            Step.Kind.RECOVERED,
            healed,
            MONITOR,
            Endings::peerOnB);
    site.timeline()
        .await(
            "exch-b hears from the monitor that exch-a is well",
            Step.Kind.JOURNAL,
            healed,
            MONITOR,
            Endings::heardThatPeerIsWell);
    keptByB(site, healed);
  }

  /** exch-a is there again since a moment, and exch-b goes on serving alone. */
  static void keptByB(Site site, Instant back) {
    Site.watch(Settings.takeWait().plus(SECOND));
    Duration longest = longestGap(site, back);
    if (longest.compareTo(BUSY) > 0) {
      throw new Unseen("the client was cut off again, for " + longest.toMillis() + " ms");
    }
    noneSince(
        site,
        back,
        Step.Kind.CLIENT,
        step -> !step.says("exch-b answers"),
        "another server answered the client");
    noneSince(site, back, Step.Kind.ADDRESS_UP, Endings::onA, "exch-a had the address again");
    if (site.a().holds() || !site.b().holds()) {
      throw new Unseen("after exch-a came back exch-b does not hold the address alone");
    }
    site.timeline()
        .add(
            Step.Kind.KEPT,
            "exch-a is back, and exch-b keeps the address; the client "
                + (longest.isZero() ? "saw no gap" : "waited %d ms".formatted(longest.toMillis())));
  }

  /** How long the client had no answer since a moment. */
  private static Duration longestGap(Site site, Instant from) {
    Timeline timeline = site.timeline();
    return timeline.steps().stream()
        .filter(step -> step.kind() == Step.Kind.SILENT && !step.at().isBefore(from))
        .map(
            silent ->
                Duration.between(
                    silent.at(),
                    timeline
                        .find(Step.Kind.CLIENT, silent.at(), step -> true)
                        .map(Step::at)
                        .orElseGet(Instant::now)))
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }

  /**
   * Nagios goes hard, and for {@code take_wait} and 10 s more nobody takes the address.
   *
   * @param sentence a pattern for what the agent says meanwhile
   */
  static Consumer<Site> noTakeover(String sentence) {
    return site -> {
      Instant from = start(site);
      Step hard = hard(site, from);
      nothingTaken(site, from, hard.at());
      saysMeanwhile(site, hard.at(), sentence);
    };
  }

  /** Waits until {@code take_wait} and 10 s after a moment, and sees no takeover. */
  static void nothingTaken(Site site, Instant from, Instant counted) {
    Instant end = counted.plus(Settings.takeWait()).plusSeconds(10);
    Duration left = Duration.between(Instant.now(), end);
    Site.watch(left.isNegative() ? Duration.ZERO : left);
    noneSince(site, from, Step.Kind.ADDRESS_UP, Endings::onB, "exch-b took the address");
    noneSince(
        site,
        from,
        Step.Kind.CLIENT,
        step -> step.says("exch-b answers"),
        "exch-b answers the client");
    noneSince(site, from, Step.Kind.MAIL, Endings::tellsOfTakeover, "a letter tells of a takeover");
    site.timeline()
        .add(
            Step.Kind.KEPT,
            "no takeover within take_wait + 10 s (%s)".formatted(Settings.takeWait()));
  }

  private static void saysMeanwhile(Site site, Instant from, String sentence) {
    Pattern wanted = Pattern.compile(sentence);
    Step said =
        site.timeline()
            .await(
                "exch-b says: " + sentence,
                Step.Kind.AGENT,
                from.minus(SOON),
                Duration.ofSeconds(1),
                step -> step.says("exch-b: ") && wanted.matcher(step.text()).find());
    site.timeline().add(Step.Kind.DECISION, said.text());
    site.timeline()
        .add(
            Step.Kind.EVIDENCE,
            "cas-event-handler status on exch-b:\n" + site.b().order("status").text());
  }

  /** The client was answered all the time, and exch-b never had the address. */
  static void neverCutOff(Site site, Instant from) {
    noneSince(site, from, Step.Kind.SILENT, step -> true, "the client was cut off");
    noneSince(site, from, Step.Kind.ADDRESS_UP, Endings::onB, "exch-b took the address");
    noneSince(site, from, Step.Kind.ADDRESS_GONE, step -> true, "the address went");
  }

  static Instant start(Site site) {
    return site.timeline()
        .find(Step.Kind.CUT, Instant.MIN, step -> true)
        .map(Step::at)
        .orElseThrow(() -> new CannotRun("the story cut nothing off"));
  }

  static Step hard(Site site, Instant from) {
    Timeline timeline = site.timeline();
    timeline.await("CAS peer on exch-b SOFT", Step.Kind.SOFT, from, MONITOR, Endings::peerOnB);
    Step hard =
        timeline.await("CAS peer on exch-b HARD", Step.Kind.HARD, from, MONITOR, Endings::peerOnB);
    timeline.await(
        "the event handler is called",
        Step.Kind.HANDLER,
        from,
        SOON,
        step -> peerOnB(step) && step.says("HARD"));
    return hard;
  }

  private static void noneSince(
      Site site, Instant from, Step.Kind kind, Predicate<Step> fits, String what) {
    site.timeline()
        .find(kind, from, fits)
        .ifPresent(
            step -> {
              throw new Unseen(what + ": " + step.text());
            });
  }

  private static boolean onA(Step step) {
    return step.says("exch-a");
  }

  private static boolean onB(Step step) {
    return step.says("exch-b");
  }

  private static boolean peerOnB(Step step) {
    return step.says("CAS peer on exch-b");
  }

  private static boolean heardThatPeerIsWell(Step step) {
    return step.says("exch-b: heard") && step.says("subject=peer") && step.says("state=OK");
  }

  private static boolean tellsOfTakeover(Step step) {
    return step.text().lines().findFirst().orElse("").contains("TAKEOVER");
  }

  private static void exactlyOne(String what, long count) {
    if (count != 1) {
      throw new Unseen("there must be one " + what + ", and there are " + count);
    }
  }
}
