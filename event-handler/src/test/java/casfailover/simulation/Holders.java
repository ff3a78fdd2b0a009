package casfailover.simulation;

import static casfailover.simulation.Agenda.MILLI;
import static casfailover.simulation.Agenda.SECOND;

import casfailover.journal.Recollection;
import casfailover.keep.View;
import casfailover.sight.Guard;
import java.util.Optional;

/** Counts who has the address at each moment. */
final class Holders {

  private static final String LIE = "a server was told that the databases are there";

  private final Auditor audit;
  private final World world;
  private long twoSince = Dossier.NEVER;
  private boolean two;
  private long seenSince;
  private long apartLast = Dossier.NEVER;
  private String excuse = "";
  private int takesSinceHealed;
  private Optional<Machine> keeps = Optional.empty();
  private boolean keeping;

  Holders(Auditor audit, World world) {
    this.audit = audit;
    this.world = world;
  }

  void healed() {
    takesSinceHealed = 0;
    world.agenda.in(3 * SECOND, this::mustKeepFromNow);
  }

  /** Whoever has it alone a while after all was mended has it to the end. */
  private void mustKeepFromNow() {
    keeping = true;
    keeps = one();
  }

  /** What a person orders does not go to and fro by itself, however often it is ordered. */
  void taken(Machine m) {
    world.coverage.count("add");
    if (audit.isHealed() && !audit.of(m).takesByOrder() && ++takesSinceHealed > 3) {
      audit.violated(Rule.NO_OSCILLATION, takesSinceHealed + " takes after all was mended");
    }
  }

  /** The one that has it, if there is one. */
  Optional<Machine> one() {
    Machine a = world.machines[0];
    Machine b = world.machines[1];
    boolean first = a.answersForAddress();
    boolean second = b.answersForAddress();
    return first == second ? Optional.empty() : Optional.of(first ? a : b);
  }

  void look() {
    Machine a = world.machines[0];
    Machine b = world.machines[1];
    long now = world.now();
    boolean both = audit.of(a).has && audit.of(b).has;
    boolean hear = world.wire.both(Place.A, Place.B) && a.sound() && b.sound();
    if (!hear || a.writer.isWaitedFor() || b.writer.isWaitedFor()) {
      seenSince = now;
    }
    if (!world.pings(a)) {
      apartLast = now;
    }
    if (both && !two) {
      twoSince = now;
      excuse = excuse();
      world.coverage.count("two for a moment: " + excuse);
      String which = excuse;
      world.trace.note(now, "", "TWO", () -> which);
      if (excuse.isEmpty()) {
        audit.violated(Rule.ONE_HOLDER, "both have it, and neither stood still");
      }
    }
    two = both;
    if (both) {
      bound(a, b, now);
    } else {
      kept();
    }
    served(a, now);
    served(b, now);
  }

  /** Why two may have it for a moment; empty if there is no reason. */
  private String excuse() {
    boolean hear = world.pings(world.machines[0]);
    if (hear
        && world.now() - apartLast
            < MILLI * world.machines[0].timing().pingInterval().toMillis() * 2) {
      // Neither has pinged the other yet: both may begin, and the wire tells them within a second.
      return "the link between them had only just come up";
    }
    if (!world.site.dag() && !hear) {
      return "there is no DAG to ask, and the gateway stands for it";
    }
    for (Machine m : world.machines) {
      Dossier d = audit.of(m);
      if (world.now() - d.returned < audit.lease(m)) {
        return "a machine stood still with the address";
      }
      if (d.planted) {
        return "a person added it";
      }
      if (d.evenIf) {
        return "a person ordered it in spite of the databases";
      }
      if (row10(m)) {
        return "nobody could tell a holder where the databases are";
      }
      if (isLiedTo(m)) {
        return LIE;
      }
    }
    return "";
  }

  /** Row 10: what is unknown does not take the address away while the gateway answers. */
  private boolean row10(Machine m) {
    Dossier d = audit.of(m);
    return d.heldSince < twoSince
        && world.now() - d.dagUnread < audit.lease(m)
        && (m.looks.ails(Guard.DATABASES) || m.looks.ails(Guard.QUORUM))
        && !m.looks.tellLies();
  }

  /**
   * Whether it was told a moment ago that the databases and quorum are here. Rows 9 and 15 of a
   * taker and row 9 of a holder know nothing better; a while after the lie the holder does.
   */
  private boolean isLiedTo(Machine m) {
    return world.now() - audit.of(m).liedTo < audit.lease(m);
  }

  private void bound(Machine a, Machine b, long now) {
    boolean stays = staysBesideAnother(a) || staysBesideAnother(b);
    if (!stays && now - Math.max(twoSince, seenSince) > SECOND) {
      audit.violated(
          Rule.ONE_SEEN,
          "both have had it for " + (now - twoSince) / MILLI + " ms and hear each other");
    }
    boolean lied = isLiedTo(a) || isLiedTo(b);
    boolean ends = excuse.startsWith("a machine") || excuse.equals(LIE);
    if (ends && !stays && !lied && now - twoSince > audit.lease(a) && !row10(a) && !row10(b)) {
      audit.violated(Rule.ONE_HOLDER, "both have had it for " + (now - twoSince) / MILLI + " ms");
    }
  }

