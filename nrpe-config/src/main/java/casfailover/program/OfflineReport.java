package casfailover.program;

import casfailover.config.Settings;
import casfailover.journal.Excerpt;
import casfailover.journal.JournalFailure;
import casfailover.journal.Recollection;
import casfailover.mail.LetterArchive;
import casfailover.report.Explanation;
import casfailover.report.History;
import casfailover.report.Incident;
import casfailover.report.IncidentPage;
import casfailover.report.Json;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the journal alone can say while no agent runs; it only reads. */
final class OfflineReport {

  private final Settings settings;
  private final Excerpt journal;
  private final Recollection memory;

  private OfflineReport(Settings settings, Excerpt journal) {
    this.settings = settings;
    this.journal = journal;
    this.memory = Parts.recollection(journal.lines());
  }

  /** Reads the journal of this machine. */
  static OfflineReport read(Settings settings) throws IOException {
    try {
      return new OfflineReport(settings, Excerpt.of(settings.stateDir()));
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
    String incident =
        explain(new Incident.Which.Latest())
            .map(Explanation::text)
            .orElse("No incident in the journal.\n");
    return state + incident;
  }

  /** What a reader must know of the journal itself: what is missing, and what that means. */
  List<String> remarks() {
    List<String> remarks = new ArrayList<>(journal.gaps());
    if (!journal.gaps().isEmpty()) {
      remarks.add(
          "so what it says may be out of date; the next start of the agent puts this journal aside"
              + " and takes nothing until the other server says who held last");
    }
    remarks.addAll(journal.remarks());
    return remarks;
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

  /** What happened in an incident; empty if there is none such. */
  Optional<Explanation> explain(Incident.Which which) {
    return Incident.find(journal.lines(), which)
        .map(incident -> new Explanation(incident, ZoneId.systemDefault()));
  }

  /** An incident as a page, with the letters that are still kept; empty if there is none such. */
  Optional<String> page(Incident.Which which) throws IOException {
    Optional<Incident> incident = Incident.find(journal.lines(), which);
    if (incident.isEmpty()) {
      return Optional.empty();
    }
    List<LetterArchive.Filed> mails =
        LetterArchive.of(Stores.outboxFolder(settings.stateDir()), incident.get().name());
    String node = settings.pair().self().name();
    return Optional.of(IncidentPage.of(incident.get(), mails, node, ZoneId.systemDefault()));
  }

  History history(Instant since, int limit) {
    return History.of(journal.lines(), since, limit, ZoneId.systemDefault());
  }
}
