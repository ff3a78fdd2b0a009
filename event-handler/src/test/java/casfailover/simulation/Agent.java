package casfailover.simulation;

import static casfailover.simulation.Agenda.SECOND;

import casfailover.decide.Event;
import casfailover.handover.Answer;
import casfailover.handover.Question;
import casfailover.journal.Entry;
import casfailover.journal.EntryText;
import casfailover.journal.JournalLine;
import casfailover.journal.Recollection;
import casfailover.keep.Effect;
import casfailover.keep.Input;
import casfailover.keep.Ticket;
import casfailover.order.Order;
import casfailover.sight.Guard;
import casfailover.sight.Sighting;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The agent of one server: what it is told, and what becomes of what it wants. */
final class Agent {

  private final World world;
  private final Machine machine;
  private final AgentProcess process;
  private Optional<Brain> brain = Optional.empty();
  private boolean stopping;

  Agent(World world, Machine machine) {
    this.world = world;
    this.machine = machine;
    this.process = machine.process;
  }

  Brain brain() {
    return brain.orElseThrow();
  }

  boolean isStopping() {
    return stopping;
  }

  // ---- Its beginning and its end

  void start() {
    if (!machine.power() || process.runs()) {
      return;
    }
    process.start();
    stopping = false;
    machine.programs.start();
    List<JournalLine> lines = machine.writer.open(machine.boot());
    world.trace.note(
        world.now(), machine.name, "starts", () -> lines.size() + " lines in its journal");
    Recollection memory = recollect(lines);
    world.audit.started(machine, lines, memory);
    brain = Optional.of(world.parts.brain(machine, memory));
    tick();
    machine.looks.start();
  }

  private static Recollection recollect(List<JournalLine> lines) {
    Recollection memory = Recollection.EMPTY;
    for (JournalLine line : lines) {
      Optional<Entry> entry = EntryText.parse(line.word(), line.values());
      if (entry.isPresent()) {
        memory = memory.after(line.time(), entry.get());
      }
    }
    return memory;
  }

  /** kill -9. */
  void kill() {
    if (process.runs()) {
      world.trace.note(world.now(), machine.name, "dies", () -> "");
    }
    process.end();
    machine.programs.silence();
    brain = Optional.empty();
  }

  /** SIGTERM. */
  void stop() {
    if (machine.lively() && !stopping) {
      world.trace.note(world.now(), machine.name, "is told to stop", () -> "");
      stopping = true;
      feed(new Input.Stopping());
      process.later(4 * SECOND, this::kill);
    }
  }

  // ---- What it is told

  private void tick() {
    feed(new Input.Tick());
    process.later(machine.timing().tick().toNanos() / 1000, this::tick);
  }

  void saw(Guard guard, Sighting sighting) {
    if (brain.isPresent()) {
      world.audit.saw(machine, guard, sighting);
      feed(new Input.Saw(guard, sighting));
    }
  }

  void hear(Event event) {
    whileItRuns(() -> feed(new Input.Heard(world.ticket(machine, event.toString()), event)));
  }

  void polled(Event.Level level) {
    whileItRuns(() -> feed(new Input.Polled("monitor", level)));
  }

  void order(Order order) {
    whileItRuns(() -> feed(new Input.Ordered(world.ticket(machine, order.toString()), order)));
  }

  /** Its settings are to be read again. */
  void reload() {
    whileItRuns(
        () ->
            feed(
                new Input.Reloaded(
                    world.ticket(machine, "reload"),
                    machine.setup(),
                    Set.of(),
                    "lease, dag_max_age")));
  }

  /** The other agent asks something; its answer is told to the ticket. */
  void asked(Ticket ticket, Question question) {
    whileItRuns(() -> feed(new Input.PeerAsked(ticket, question)));
  }

  private void whileItRuns(Runnable what) {
    if (process.runs()) {
      process.now(what);
    }
  }

  /** The other agent answered, or it took too long; whoever asked in another life hears nothing. */
  void answered(int asker, Question question, Answer answer) {
    process.inLife(
        asker,
        () -> {
          world.audit.peerAnswered(machine, question, answer);
          feed(new Input.PeerAnswered(question, answer));
        });
  }

  // ---- What becomes of it

  void feed(Input input) {
    if (brain.isEmpty()) {
      return;
    }
    int mine = process.life();
    world.trace.pass(world.now(), machine.index);
    List<Effect> effects;
    try {
      effects = brain.get().on(machine.now(), input);
    } catch (RuntimeException e) {
      world.audit.broke(machine, e);
      return;
    }
    for (int i = 0; i < effects.size() && mine == process.life(); i++) {
      carryOut(effects.get(i));
    }
  }

  private void carryOut(Effect effect) {
    if (effect instanceof Effect.LookAt look) {
      world.trace.pass(world.now(), look.guard().word().hashCode());
      machine.looks.at(look.guard());
    } else if (effect instanceof Effect.Inspect) {
      machine.programs.inspect();
    } else if (effect instanceof Effect.Write write) {
      machine.writer.write(write.entry());
    } else if (effect instanceof Effect.Apply change) {
      machine.programs.apply(change);
    } else if (effect instanceof Effect.Announce) {
      machine.programs.announce();
    } else if (effect instanceof Effect.WakeAt wake) {
      process.later(wake.at().since(machine.now()).toNanos() / 1000, () -> feed(new Input.Tick()));
    } else if (effect instanceof Effect.Post post) {
      machine.writer.post(post.news());
    } else if (effect instanceof Effect.AskPeer ask) {
      world.audit.asksPeer(machine, ask.question());
      world.agents.ask(machine, ask);
    } else if (effect instanceof Effect.Tell tell) {
      world.audit.told(machine, tell.ticket(), tell.reply());
      world.agents.answers(machine, tell.ticket(), tell.reply());
    } else if (effect instanceof Effect.Rest) {
      world.trace.note(world.now(), machine.name, "has ended", () -> "");
      world.coverage.count("stop");
      kill();
    }
  }
}
