package casfailover.program;

import casfailover.config.Settings;
import casfailover.journal.FileJournal;
import casfailover.journal.JournalFailure;
import casfailover.journal.JournalLine;
import casfailover.journal.Recollection;
import casfailover.report.Explanation;
import casfailover.report.Json;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** What the journal alone can say while no agent runs; it only reads. */
final class OfflineReport {

  private final Settings settings;
  private final List<JournalLine> lines;
  private final Recollection memory;

  private OfflineReport(Settings settings, List<JournalLine> lines) {
    this.settings = settings;
    this.lines = lines;
    this.memory = Parts.recollection(lines);
  }

  /** Reads the journal of this machine. */
  static OfflineReport read(Settings settings) throws IOException {
    try {
      return new OfflineReport(settings, FileJournal.read(settings.stateDir()));
    } catch (JournalFailure e) {
      if (e.getCause() instanceof NoSuchFileException) {
        throw new IOException(
            "there is no journal in "
                + settings.stateDir()
                + ": cas-agent has never run here, or state_dir was changed",
            e);
      }
      throw e;
    }
  }

  /** Where the address was, what was wanted, and the latest incident. */
  String text() {
    String state =
        settings.pair().self()
            + (memory.term().isPresent()
                ? " had " + settings.pair().casIp() + " in term " + memory.own()
                : " did not have " + settings.pair().casIp())
            + (memory.paused() ? ", paused" : "")
            + (memory.intent().armed() ? ", wanted it" : "")
            + "\n";
    return state + explain(Optional.empty()).orElse("No incident in the journal.\n");
  }

  /** The same for programs; who has the address now is not known, whatever the journal says. */
  Json json() {
    return Json.object()
        .with("version", 1)
        .with("node", settings.pair().self().name())
        .with("agent", Json.of(Optional.<String>empty(), Json::of))
        .with("stance", "unknown")
        .with("had_address", Json.of(memory.term().isPresent()))
        .with("epoch", memory.own().toString())
        .with("paused", Json.of(memory.paused()))
        .with("armed", Json.of(memory.intent().armed()))
        .with("incident", memory.incident())
        .end();
  }

  /** What happened in an incident, or in the latest; empty if there is none such. */
  Optional<String> explain(Optional<String> incident) {
    return Explanation.of(lines, incident, ZoneId.systemDefault());
  }
}