  /**
   * Whether a person put it there, or an agent met it there and does not touch it: without a term,
   * and paused or for ever, so that it neither renews it nor lets it go.
   */
  private boolean staysBesideAnother(Machine m) {
    Recollection memory = audit.of(m).memory;
    boolean untouched = memory.term().isEmpty() && (memory.paused() || m.address.isForEver());
    return audit.of(m).planted || untouched;
  }

  private void kept() {
    if (!keeping || keeps.isEmpty()) {
      return;
    }
    Machine m = keeps.get();
    Dossier d = audit.of(m);
    boolean excused =
        d.orderedAt > audit.healedAt() - 2 * SECOND
            || d.clockStepped > audit.healedAt() - 5 * SECOND
            || d.planted
            || d.ill > audit.healedAt() + SECOND
            || audit.of(m.other()).ill > audit.healedAt() + SECOND;
    if (excused) {
      keeps = Optional.empty();
    } else if (!d.has) {
      audit.violated(
          audit.of(m.other()).has ? Rule.NO_FAILBACK : Rule.NOT_NEEDLESS,
          m.name + " had it when all was well, and has it no more");
    }
  }

  /** A client whose link was up all the time knows the new server when it has announced itself. */
  private void served(Machine m, long now) {
    Dossier d = audit.of(m);
    long since = Math.max(d.heldSince, d.announcedAt);
    if (d.has
        && !two
        && d.announcedAt >= d.heldSince
        && audit.of(m.other()).hadLast < d.announcedAt
        && d.clientOpenSince < d.heldSince
        && now - since > 3 * SECOND
        && world.wire.clientKnows() != m.index) {
      audit.violated(Rule.CLIENT_SERVED, "the client does not know that " + m.name + " has it");
    }
  }

  // ---- At the end

  void close() {
    if (audit.isHealed()) {
      closeHealed();
    } else {
      closeWithFaults();
    }
  }

  private void closeHealed() {
    Optional<Machine> one = one();
    if (one.isPresent()) {
      return;
    }
    if (two) {
      if (!staysBesideAnother(world.machines[0]) && !staysBesideAnother(world.machines[1])) {
        audit.violated(Rule.ONE_SEEN, "both have it at the end");
      }
      return;
    }
    for (Machine m : world.machines) {
      if (may(m) && !needsTheMonitor(m)) {
        View view = m.agent.brain().view(m.now());
        if (may(m.other()) || view.memory().intent().armed()) {
          audit.violated(
              Rule.SOMEBODY_HOLDS,
              "nobody has it, and " + m.name + " says: " + view.reason().text());
        }
      }
    }
  }

  /** Without a DAG nobody takes from a silent agent before the monitor reports its server down. */
  private boolean needsTheMonitor(Machine m) {
    boolean hears = world.pings(m) && m.other().lively();
    return !world.site.dag() && !hears && !world.monitor.reportsDown(1 - m.index);
  }

  /** Whether nothing that a person said or that was lost keeps a server from taking. */
  private static boolean may(Machine m) {
    if (!m.lively() || !m.setup().settings().equals(m.other().setup().settings())) {
      return false;
    }
    Recollection memory = m.agent.brain().view(m.now()).memory();
    return !memory.paused() && !memory.releasedByPerson() && memory.remembers();
  }

  /** What is wrong stayed so: whoever was told and could, must have it. */
  private void closeWithFaults() {
    if (one().isPresent() || two) {
      return;
    }
    for (Machine m : world.machines) {
      Dossier d = audit.of(m);
      if (!m.sound()
          || d.memory.paused()
          || d.releasedByPerson
          || !world.reachesGateway(m)
          || world.stranger()
          || world.monitor.downtime(m.index)
          || needsTheMonitor(m)
          || !m.setup().settings().equals(World.SETTINGS)
          || !m.other().setup().settings().equals(World.SETTINGS)
          || !world.dag.quorum(m.index)
          || world.dag.mountedOn() != m.index
          || world.now() - Math.max(d.ill, Math.max(d.noRight, d.noGateway)) < 25 * SECOND
          || world.now() - Math.max(d.hadLast, audit.of(m.other()).hadLast) < 25 * SECOND) {
        continue;
      }
      View view = m.agent.brain().view(m.now());
      if (view.memory().restarts().peers().isPresent()) {
        continue; // the other one said that it is back soon, and may have it until then
      }
      if (view.memory().intent().armed() && view.memory().remembers()) {
        audit.violated(
            Rule.SOMEBODY_HOLDS,
            "nobody has it, " + m.name + " was told and could, and says: " + view.reason().text());
      }
    }
  }
}
