package casfailover.lab;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** The stories of people on a dashboard, and of monitors that call late, never or twice. */
final class Watches {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final String PEER = "CAS peer";
  private static final String ADDRESS = "CAS IP";

  /** From HARD on, how long a monitor may be without its event handler before that is alarmed. */
  private static final Duration CALL_IS_DUE = Duration.ofSeconds(30);

  static final List<Scenario> ALL =
      List.of(
          new Scenario(
              "dashboard",
              "a wrong comment, KEEP and FAILBACK, each as a custom notification on CAS IP",
              Watches::moveToB,
              Watches::ordersFromTheDashboard),
          new Scenario(
              "incident",
              "a whole night: takeover, acknowledgement, exch-a comes back, FAILBACK on the dashboard",
              site -> site.cut(Host.EXCH_A),
              site -> wholeIncident(site, PipeDashboard::new)),
          new Scenario(
              "browser",
              "the same night with a real browser on the monitor's own dashboard",
              site -> site.cut(Host.EXCH_A),
              site -> wholeIncident(site, BrowserDashboard::new)),
          new Scenario(
              "handler-disabled",
              "the event handlers are switched off on the dashboard: no takeover, and an alarm",
              site -> {
                switchOff(site, PEER);
                switchOff(site, ADDRESS);
                site.cut(Host.EXCH_A);
              },
              Watches::alarmedAndNotTaken),
          new Scenario(
              "lost-event",
              "the event of CAS peer is lost; that of CAS IP arms all the same",
              site -> {
                switchOff(site, PEER);
                site.cut(Host.EXCH_A);
              },
              site -> Endings.takenOnce(site, Endings.start(site), Duration.ofSeconds(60))),
          new Scenario(
              "monitor-restarted",
              "the monitor is restarted while HARD, and the databases come only after that",
              site -> {
                site.exchange().tell(Host.EXCH_B, "hold-moves");
                site.cut(Host.EXCH_A);
              },
              Watches::takenAfterTheMonitorsRestart),
          Scenario.with(
              "two-monitors",
              "Nagios and Icinga both watch; the OK of one leaves the other's HARD: one takeover, one letter",
              "action_clients=exch-a, exch-b, monitor, " + Certificates.SECOND + "\n",
              Watches::watchTwice,
              Watches::takenForTheOther),
          new Scenario(
              "downtime",
              "a downtime on CAS peer holds the takeover until it ends; nobody calls again",
              site -> {
                site.watcher().downtime(Host.EXCH_B, PEER, Duration.ofSeconds(25));
                site.timeline().add(Step.Kind.ORDER, "a downtime of 25 s on CAS peer of exch-b");
                Site.watch(Duration.ofSeconds(3));
                site.cut(Host.EXCH_A);
              },
              Watches::takenWhenTheDowntimeEnds));

  private Watches() {}

  private static void wholeIncident(Site site, Function<Site, Dashboard> opened) {
    Endings.takeover(site);
    Dashboard dashboard = opened.apply(site);
    acknowledged(site, dashboard);
    site.heal(Host.EXCH_A);
    site.exchange().tell(Host.EXCH_B, "move", Host.EXCH_A.label());
    ready(site);
    Step letter = failedBack(site, dashboard);
    if (!letter.says("In-Reply-To: " + thread(takeoverLetter(site)).replace("References: ", ""))) {
      throw new Unseen("the last letter does not answer the first: " + letter.text());
    }
    Endings.tookOnce(site);
    page(site);
  }

  /** What somebody hands on in the morning: one file that tells it all. */
  private static void page(Site site) {
    Answer answer = site.b().order("history", "--html", site.b().seen("incident.html").toString());
    site.timeline().add(Step.Kind.ORDER, "cas-event-handler history --html: " + answer.text());
    Path file = site.b().state().resolve("incident.html");
    String page = Files.exists(file) ? Monitor.text(file) : "";
    for (String words : List.of("exch-a is silent", "TAKEOVER", "ACKNOWLEDGED", "vendor called")) {
      if (!page.contains(words)) {
        throw new Unseen("the page of the incident does not say: " + words);
      }
    }
  }

  private static void acknowledged(Site site, Dashboard dashboard) {
    Instant from = Instant.now();
    dashboard.acknowledge("vendor called");
    journal(site, from, "exch-b: ", "acknowledged", "jane");
    Step letter = mail(site, from, "ACKNOWLEDGED", "jane acknowledged: vendor called");
    Step first = takeoverLetter(site);
    if (!thread(letter).equals(thread(first)) || thread(letter).isEmpty()) {
      throw new Unseen("the two letters are not of one thread: " + letter.text());
    }
    check(site, Host.EXCH_B, "acknowledged by jane");
    if (!site.b().holds()) {
      throw new Unseen("exch-b does not hold the address any more");
    }
  }

