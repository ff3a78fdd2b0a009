package casfailover.lab;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/** The stories in which nothing fails, and a person moves the address. */
final class Moves {
  private static final Duration SOON = Duration.ofSeconds(20);

  /** How long after a move the other server would have taken the address back. */
  private static final Duration BACK = Duration.ofSeconds(10);

  static final List<Scenario> ALL =
      List.of(
          new Scenario(
              "failback",
              "a drill moves the address to exch-b and back; then a person does, and looks in between",
              site -> {
                begin(site, "an admin tries it by a drill, then moves the address to exch-b");
                drilled(site);
                moved(site, site.a(), Host.EXCH_B, "failback", "exch-b");
              },
              site -> {
                order(site, site.b(), "failback", "--dry-run");
                moved(site, site.b(), Host.EXCH_A, "failback", "--comment", "looked at");
                stays(site, Host.EXCH_A);
              }),
          new Scenario(
              "evacuate",
              "exch-a is evacuated and its agent stopped; when exch-b's agent stops, exch-a has it",
              site -> {
                begin(site, "an admin is about to work on exch-a");
                moved(site, site.a(), Host.EXCH_B, "evacuate");
                site.a().stop();
                site.timeline().add(Step.Kind.ORDER, "exch-a's agent has ended");
                stays(site, Host.EXCH_B);
              },
              site -> {
                site.a().start();
                site.awaitAnswering(site.a());
                Site.watch(Duration.ofSeconds(3));
                Instant from = Instant.now();
                site.b().stop();
                site.timeline().add(Step.Kind.ORDER, "exch-b's agent has ended");
                served(site, from, Host.EXCH_A);
                stays(site, Host.EXCH_A);
              }));

  private Moves() {}

  private static void begin(Site site, String what) {
    site.timeline().add(Step.Kind.CUT, what);
  }

  /** The standby moves the address to itself and back, and says how long clients were cut off. */
  private static void drilled(Site site) {
    Instant from = Instant.now();
    String text = order(site, site.b(), "drill", "--move", "--yes");
    for (Host to : List.of(Host.EXCH_B, Host.EXCH_A)) {
      if (!Pattern.compile("to " + to.label() + ": DONE .*\\s+outage [0-9]+ ms")
          .matcher(text)
          .find()) {
        throw new Unseen("the drill does not tell of its move to " + to.label());
      }
      served(site, from, to);
    }
  }

  private static void moved(Site site, Agent at, Host to, String... words) {
    Instant from = Instant.now();
    order(site, at, words);
    served(site, from, to);
  }

  /** The client is served by a server, and one letter tells of it. */
  private static void served(Site site, Instant from, Host by) {
    String name = by.label();
    site.timeline()
        .await(
            name + " answers the client",
            Step.Kind.CLIENT,
            from,
            SOON,
            step -> step.says(name + " answers"));
    site.timeline()
        .await(
            "the letter about the handover to " + name,
            Step.Kind.MAIL,
            from,
            SOON,
            step -> step.says("[CAS " + name + "] ") && step.says(" DONE "));
  }

  private static void stays(Site site, Host on) {
    Instant from = Instant.now();
    Site.watch(BACK);
    if (site.a().holds() != (on == Host.EXCH_A) || site.b().holds() != (on == Host.EXCH_B)) {
      throw new Unseen(on.label() + " does not have the address alone");
    }
    if (site.timeline().count(Step.Kind.CLIENT, from, step -> true) > 0) {
      throw new Unseen("the client was cut off after the move");
    }
    site.timeline().add(Step.Kind.KEPT, on.label() + " keeps the address");
  }

  private static String order(Site site, Agent at, String... words) {
    String command = String.join(" ", words);
    Answer answer = at.order(words);
    site.timeline()
        .add(
            Step.Kind.ORDER,
            "cas-event-handler "
                + command
                + " on "
                + at.node().label()
                + ": "
                + answer.text().strip());
    if (answer.code() != 0) {
      throw new Unseen(command + " ended with " + answer.code());
    }
    return answer.text();
  }
}
