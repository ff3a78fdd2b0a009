package casfailover.simulation;

import static casfailover.simulation.Agenda.MILLI;
import static casfailover.simulation.Agenda.SECOND;

import casfailover.handover.Answer;
import casfailover.handover.Question;
import casfailover.journal.Entry;
import casfailover.journal.EntryText;
import casfailover.journal.JournalLine;
import casfailover.journal.Recollection;
import casfailover.journal.SimulatedDisk;
import casfailover.keep.Effect;
import casfailover.keep.Input;
import casfailover.keep.News;
import casfailover.keep.Reply;
import casfailover.keep.Ticket;
import casfailover.order.Order;
import casfailover.pair.Timing;
import casfailover.sight.Guard;
import casfailover.sight.Sighting;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Sees all that is true in a world, and says when a rule is broken; the first time ends the run.
 */
final class Auditor {

  /** How long a caller may wait: as long as a command of NRPE may take in these worlds. */
  private static final long ANSWER = 15 * SECOND;

  /**
   * A rule that was broken.
   *
   * @param rule which one
   * @param at when, in microseconds
   * @param how what was seen
   */
  record Broken(Rule rule, long at, String how) {}

  private final World world;
  private final Dossier[] dossiers = {new Dossier(), new Dossier()};
  private final Takes takes;
  private final Handovers handovers;
  private final Releases releases;
  private final Holders holders;
  private Optional<Broken> broken = Optional.empty();
  private long healedAt = Long.MAX_VALUE;
  private long lastChange;
  private long lastFault;

  Auditor(World world) {
    this.world = world;
    this.handovers = new Handovers(this);
    this.takes = new Takes(this, handovers);
    this.releases = new Releases(this, world);
    this.holders = new Holders(this, world);
  }

  boolean holds() {
    return broken.isEmpty();
  }

  Optional<Broken> broken() {
    return broken;
  }

  Dossier of(Machine m) {
    return dossiers[m.index];
  }

  void violated(Rule rule, String how) {
    if (broken.isEmpty()) {
      broken = Optional.of(new Broken(rule, world.now(), how));
      world.trace.note(world.now(), "", "!!", () -> rule + ": " + how);
    }
  }

  boolean isHealed() {
    return healedAt != Long.MAX_VALUE;
  }

  long healedAt() {
    return healedAt;
  }

  // ---- What it is told of the world

  void healed() {
    healedAt = world.now();
    holders.healed();
  }

  void faultBegins() {
    lastFault = world.now();
  }

  void disturbed(Machine m) {
    of(m).ill = world.now();
  }

  void halted(Machine m, long time) {
    of(m).ill = world.now() + time;
    of(m).woke = world.now() + time;
  }

  /** Its address lives on meanwhile, since the kernel's clock stands still as well. */
  void slept(Machine m, long time) {
    of(m).returned = world.now() + time;
  }

  void clockStepped(Machine m) {
    of(m).clockStepped = world.now();
  }

  void planted(Machine m) {
    of(m).planted = true;
  }

  void journalLost(Machine m) {
    Dossier d = of(m);
    d.acknowledged.clear();
    d.begunLast = Optional.empty();
    d.taken.clear();
    d.releasing.clear();
    d.ill = world.now();
    d.lettersOfBefore.addAll(m.outbox.letters().keySet());
  }

  /** What excuses a move; an acknowledgement moves nothing. */
  void ordered(Machine m, Order order) {
    if (order instanceof Order.Acknowledge) {
      return;
    }
    of(m).orderedAt = world.now();
    of(m.other()).orderedAt = world.now();
    if (order instanceof Order.Take take && take.evenIfDatabases()) {
      of(m).evenIf = true;
      of(m.other()).evenIf = true;
    }
  }

  void broke(Machine m, RuntimeException e) {
    violated(Rule.KEEPER_LIVES, m.name + ": " + e + " at " + e.getStackTrace()[0]);
  }

  // ---- What it is told of an agent

  void started(Machine m, List<JournalLine> lines, Recollection memory) {
    Dossier d = of(m);
    d.newLife(world.now());
    d.memory = memory;
    d.releasedByPerson = memory.releasedByPerson();
    int next = 0;
    for (JournalLine line : lines) {
      if (next < d.acknowledged.size() && isOf(line, d.acknowledged.get(next))) {
        next++;
      }
    }
    if (next < d.acknowledged.size()) {
      violated(
          Rule.JOURNAL,
          m.name + " was told that this is written, and it is not: " + d.acknowledged.get(next));
    }
  }

