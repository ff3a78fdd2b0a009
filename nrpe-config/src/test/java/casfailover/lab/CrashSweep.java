package casfailover.lab;

import casfailover.journal.JournalLine;
import casfailover.lab.CrashCase.After;
import casfailover.lab.CrashCase.Role;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * The program behind {@code lab/crash-sweep}: in one lab, lets agents die at durable steps, one
 * after the other, and looks each time that the pair comes through.
 */
public final class CrashSweep {
  /** A server that announced its restart is waited for longest. */
  private static final Duration SOON = Duration.ofSeconds(90);

  /** The address may outlive its keeper by this; who has it for longer keeps it. */
  private static final Duration LEASE = Settings.LEASE.plusMillis(500);

  /** Some lifetime for an address whose agent is about to be started anew. */
  private static final String FOR_A_START = "6";

  /** What every verify plays. */
  static final List<String> SHORT =
      List.of(
          "behind:journal.begun:standby:restart",
          "before:journal.taken:holder:restart",
          "behind:journal.taken:standby:none",
          "behind:journal.releasing:holder:restart",
          "behind:folder.tail_kept:holder:restart",
          "behind:outbox.letter_written:standby:restart");

  /** Its own times, so that cases can follow each other. */
  static final String SETTINGS =
      """
      stand_down=3s
      peer_up_hold=5s
      cool_down=18s
      remind_every=1h
      """;

  private final Site site;
  private final PrintStream out;

  CrashSweep(Site site, PrintStream out) {
    this.site = site;
    this.out = out;
  }

