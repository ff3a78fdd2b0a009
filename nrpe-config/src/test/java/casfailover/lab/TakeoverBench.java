package casfailover.lab;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long the takeover itself lasts, from the HARD event's arrival at the agent to the client's
 * first answer, beside the raw step in the same run.
 *
 * <p>Pre-armed runs: the agent heard SOFT events, and {@code take_wait} has passed. Cold runs: it
 * heard nothing before HARD; what it then says it still has to wait is taken off.
 */
final class TakeoverBench {
  private static final Duration SOON = Duration.ofSeconds(30);

  /** "… 4.4 s …" in the agent's answer to an event that it holds. */
  private static final Pattern SECONDS_LEFT = Pattern.compile("([0-9]+(?:[.][0-9]+)?) s\\b");

  private final Site site;
  private final Timeline timeline;
  private final RawTaker raw;
  private final MonitorLine monitor;
  private final List<Double> rawSteps = new ArrayList<>();
  private final List<Double> armedSteps = new ArrayList<>();
  private final List<Double> coldSteps = new ArrayList<>();
  private final List<Double> withoutMailSteps = new ArrayList<>();
  private int run;

  TakeoverBench(Site site) {
    this.site = site;
    this.timeline = site.timeline();
    this.raw = new RawTaker(site.lab());
    this.monitor = new MonitorLine(site.lab(), Host.EXCH_B);
  }

  /**
   * The first outage of a lab, in which the anchor's own programs run for the first time; not
   * counted.
   */
  void warmUp() {
    Instant cut = fail();
    rawSteps.clear();
    send("CRITICAL", "HARD", 3);
    served(cut);
    restore();
  }

  /** A run in which SOFT came before, and all waiting is done when HARD comes. */
  void armed() {
    armed(armedSteps);
  }

  /** The same while the mail server is cut off, too. */
  void armedWithoutMail() {
    site.lab().cut(Host.MAIL);
    armed(withoutMailSteps);
    site.lab().heal(Host.MAIL);
  }

  private void armed(List<Double> steps) {
    Instant cut = fail();
    send("CRITICAL", "SOFT", 1);
    send("CRITICAL", "SOFT", 2);
    Site.watch(Settings.takeWait().plusSeconds(3));
    MonitorLine.Sent hard = send("CRITICAL", "HARD", 3);
    steps.add(millis(hard.at(), served(cut)));
    restore();
  }

  /** A run in which nothing was said before HARD. */
  void cold() {
    Instant cut = fail();
    Site.watch(Settings.takeWait().plusSeconds(3));
    MonitorLine.Sent hard = send("CRITICAL", "HARD", 3);
    Matcher left = SECONDS_LEFT.matcher(hard.answer());
    double waits = left.find() ? Double.parseDouble(left.group(1)) * 1000 : 0;
    coldSteps.add(millis(hard.at(), served(cut)) - waits);
    restore();
  }

  List<Figures> figures() {
    List<Figures> figures = new ArrayList<>();
    figures.add(Figures.millis("raw step: ip addr add + arping -U", rawSteps));
    figures.add(Figures.millis("takeover, pre-armed: HARD to served", armedSteps));
    figures.add(Figures.millis("takeover, cold: beyond the seconds to wait", coldSteps));
    if (!withoutMailSteps.isEmpty()) {
      figures.add(Figures.millis("takeover, pre-armed, mail server dead", withoutMailSteps));
    }
    return figures;
  }

  List<Goal> goals() {
    double ratio =
        Figures.millis("armed", armedSteps).median() / Figures.millis("raw", rawSteps).median();
    List<Goal> goals = new ArrayList<>();
    goals.add(Goal.atMost("takeover-step-ratio", ratio, 4));
    goals.add(Goal.atMost("takeover-cold-ms", Figures.millis("cold", coldSteps).median(), 500));
    if (!withoutMailSteps.isEmpty()) {
      Figures live = Figures.millis("armed", armedSteps);
      double noise = live.highest() - live.lowest();
      double dead = Figures.millis("without mail", withoutMailSteps).median();
      goals.add(Goal.atMost("takeover-smtp-dead-ms", Math.abs(dead - live.median()), noise));
    }
    return goals;
  }

  /**
   * Cuts exch-a off and measures the raw step in the outage; says when the outage of the takeover
   * began.
   */
  private Instant fail() {
    run++;
    // The silence begins with the last answer, which is a little older than the cut.
    Instant cut = Instant.now().minusMillis(500);
    site.cut(Host.EXCH_A);
    silence(cut);
    Instant taken = raw.take();
    rawSteps.add(millis(taken, answered(RawTaker.HOST, taken)));
    raw.drop();
    silence(taken);
    return taken;
  }

  /** Gives the address back to exch-a, as a person would, and ends the event. */
  private void restore() {
    Instant begun = Instant.now();
    site.heal(Host.EXCH_A);
    send("OK", "HARD", 1);
    site.exchange().tell(Host.EXCH_B, "move", Host.EXCH_A.label());
    order(site.b(), "release");
    order(site.a(), "takeover");
    answered(Host.EXCH_A, begun);
    Duration cooling = AgentKeepers.COOL_DOWN.minus(Duration.between(begun, Instant.now()));
    Site.watch(cooling.isNegative() ? Duration.ZERO : cooling);
  }

  private void order(Agent agent, String word) {
    Answer answer = new Answer(-1, "");
    Instant end = Instant.now().plus(SOON);
    while (answer.code() != 0) {
      if (Instant.now().isAfter(end)) {
        throw new CannotRun(
            word + " on " + agent.node().label() + " is not done: " + answer.text());
      }
      Site.watch(Duration.ofMillis(500));
      answer = agent.order(word);
    }
  }

  private Instant served(Instant cut) {
    return answered(Host.EXCH_B, cut);
  }

  private Instant answered(Host node, Instant from) {
    return timeline
        .await(
            node.label() + " answers the client",
            Step.Kind.CLIENT,
            from,
            SOON,
            step -> step.says(node.label() + " answers"))
        .at();
  }

  private void silence(Instant from) {
    timeline.await("the client is cut off", Step.Kind.SILENT, from, SOON, step -> true);
  }

  private MonitorLine.Sent send(String state, String type, int attempt) {
    PeerEvent event = new PeerEvent(state, type, attempt, "run-" + run);
    MonitorLine.Sent sent = monitor.send(event);
    timeline.add(Step.Kind.HANDLER, event + ": " + sent.answer());
    return sent;
  }

  private static double millis(Instant from, Instant to) {
    return ChronoUnit.MICROS.between(from, to) / 1000.0;
  }
}
