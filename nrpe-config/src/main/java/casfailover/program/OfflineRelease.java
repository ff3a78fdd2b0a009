package casfailover.program;

import casfailover.config.Settings;
import casfailover.journal.Entry;
import casfailover.journal.EntryText;
import casfailover.journal.FileJournal;
import casfailover.journal.Opened;
import casfailover.journal.Recollection;
import casfailover.journal.StateLock;
import casfailover.pair.Cidr;
import casfailover.takeover.AddressTable;
import casfailover.takeover.Presence;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Lets the address go while no agent runs, and writes it down as the agent would. */
final class OfflineRelease {

  private static final String WHY = "ordered while no agent was running";

  private OfflineRelease() {}

  static int run(Settings settings, PrintWriter out, PrintWriter err) throws IOException {
    StateLock.Attempt attempt = StateLock.take(settings.stateDir());
    if (!(attempt instanceof StateLock.Locked locked)) {
      err.println("cas-agent runs and does not answer; end it first, the lease does the rest");
      return Exit.LOCKED;
    }
    try {
      return release(settings, out, err);
    } finally {
      locked.lock().close();
    }
  }

  private static int release(Settings settings, PrintWriter out, PrintWriter err)
      throws IOException {
    Opened opened = FileJournal.open(settings.stateDir(), Instant::now, Machine.bootId());
    try (FileJournal journal = opened.journal()) {
      if (opened instanceof Opened.Fresh) {
        // The agent's first start would find a journal and take the server for one that is armed.
        write(journal, new Entry.Installed());
      }
      Recollection memory = Parts.recollection(journal.lines());
      write(journal, new Entry.Releasing(memory.own(), true, WHY));
      AddressTable table = new Parts(settings, CasAgent.home()).addressTable();
      List<String> failures =
          settings.pair().casIps().stream().flatMap(c -> failure(table, c).stream()).toList();
      if (!failures.isEmpty()) {
        failures.forEach(why -> err.println("FAILED " + why));
        return Exit.FAILED;
      }
      write(journal, new Entry.Released(memory.own(), true, WHY));
      out.println("DONE " + settings.pair().self() + " has let " + settings.pair().casIp() + " go");
      return Exit.DONE;
    }
  }

  private static Optional<String> failure(AddressTable table, Cidr casIp) {
    Presence presence = table.look(casIp);
    if (presence instanceof Presence.Unknown unknown) {
      return Optional.of("cannot tell whether " + casIp + " is here: " + unknown.why());
    }
    return presence instanceof Presence.Present here
            && table.delete(casIp, here.networkInterface()) instanceof AddressTable.Failed failed
        ? Optional.of(failed.why())
        : Optional.empty();
  }

  private static void write(FileJournal journal, Entry entry) throws IOException {
    journal.append(EntryText.word(entry), EntryText.values(entry));
  }
}