  /**
   * Plays cases and ends with 0 all passed, 1 something failed, 2 usage, 3 could not run.
   *
   * @param arguments {@code list}, {@code short}, {@code all}, {@code all 1/2}, or names of cases
   */
  public static void main(String[] arguments) throws IOException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    if (arguments[0].equals("list")) {
      CrashCase.all().forEach(out::println);
      return;
    }
    List<CrashCase> cases = chosen(List.of(arguments));
    if (cases.isEmpty()) {
      out.println("no such case; see crash-sweep --list");
      System.exit(2);
    }
    Lab lab = new Lab(Ground.ofEnvironment());
    int code;
    try (PrintStream log =
            new PrintStream(
                Files.newOutputStream(lab.log("timeline")), true, StandardCharsets.UTF_8);
        Site site = new Site(lab, new Timeline(log), SETTINGS)) {
      site.openWithoutClient();
      code = new CrashSweep(site, out).play(cases);
    } catch (CannotRun | Unseen | UncheckedIOException e) {
      out.println("could not run: " + e.getMessage());
      lab.ended().forEach(out::println);
      code = 3;
    }
    System.exit(code);
  }

  private static List<CrashCase> chosen(List<String> words) {
    if (words.get(0).equals("all")) {
      String[] part = (words.size() > 1 ? words.get(1) : "1/1").split("/", -1);
      int first = Integer.parseInt(part[0]) - 1;
      int parts = Integer.parseInt(part[1]);
      List<CrashCase> all = CrashCase.all();
      return IntStream.range(0, all.size())
          .filter(i -> i % parts == first)
          .mapToObj(all::get)
          .toList();
    }
    List<String> names = words.get(0).equals("short") ? SHORT : words;
    return CrashCase.all().stream().filter(each -> names.contains(each.name())).toList();
  }

  private int play(List<CrashCase> cases) {
    int failed = 0;
    for (CrashCase each : cases) {
      Instant begun = Instant.now();
      site.timeline().say("\n" + each.name());
      Host holder = level();
      String verdict = "passed";
      try {
        play(each, holder);
      } catch (Unseen e) {
        verdict = "failed";
        failed++;
        out.println("  " + e.getMessage());
      }
      out.printf(
          "%s %4d s  %s%n", verdict, Duration.between(begun, Instant.now()).toSeconds(), each);
    }
    out.printf("%d passed, %d failed%n", cases.size() - failed, failed);
    return failed == 0 ? 0 : 1;
  }

  private void play(CrashCase each, Host holder) {
    CrashStory story = (CrashStory) CrashStories.to(each.point().step(), each.role());
    boolean holds = each.role() == Role.HOLDER;
    Agent mortal = site.agent(holds ? holder : Keepers.other(holder));
    CrashScene scene = new CrashScene(site, mortal, holds);
    Instant begun = Instant.now();
    die(each, story, scene);
    if (each.after() == After.RESTART) {
      startWithSameSettings(mortal);
    }
    List<Host> right =
        story.holders(each.after()).stream()
            .map(role -> role == Role.HOLDER ? holder : Keepers.other(holder))
            .toList();
    awaitHolder(right, scene, each.after());
    if (each.after() == After.NONE) {
      startWithSameSettings(mortal);
    }
    neverTwoHolders(begun);
    journalsRead();
    mailsOnce(begun);
  }

  private void die(CrashCase each, CrashStory story, CrashScene scene) {
    Agent mortal = scene.mortal();
    mortal.kill();
    if (each.role() == Role.HOLDER) {
      scene.lifetime(FOR_A_START);
    }
    story.down().accept(scene);
    mortal.startMortal(each.point());
    scene.until(() -> CheckNrpe.ask(site.lab(), mortal.node(), "_NRPE_CHECK").code() == 0);
    scene.until(() -> (each.role() == Role.HOLDER) == mortal.holds());
    if (!scene.dead()) {
      story.running().accept(scene);
    }
    scene.until(() -> false);
    List.of(Host.EXCH_A, Host.EXCH_B, Host.MAIL).forEach(site.lab()::heal);
    if (!scene.dead()) {
      String said = CheckNrpe.ask(site.lab(), mortal.node(), "check_failover").firstLine();
      mortal.kill();
      throw new Unseen("the agent did not come to " + each.point() + ", and last said " + said);
    }
    if (mortal.process().exitValue() != Death.CODE) {
      throw new Unseen("it ended otherwise: " + mortal.ended().orElse(""));
    }
  }

  /** It may have died behind a change of the settings, which the other one has not read. */
  private void startWithSameSettings(Agent mortal) {
    mortal.start();
    site.awaitAnswering(mortal);
    CheckNrpe.ask(site.lab(), Keepers.other(mortal.node()), "reload");
  }

  /** A monitor would call when nobody has the address and no agent is there to take it back. */
  private void awaitHolder(List<Host> right, CrashScene scene, After after) {
    Instant end = Instant.now().plus(SOON);
    boolean called = after == After.RESTART;
    Instant since = Instant.MAX;
    while (Instant.now().isBefore(end)) {
      List<Host> holders = site.lab().holders();
      if (holders.isEmpty() && !called && scene.missed()) {
        scene.vacant();
        called = true;
      }
      if (holders.size() == 1 && right.contains(holders.get(0))) {
        since = since.equals(Instant.MAX) ? Instant.now() : since;
        if (Duration.between(since, Instant.now()).compareTo(LEASE) > 0) {
          return;
        }
      } else {
        since = Instant.MAX;
      }
      Site.watch(Duration.ofMillis(100));
    }
    throw new Unseen(
        "in the end the address is on " + site.lab().holders() + ", and should be on " + right);
  }

  /** Follows the kernel's words from the very beginning. */
  private void neverTwoHolders(Instant from) {
    Set<String> holders = new TreeSet<>();
    Instant both = Instant.MAX;
    for (Step step : site.timeline().steps()) {
      String server = step.says(Host.EXCH_A.label()) ? Host.EXCH_A.label() : Host.EXCH_B.label();
      if (step.kind() == Step.Kind.ADDRESS_UP) {
        holders.add(server);
      } else if (step.kind() == Step.Kind.ADDRESS_GONE) {
        holders.remove(server);
        Duration overlap =
            both.isBefore(step.at()) ? Duration.between(both, step.at()) : Duration.ZERO;
        if (step.at().isAfter(from) && overlap.compareTo(LEASE) > 0) {
          throw new Unseen("two had the address for " + overlap.toMillis() + " ms");
        }
      }
      both = holders.size() < 2 ? Instant.MAX : both.equals(Instant.MAX) ? step.at() : both;
    }
  }

  private void journalsRead() {
    CrashScene.lines(site.a());
    CrashScene.lines(site.b());
  }

  /**
   * One letter for each take. The one that was on its way to the mail server at the death may
   * arrive a second time, under the same id.
   */
  private void mailsOnce(Instant from) {
    Site.await("no letter waits", () -> waiting(site.a()) + waiting(site.b()) == 0);
    for (String id : owed(from)) {
      Site.await("the letter " + id + " arrives", () -> copies(id, from) > 0);
    }
    boolean again = false;
    List<String> arrived = arrived(from);
    for (String id : Set.copyOf(arrived)) {
      long copies = arrived.stream().filter(id::equals).count();
      if (copies > 2 || (copies == 2 && again)) {
        throw new Unseen("the letter " + id + " arrived too often");
      }
      again |= copies == 2;
    }
  }

  private long copies(String id, Instant from) {
    return arrived(from).stream().filter(letter -> letter.startsWith(id)).count();
  }

  private static int waiting(Agent agent) {
    String[] names = agent.state().resolve("mail/new").toFile().list();
    return names == null ? 0 : names.length;
  }

  private List<String> arrived(Instant from) {
    return site.timeline().steps().stream()
        .filter(step -> step.kind() == Step.Kind.MAIL && !step.at().isBefore(from))
        .flatMap(step -> step.text().lines())
        .filter(line -> line.startsWith("Message-ID: <"))
        .map(line -> line.substring("Message-ID: <".length()))
        .toList();
  }

  /** The letters about the takes that the journals tell of. */
  private List<String> owed(Instant from) {
    List<String> owed = new ArrayList<>();
    for (Agent agent : List.of(site.a(), site.b())) {
      for (JournalLine line : CrashScene.lines(agent)) {
        String how = line.values().getOrDefault("how", "");
        boolean take =
            line.word().equals("taken") && !line.time().isBefore(from) && !how.equals("adopted");
        if (take) {
          String counter = line.values().getOrDefault("epoch", "").split(":", -1)[0];
          owed.add(
              line.values().getOrDefault("incident", "")
                  + (how.equals("handover") ? ".handover-" : ".takeover-")
                  + counter
                  + "@"
                  + agent.node().label());
        }
      }
    }
    return owed;
  }

  /** Brings the pair to where a case can begin: both at work, nothing wanted, one holder. */
  private Host level() {
    for (Agent agent : List.of(site.a(), site.b())) {
      if (!agent.process().isAlive()) {
        agent.start();
      }
      site.awaitAnswering(agent);
    }
    for (Agent agent : List.of(site.a(), site.b())) {
      for (String service : List.of("peer", "cas_ip")) {
        PeerEvent well = new PeerEvent(service, "UP", "OK", "HARD", 1, "level");
        CheckNrpe.ask(site.lab(), agent.node(), PeerEvent.COMMAND, well.words());
      }
      Site.await(
          "resume on " + agent.node().label(),
          () -> CheckNrpe.ask(site.lab(), agent.node(), "resume").code() == 0);
    }
    Instant patience = Instant.now().plusSeconds(5);
    Site.await(
        "one server has the address",
        () -> {
          List<Host> holders = site.lab().holders();
          if (holders.isEmpty() && Instant.now().isAfter(patience)) {
            CheckNrpe.ask(site.lab(), Host.EXCH_A, "takeover");
          }
          return holders.size() == 1;
        });
    Host holder = site.lab().holders().get(0);
    site.exchange().tell(holder, "move", holder.label());
    return knownToBoth() ? holder : moved(holder);
  }

  /** Who had the address last is open where one took it unknown to the other. */
  private boolean knownToBoth() {
    return CrashScene.lastEpoch(site.a()).equals(CrashScene.lastEpoch(site.b()));
  }

  private Host moved(Host from) {
    Host to = Keepers.other(from);
    Site.await(
        "the address moves to " + to.label() + ", and both know",
        () -> {
          if (!site.lab().holders().equals(List.of(to))) {
            CheckNrpe.ask(site.lab(), to, "takeover");
          }
          return site.lab().holders().equals(List.of(to)) && knownToBoth();
        });
    site.exchange().tell(to, "move", to.label());
    return to;
  }
}