  private static boolean isOf(JournalLine line, Entry entry) {
    return line.word().equals(EntryText.word(entry))
        && line.values().equals(EntryText.values(entry));
  }

  void saw(Machine m, Guard guard, Sighting sighting) {
    of(m).saw(guard, sighting);
  }

  void writes(Machine m, Entry entry) {
    if (entry instanceof Entry.Releasing releasing) {
      releases.judge(m, releasing);
      world.coverage.count("release begun");
    }
  }

  void written(Machine m, Entry entry) {
    Dossier d = of(m);
    d.acknowledged.add(entry);
    d.memory = d.memory.after(m.now(), entry);
    if (entry instanceof Entry.Begun begun) {
      if (d.begunLast.filter(l -> l.epoch().counter() >= begun.epoch().counter()).isPresent()) {
        violated(Rule.TERMS_RISE, m.name + " begins " + begun.epoch() + " after " + d.begunLast);
      }
      d.begunLast = Optional.of(begun);
    } else if (entry instanceof Entry.Taken taken) {
      d.taken.add(taken);
      d.planted &= taken.how() != Entry.How.ADOPTED;
      if (d.handedOver && taken.how() == Entry.How.HOME) {
        world.coverage.count("reclaim");
      }
      d.releasedByPerson = false;
      d.handedOver = false;
      world.coverage.count("take " + taken.how().name().toLowerCase(Locale.ROOT));
      if (taken.how() == Entry.How.HANDOVER) {
        of(m.other()).offers.ifPresent(cause -> world.coverage.count("handover " + cause));
      }
    } else if (entry instanceof Entry.Releasing releasing) {
      if (!releasing.byPerson() && !m.agent.isStopping()) {
        d.releasing.add(releasing);
      }
    } else if (entry instanceof Entry.HandingOver) {
      d.handedOver = true;
    } else if (entry instanceof Entry.Resumed) {
      d.releasedByPerson = false;
    } else if (entry instanceof Entry.Released released) {
      d.releasedByPerson |= released.byPerson();
      d.handedOver = false;
    } else if (entry instanceof Entry.GaveUp) {
      world.coverage.count("take given up");
    }
  }

  void notWritten(Machine m) {
    of(m).ill = world.now();
  }

  void wants(Machine m, Effect.Apply change) {
    if (change instanceof Effect.Add add) {
      Dossier d = of(m);
      d.committed = m.now();
      takes.judge(m, add);
    }
  }

  void asksPeer(Machine m, Question question) {
    if (question instanceof Question.Release release) {
      handovers.asks(m, release);
    } else if (question instanceof Question.Offer offer && !offer.dryRun()) {
      of(m).offers = Optional.of(offer.cause());
    }
  }

  void peerAnswered(Machine m, Question question, Answer answer) {
    handovers.answered(m, question, answer);
    if (question instanceof Question.Offer) {
      of(m).offers = Optional.empty();
    }
  }

  void changed(Machine m, Effect.Apply change) {
    lastChange = change instanceof Effect.Renew ? lastChange : world.now();
    Dossier d = of(m);
    if (change instanceof Effect.Add) {
      d.planted = false;
      holders.taken(m);
    } else if (change instanceof Effect.Delete) {
      d.planted = false;
    }
  }

  void done(Machine m, Effect.Apply change, Input.Result result) {
    of(m).renewed(change, result, m.now());
  }

  void announces(Machine m) {
    of(m).announcedAt = world.now();
  }

  void posts(Machine m, News news) {
    Dossier d = of(m);
    boolean again = !d.posted.add(news.letter());
    if (again && m.disk.fault() == SimulatedDisk.Fault.NONE && d.ill < world.now() - 20 * SECOND) {
      violated(Rule.ONE_MAIL, m.name + " hands on twice: " + news.letter());
    }
  }

  void asked(Machine m, Ticket ticket) {
    of(m).waiting.put(ticket, world.now());
  }

