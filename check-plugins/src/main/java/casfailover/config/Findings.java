package casfailover.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** The problems and warnings found so far; one mistake never hides another. */
final class Findings {

  private final List<Problem> problems = new ArrayList<>();
  private final List<Warning> warnings = new ArrayList<>();

  void problem(Place place, String message) {
    problems.add(new Problem(place, message));
  }

  void warning(Place place, String message) {
    warnings.add(new Warning(place, message));
  }

  boolean anyProblem() {
    return !problems.isEmpty();
  }

  /** How many problems there are, to tell whether a step added any. */
  int problemCount() {
    return problems.size();
  }

  /** File by file and line by line, as a person goes through them. */
  List<Problem> problems() {
    List<Problem> sorted = new ArrayList<>(problems);
    sorted.sort(Comparator.comparing(Problem::place, byFileThenLine()));
    return Collections.unmodifiableList(sorted);
  }

  List<Warning> warnings() {
    List<Warning> sorted = new ArrayList<>(warnings);
    sorted.sort(Comparator.comparing(Warning::place, byFileThenLine()));
    return Collections.unmodifiableList(sorted);
  }

  private static Comparator<Place> byFileThenLine() {
    return Comparator.comparing(Place::file).thenComparingInt(Place::line);
  }
}