  private static Step takeoverLetter(Site site) {
    return site.timeline()
        .find(Step.Kind.MAIL, Endings.start(site), step -> step.says("TAKEOVER"))
        .orElseThrow();
  }

  /** What a mail program makes one conversation by. */
  private static String thread(Step letter) {
    return letter
        .text()
        .lines()
        .filter(line -> line.startsWith("References: "))
        .findFirst()
        .orElse("");
  }

  private static void moveToB(Site site) {
    site.timeline().add(Step.Kind.CUT, "an admin moves the address to exch-b");
    Answer answer = site.a().order("failback", "exch-b");
    if (answer.code() != 0) {
      throw new Unseen("failback exch-b ended with " + answer.code() + ": " + answer.text());
    }
    check(site, Host.EXCH_B, "not on its preferred owner exch-a");
  }

  private static void ordersFromTheDashboard(Site site) {
    Dashboard dashboard = new PipeDashboard(site);
    Instant from = Instant.now();
    dashboard.order("please move it back");
    mail(site, from, "REFUSED", "is no order, and nothing was done");
    detail(site, "please move it back");
    if (!site.b().holds()) {
      throw new Unseen("a wrong comment moved the address");
    }
    runsNothing(site, dashboard);
    from = Instant.now();
    dashboard.order("KEEP exch-b");
    journal(site, from, "exch-b: ", "kept", "jane");
    mail(site, from, "DONE", "KEEP exch-b");
    check(site, Host.EXCH_B, "kept there by jane through monitor");
    failedBack(site, dashboard);
  }

  private static Step failedBack(Site site, Dashboard dashboard) {
    Instant from = Instant.now();
    dashboard.order("FAILBACK exch-a");
    site.timeline()
        .await(
            "exch-a answers the client",
            Step.Kind.CLIENT,
            from,
            SOON,
            step -> step.says("exch-a answers"));
    Step letter =
        mail(site, from, "FAILBACK DONE", "ordered by jane through monitor: FAILBACK exch-a");
    check(site, Host.EXCH_A, "is on exch-a, its preferred owner");
    if (!site.a().holds() || site.b().holds()) {
      throw new Unseen("exch-a does not have the address alone");
    }
    site.timeline().add(Step.Kind.KEPT, "exch-a has the address again, by the word of jane");
    return letter;
  }

  /** The monitor says so, and what would be ordered would be done. */
  private static void ready(Site site) {
    Site.await(
        "CAS readiness of exch-a is OK",
        () -> site.watcher().service(Host.EXCH_A, "CAS readiness").ok());
    Site.await(
        "exch-a would take the address back",
        () -> site.b().order("failback", "--dry-run").code() == 0);
  }

  /** What a person wrote reaches the agent as text, and no shell on its way. */
  private static void runsNothing(Site site, Dashboard dashboard) {
    Path owned = site.watcher().folder().resolve("owned");
    String touch = "touch " + owned;
    Instant from = Instant.now();
    dashboard.order("x' $(%1$s) `%1$s` | %1$s & %1$s > \" KEEP exch-b".formatted(touch));
    mail(site, from, "REFUSED", "is no order, and nothing was done");
    if (Files.exists(owned)) {
      throw new Unseen("a comment was run by a shell: " + owned);
    }
  }

  private static void switchOff(Site site, String service) {
    switchOff(site, site.watcher(), service);
  }

  private static void switchOff(Site site, Monitor on, String service) {
    on.disableEventHandler(Host.EXCH_B, service);
    site.timeline()
        .add(
            Step.Kind.ORDER,
            on.label() + ": the event handler of " + service + " on exch-b is switched off");
  }

  /** Only CAS peer calls, so that each monitor has one reason to want the address on exch-b. */
  private static void watchTwice(Site site) {
    Lab lab = site.lab();
    Duration interval = Duration.ofSeconds(1);
    Monitor second =
        site.also(
            own ->
                site.watcher() instanceof Nagios
                    ? new Icinga(lab, IcingaZones.ONE_MASTER, interval, own)
                    : new Nagios(lab, Nagios.Pace.LAB, own));
    switchOff(site, ADDRESS);
    switchOff(site, second, ADDRESS);
    site.exchange().tell(Host.EXCH_B, "hold-moves");
    site.cut(Host.EXCH_A);
  }

