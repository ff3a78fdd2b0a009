package casfailover.simulation;

import static casfailover.simulation.Agenda.MILLI;

import casfailover.journal.Entry;
import casfailover.journal.EntryText;
import casfailover.journal.FileJournal;
import casfailover.journal.JournalFailure;
import casfailover.journal.JournalLine;
import casfailover.journal.SimulatedDisk;
import casfailover.keep.Input;
import casfailover.keep.News;
import java.util.List;
import java.util.Optional;

/** What an agent writes to its disk: its journal, one entry after the other, and its letters. */
final class DiskWriter {

  private final World world;
  private final Machine machine;
  private Optional<FileJournal> journal = Optional.empty();
  private long free;
  private long delay;
  private long slowUntil;

  DiskWriter(World world, Machine machine) {
    this.world = world;
    this.machine = machine;
  }

  /** An agent that starts reads its journal, and nothing is in line before it. */
  List<JournalLine> open(String boot) {
    free = world.now();
    FileJournal opened = machine.disk.open(() -> machine.now().wall(), boot);
    journal = Optional.of(opened);
    return opened.lines();
  }

  /** How much longer each write takes than it should. */
  void delay(long time) {
    delay = time;
  }

  /** Whether what must be written before anything is done is on its way to a slow disk. */
  boolean isWaitedFor() {
    return world.now() < slowUntil;
  }

  void write(Entry entry) {
    world.audit.writes(machine, entry);
    String step = EntryText.word(entry);
    if (machine.dies(step, Trap.Cut.BEFORE)) {
      return;
    }
    long begin = Math.max(world.now(), free);
    free = begin + 500 + world.about(3 * MILLI) + delay;
    slowUntil = delay > 0 ? free : slowUntil;
    machine.process.later(free - world.now(), () -> append(entry, step));
  }

  private void append(Entry entry, String step) {
    if (machine.isTorn(step)) {
      machine.disk.fails(SimulatedDisk.Fault.TORN);
    }
    try {
      journal.orElseThrow().append(step, EntryText.values(entry));
    } catch (SimulatedDisk.Torn e) {
      machine.crash(step, Trap.Cut.TORN);
      return;
    } catch (JournalFailure e) {
      world.trace.note(world.now(), machine.name, "cannot write", () -> text(entry));
      world.coverage.count("write failed");
      world.audit.notWritten(machine);
      machine.agent.feed(new Input.NotWritten(entry, machine.disk.fault().toString()));
      return;
    }
    world.trace.note(world.now(), machine.name, "writes", () -> text(entry));
    if (!machine.dies(step, Trap.Cut.AFTER)) {
      world.audit.written(machine, entry);
      machine.agent.feed(new Input.Written(entry));
    }
  }

  private static String text(Entry entry) {
    return EntryText.word(entry) + " " + EntryText.values(entry);
  }

  void post(News news) {
    world.audit.posts(machine, news);
    if (machine.dies("post", Trap.Cut.BEFORE)) {
      return;
    }
    machine.process.later(MILLI + world.about(5 * MILLI) + delay, () -> put(news));
  }

  private void put(News news) {
    SimulatedDisk.Fault fault = machine.disk.fault();
    if (fault != SimulatedDisk.Fault.NONE) {
      machine.agent.feed(new Input.NotPosted(news, fault.toString()));
      return;
    }
    machine.outbox.put(news);
    if (!machine.dies("post", Trap.Cut.AFTER)) {
      machine.agent.feed(new Input.Posted(news.letter()));
    }
  }
}