  void told(Machine m, Ticket ticket, Reply reply) {
    world.trace.note(world.now(), m.name, "answers", reply::line);
    if (reply.outcome() == Reply.Outcome.HELD) {
      world.coverage.count("held");
    }
    if (of(m).waiting.remove(ticket) == null) {
      violated(Rule.ONE_ANSWER, m.name + " answers somebody who does not wait: " + reply.line());
    }
  }

  // ---- After every step

  void look() {
    long now = world.now();
    for (Machine m : world.machines) {
      Dossier d = of(m);
      boolean has = m.answersForAddress();
      if (has != d.has) {
        d.has = has;
        d.heldSince = has ? now : Dossier.NEVER;
        lastChange = now;
      }
      d.hadLast = has ? now : d.hadLast;
      if (!world.reachesGateway(m)
          || m.looks.ails(Guard.GATEWAY_PING)
          || m.looks.ails(Guard.GATEWAY_ARP)) {
        d.noGateway = now;
      }
      if (!world.pings(m) || m.looks.ails(Guard.PEER_PING)) {
        d.noPeer = now;
      }
      if (!world.dag.quorum(m.index) || world.dag.mountedOn() == 1 - m.index) {
        d.noRight = now;
      }
      if (m.looks.ails(Guard.DATABASES)
          || m.looks.ails(Guard.QUORUM)
          || !world.dag.quorum(m.index)) {
        d.dagUnread = now;
      }
      if (m.looks.tellLies()) {
        d.liedTo = now;
      }
      if (!m.sound()) {
        d.ill = Math.max(d.ill, now);
      }
      if (!world.wire.both(m.place, Place.CLIENT) || !m.lively()) {
        d.clientOpenSince = now;
      }
    }
    holders.look();
  }

  /** Whether nothing has changed for so long that nothing will. */
  boolean isQuiet() {
    long now = world.now();
    long since = Math.max(Math.max(lastChange, lastFault), healedAt);
    return isHealed() && now - since > 7 * SECOND && holders.one().isPresent() && nobodyWaits();
  }

  private boolean nobodyWaits() {
    return dossiers[0].waiting.isEmpty() && dossiers[1].waiting.isEmpty();
  }

  /** After the end. */
  void close() {
    holders.close();
    for (Machine m : world.machines) {
      if (m.runs()) {
        for (Map.Entry<Ticket, Long> each : of(m).waiting.entrySet()) {
          long asked = Math.max(each.getValue(), of(m).ill);
          if (world.now() - asked > ANSWER) {
            violated(Rule.ONE_ANSWER, m.name + " never answered " + each.getKey());
          }
        }
      }
      letters(m);
    }
  }

  private void letters(Machine m) {
    Dossier d = of(m);
    boolean settled = isHealed() && m.lively() && world.now() - d.ill > 8 * SECOND;
    for (Entry.Taken taken : d.taken) {
      if (taken.how() != Entry.How.ADOPTED) {
        boolean moved = taken.how() == Entry.How.HANDOVER;
        letter(m, d, settled, (moved ? ".handover-" : ".takeover-") + taken.epoch().counter());
      }
    }
    if (settled) {
      for (String letter : m.outbox.letters().keySet()) {
        int mails = world.mailServer.mails().getOrDefault(letter, 0);
        boolean again = d.lettersOfBefore.contains(letter); // the disk that knew of it was lost
        if (mails < 1 || (mails > 1 && !again)) {
          violated(Rule.ONE_MAIL, letter + " was mailed " + mails + " times");
        }
      }
    }
  }

  private void letter(Machine m, Dossier d, boolean settled, String part) {
    List<String> found = new ArrayList<>();
    for (String letter : m.outbox.letters().keySet()) {
      if (letter.contains(part + "@") || letter.contains(part + ".")) {
        found.add(letter);
      }
    }
    boolean none = found.isEmpty();
    found.removeAll(d.lettersOfBefore); // a journal that was lost may count to the same again
    if (found.size() > 1 || (settled && none)) {
      violated(Rule.ONE_MAIL, m.name + ", " + part + ": " + found);
    }
  }

  /** How long a lease and the grace before it may last at most, by the slower clock. */
  long lease(Machine m) {
    Timing t = m.timing();
    return (t.grace().plus(t.lease()).plus(t.tick()).toMillis() + 600) * MILLI;
  }
}
