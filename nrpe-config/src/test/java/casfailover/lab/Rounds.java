package casfailover.lab;

import casfailover.lab.Loader.Transport;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What was measured of NRPE servers that take turns: a row for each kind of load on each. */
final class Rounds {

  /** A kind of load, and the server that it was put on. */
  record Row(Transport transport, int clients, String server) {
    @Override
    public String toString() {
      return transport.label() + ", " + clients + " clients, " + server;
    }
  }

  /** What is told of a round. */
  enum Metric {
    CPU("CPU a request", "ms"),
    RATE("rate", "requests/s"),
    P50("p50", "ms"),
    P99("p99", "ms");

    private final String label;
    private final String unit;

    Metric(String label, String unit) {
      this.label = label;
      this.unit = unit;
    }
  }

  private record Round(double cpuMillis, Load load) {
    double figure(Metric metric) {
      return switch (metric) {
        case CPU -> cpuMillis / load.requests();
        case RATE -> load.perSecond();
        case P50 -> load.p50() / 1000.0;
        case P99 -> load.p99() / 1000.0;
      };
    }
  }

  private final Map<Row, List<Round>> rounds = new LinkedHashMap<>();

  /** Adds a round and what its server used for it, in milliseconds of processor time. */
  void add(Row row, double cpuMillis, Load load) {
    rounds.computeIfAbsent(row, first -> new ArrayList<>()).add(new Round(cpuMillis, load));
  }

  double median(Transport transport, int clients, String server, Metric metric) {
    return median(new Row(transport, clients, server), metric);
  }

  private double median(Row row, Metric metric) {
    return figures(row, metric).median();
  }

  private Figures figures(Row row, Metric metric) {
    return new Figures(
        row + ", " + metric.label,
        metric.unit,
        rounds.getOrDefault(row, List.of()).stream().map(round -> round.figure(metric)).toList());
  }

  List<Figures> figures() {
    return rounds.keySet().stream()
        .flatMap(row -> Arrays.stream(Metric.values()).map(metric -> figures(row, metric)))
        .toList();
  }

  String table() {
    String head =
        String.format(
            "%-12s %7s  %-10s %11s %11s %9s %9s",
            "medians", "clients", "server", "CPU ms each", "requests/s", "p50 ms", "p99 ms");
    return Stream.concat(Stream.of(head), rounds.keySet().stream().map(this::line))
        .collect(Collectors.joining("\n"));
  }

  private String line(Row row) {
    return String.format(
        Locale.ROOT,
        "%-12s %7d  %-10s %11.3f %11.0f %9.1f %9.1f",
        row.transport().label(),
        row.clients(),
        row.server(),
        median(row, Metric.CPU),
        median(row, Metric.RATE),
        median(row, Metric.P50),
        median(row, Metric.P99));
  }
}