  private static void takenForTheOther(Site site) {
    Instant from = Endings.start(site);
    Endings.hard(site, from);
    for (String monitor : List.of(Host.MONITOR.label(), Certificates.SECOND)) {
      journal(site, from, "exch-b: heard", "monitor=" + monitor + " ", "subject=peer", "HARD");
    }
    Instant back = Instant.now();
    site.event(new PeerEvent("peer", "DOWN", "OK", "HARD", 1, "taken-back"));
    journal(site, back, "exch-b: heard", "monitor=monitor ", "problem=taken-back");
    site.exchange().tell(Host.EXCH_B, "move", Host.EXCH_B.label());
    site.timeline().add(Step.Kind.ORDER, "the databases move to exch-b now");
    Endings.takenOnce(site, from, SOON);
  }

  /** Whether or not an event handler is called for it. */
  private static Step peerHard(Site site, Instant from) {
    return site.timeline()
        .await(
            "CAS peer on exch-b HARD",
            Step.Kind.HARD,
            from,
            SOON,
            step -> step.says("CAS peer on exch-b"));
  }

  private static void alarmedAndNotTaken(Site site) {
    Instant from = Endings.start(site);
    Step hard = peerHard(site, from);
    Endings.nothingTaken(site, from, hard.at());
    Site.await(
        "CAS failover on exch-b is CRITICAL: the event handler did not call",
        () ->
            site.watcher()
                .service(Host.EXCH_B, "CAS failover")
                .output()
                .contains("its event handler did not call"));
    site.timeline()
        .add(
            Step.Kind.DECISION,
            site.watcher().service(Host.EXCH_B, "CAS failover").output()
                + " (after "
                + CALL_IS_DUE.toSeconds()
                + " s)");
  }

  private static void takenAfterTheMonitorsRestart(Site site) {
    Instant from = Endings.start(site);
    Endings.hard(site, from);
    Site.watch(Duration.ofSeconds(3));
    site.watcher().stop();
    site.timeline().add(Step.Kind.ORDER, site.watcher().label() + " has ended");
    Endings.nothingTaken(site, from, Instant.now().minus(Settings.takeWait()).minusSeconds(8));
    site.watcher().start();
    site.timeline().add(Step.Kind.ORDER, site.watcher().label() + " is started again");
    Site.watch(Duration.ofSeconds(5));
    site.exchange().tell(Host.EXCH_B, "move", Host.EXCH_B.label());
    site.timeline().add(Step.Kind.ORDER, "the databases move to exch-b now");
    Endings.takenOnce(site, from, SOON);
  }

  private static void takenWhenTheDowntimeEnds(Site site) {
    Instant from = Endings.start(site);
    Step hard = peerHard(site, from);
    Site.watch(Settings.takeWait());
    if (site.b().holds()) {
      throw new Unseen("exch-b took the address in spite of the downtime");
    }
    site.timeline()
        .await(
            "exch-b says that a downtime holds it",
            Step.Kind.AGENT,
            from,
            SOON,
            step -> step.says("a downtime is set for exch-b"));
    site.timeline()
        .add(Step.Kind.DECISION, "held since " + hard.text().split(":", 2)[0] + " went HARD");
    Endings.takenOnce(site, from, Duration.ofSeconds(60));
  }

  private static Step mail(Site site, Instant from, String subject, String text) {
    return site.timeline()
        .await(
            "a letter that says " + subject + " and " + text,
            Step.Kind.MAIL,
            from,
            SOON,
            step ->
                step.text().lines().findFirst().orElse("").contains(subject)
                    && inOneLine(step.text()).contains(text));
  }

  /** A letter's lines end where they are full, which depends on the names in them. */
  private static String inOneLine(String letter) {
    return letter.replaceAll("\\s+", " ");
  }

  private static void journal(Site site, Instant from, String... words) {
    site.timeline()
        .await(
            "the journal: " + String.join(" ", words),
            Step.Kind.JOURNAL,
            from,
            SOON,
            step -> List.of(words).stream().allMatch(step::says));
  }

  /** What the dashboard shows of CAS IP. */
  private static void check(Site site, Host host, String text) {
    Site.await(
        "CAS IP of " + host.label() + " says: " + text,
        () -> site.watcher().service(host, ADDRESS).output().contains(text));
    site.timeline().add(Step.Kind.CHECK, site.watcher().service(host, ADDRESS).line());
  }

  private static void detail(Site site, String text) {
    Site.await(
        "below CAS IP of exch-b stands: " + text,
        () -> site.watcher().service(Host.EXCH_B, ADDRESS).details().contains(text));
  }
}
