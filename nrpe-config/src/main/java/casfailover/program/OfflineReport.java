package casfailover.program;

import casfailover.config.Settings;
import casfailover.journal.FileJournal;
import casfailover.journal.JournalLine;
import casfailover.journal.Recollection;
import casfailover.report.Explanation;
import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** What the journal alone can say while no agent runs; it only reads. */
final class OfflineReport {

  private OfflineReport() {}

  static String of(Settings settings, List<String> words) throws IOException {
    List<JournalLine> lines = FileJournal.read(settings.stateDir());
    Recollection memory = Parts.recollection(lines);
    Optional<String> incident =
        words.stream()
            .filter(w -> w.startsWith("incident="))
            .map(w -> w.substring("incident=".length()))
            .findFirst();
    String state =
        settings.pair().self()
            + (memory.term().isPresent()
                ? " had " + settings.pair().casIp() + " in term " + memory.own()
                : " did not have " + settings.pair().casIp())
            + (memory.paused() ? ", paused" : "")
            + (memory.intent().armed() ? ", wanted it" : "")
            + "\n";
    return state
        + Explanation.of(lines, incident, ZoneId.systemDefault())
            .orElse("No incident in the journal.\n");
  }
}
