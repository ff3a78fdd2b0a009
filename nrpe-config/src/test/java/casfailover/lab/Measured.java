package casfailover.lab;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What one benchmark brought: its table for people, every figure, and the goals. */
record Measured(String table, List<Figures> figures, List<Goal> goals) {

  /** With the plain table, a line for each figure. */
  static Measured of(List<Figures> figures, List<Goal> goals) {
    return new Measured(
        Stream.concat(Stream.of(Figures.head()), figures.stream().map(Figures::row))
            .collect(Collectors.joining("\n")),
        figures,
        goals);
  }

  /** The same with lines below the table. */
  Measured with(List<String> lines) {
    return new Measured(table + "\n" + String.join("\n", lines), figures, goals);
  }

  String goalLines() {
    return goals.stream().map(goal -> goal.line() + "\n").collect(Collectors.joining());
  }

  String json(String bench) {
    return "{\"bench\":\"%s\",\"figures\":[%s],\"goals\":[%s]}"
        .formatted(
            bench,
            figures.stream().map(Figures::json).collect(Collectors.joining(",")),
            goals.stream().map(Goal::json).collect(Collectors.joining(",")));
  }
}
