package casfailover.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A real monitoring system with the shipped package, on the monitor's host. Icinga still reads the
 * commands that Nagios reads from its pipe, and writes the same logs and status file.
 */
abstract class Monitor {
  private static final Duration PIPE = Duration.ofSeconds(5);

  private final Lab lab;
  private final Path folder;
  private final Certificates certificates;

  Monitor(Lab lab, String name, Certificates certificates) {
    this.lab = lab;
    this.folder = lab.ground().made(lab.ground().folder().resolve(name));
    this.certificates = certificates;
  }

  /** A service as the monitor sees it. */
  record Service(
      String host, String name, int state, boolean checked, String output, String details) {
    boolean ok() {
      return checked && state == 0;
    }

    String line() {
      String word =
          checked ? List.of("OK", "WARNING", "CRITICAL", "UNKNOWN").get(state) : "PENDING";
      return String.format("%-8s%-9s%s", host, word, output);
    }
  }

  /** What the stories call it. */
  abstract String label();

  /** Checks its configuration, and starts. */
  abstract void start();

  /** Starts its dashboard, which a browser on its machine reaches, and says which one that is. */
  abstract String dashboard();

  /** Ends, and has written down what it knows. */
  abstract void stop();

  /** The logs of its daemons, in the form of Nagios, by who writes them. */
  abstract Map<String, Path> logs();

  /** The file in which it writes each second what it sees, in the form of Nagios. */
  private Path status() {
    return folder.resolve("status.dat");
  }

  /** The pipe that a dashboard writes its next command to. */
  abstract Path commands();

  Lab lab() {
    return lab;
  }

  Path folder() {
    return folder;
  }

  /** What it shows the agents. */
  Certificates certificates() {
    return certificates;
  }

  /** All services, as last written. */
  List<Service> services() {
    List<Service> services = new ArrayList<>();
    if (!Files.exists(status())) {
      return services;
    }
    for (String block : text(status()).split("\n\\s*}", -1)) {
      if (block.strip().startsWith("servicestatus {")) {
        services.add(service(block));
      }
    }
    return services;
  }

  /** One service, as last written. */
  Service service(Host host, String name) {
    return services().stream()
        .filter(service -> service.host().equals(host.label()) && service.name().equals(name))
        .findFirst()
        .orElse(new Service(host.label(), name, 3, false, "", ""));
  }

  private static Service service(String block) {
    Map<String, String> field = new HashMap<>();
    block
        .lines()
        .map(line -> line.strip().split("=", 2))
        .filter(pair -> pair.length == 2)
        .forEach(pair -> field.put(pair[0], pair[1]));
    return new Service(
        field.getOrDefault("host_name", ""),
        field.getOrDefault("service_description", ""),
        Integer.parseInt(field.getOrDefault("current_state", "3")),
        field.getOrDefault("has_been_checked", "0").equals("1"),
        field.getOrDefault("plugin_output", ""),
        field.getOrDefault("long_plugin_output", ""));
  }

  // ---- What a person does on the dashboard

  void acknowledge(Host host, String service, String author, String comment) {
    tell("ACKNOWLEDGE_SVC_PROBLEM", host.label(), service, "1", "1", "0", author, comment);
  }

  /** Send custom notification, with "Forced" ticked. */
  void write(Host host, String service, String author, String comment) {
    tell("SEND_CUSTOM_SVC_NOTIFICATION", host.label(), service, "2", author, comment);
  }

  /** A fixed downtime from now on. */
  void downtime(Host host, String service, Duration time) {
    long now = Instant.now().getEpochSecond();
    tell(
        "SCHEDULE_SVC_DOWNTIME",
        host.label(),
        service,
        Long.toString(now - 1),
        Long.toString(now + time.toSeconds()),
        "1",
        "0",
        Long.toString(time.toSeconds()),
        "jane",
        "cabling");
  }

  void disableEventHandler(Host host, String service) {
    tell("DISABLE_SVC_EVENT_HANDLER", host.label(), service);
  }

  void enableEventHandler(Host host, String service) {
    tell("ENABLE_SVC_EVENT_HANDLER", host.label(), service);
  }

  private void tell(String command, String... fields) {
    String line =
        "[%d] %s;%s%n".formatted(Instant.now().getEpochSecond(), command, String.join(";", fields));
    // A pipe that nobody reads would keep us for ever.
    lab.local(
        "timeout",
        Long.toString(PIPE.toSeconds()),
        "sh",
        "-c",
        "printf %s \"$1\" > \"$2\"",
        "tell",
        line,
        commands().toString());
  }

  // ---- Files

  void put(String name, String text) {
    try {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
