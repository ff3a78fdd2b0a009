package casfailover.report;

import casfailover.journal.JournalLine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A part of the journal: all lines from one that names it to the next that names another.
 *
 * @param name as in {@code 2026-11-22-1}
 */
public record Incident(String name, List<JournalLine> lines) {

  public Incident {
    lines = List.copyOf(lines);
  }

  /** All that a journal knows of, the one that was named last at the end. */
  public static List<Incident> all(List<JournalLine> journal) {
    Map<String, List<JournalLine>> incidents = new LinkedHashMap<>();
    String current = "";
    for (JournalLine line : journal) {
      String named = line.values().getOrDefault("incident", "");
      if (!named.isEmpty() && !named.equals(current)) {
        List<JournalLine> before = incidents.remove(named);
        incidents.put(named, before == null ? new ArrayList<>() : before);
        current = named;
      }
      if (!current.isEmpty()) {
        incidents.computeIfAbsent(current, name -> new ArrayList<>()).add(line);
      }
    }
    return incidents.entrySet().stream()
        .map(incident -> new Incident(incident.getKey(), incident.getValue()))
        .toList();
  }

  /** The latest that is meant; empty if there is none such. */
  public static Optional<Incident> find(List<JournalLine> journal, Which which) {
    return all(journal).stream().filter(which::means).reduce((earlier, later) -> later);
  }

  /** Which one somebody asks for; the latest of several. */
  public sealed interface Which {
    boolean means(Incident incident);

    /** The latest. */
    record Latest() implements Which {
      @Override
      public boolean means(Incident incident) {
        return true;
      }
    }

    /** The one of a name. */
    record Named(String name) implements Which {
      @Override
      public boolean means(Incident incident) {
        return incident.name().equals(name);
      }
    }

    /** The one that a problem of a monitor is part of, by the monitor's own number. */
    record OfProblem(String problem) implements Which {
      @Override
      public boolean means(Incident incident) {
        return incident.lines().stream()
            .anyMatch(line -> problem.equals(line.values().get("problem")));
      }
    }

    /** The one that a time falls into: the last that had begun by its end. */
    record At(When time) implements Which {
      @Override
      public boolean means(Incident incident) {
        return incident.lines().get(0).time().isBefore(time.to());
      }
    }
  }
}
