package casfailover.lab;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** The program behind {@code lab/demo}: plays one story and shows what happened, with times. */
public final class Demo {
  private final PrintStream out;

  Demo(PrintStream out) {
    this.out = out;
  }

  /**
   * Plays a story and ends with 0 all seen, 1 something not seen, 3 could not run.
   *
   * @param arguments the story's name, what watches (as {@code demo --monitor} has it), its
   *     interval in milliseconds, and the file for the timeline as JSON, which may be missing
   */
  public static void main(String[] arguments) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    Optional<Path> json =
        arguments.length > 3 ? Optional.of(Path.of(arguments[3])) : Optional.empty();
    Duration interval = Duration.ofMillis(Long.parseLong(arguments[2]));
    Function<Lab, Monitor> monitor =
        lab ->
            switch (arguments[1]) {
              case "nagios" -> new Nagios(lab, Nagios.Pace.LAB);
              case "nagios-stock" -> new Nagios(lab, Nagios.Pace.STOCK);
              case "icinga2-ha" -> new Icinga(lab, IcingaZones.TWO_MASTERS, interval);
              case "icinga2-satellite" -> new Icinga(lab, IcingaZones.SATELLITE, interval);
              default -> new Icinga(lab, IcingaZones.ONE_MASTER, interval);
            };
    System.exit(new Demo(out).play(arguments[0], monitor, json));
  }

  private int play(String name, Function<Lab, Monitor> monitor, Optional<Path> json) {
    Optional<Scenario> scenario = Scenarios.named(name);
    if (scenario.isEmpty()) {
      out.println("no scenario is called " + name + "; there are:");
      Scenarios.ALL.forEach(each -> out.printf("  %-22s %s%n", each.name(), each.about()));
      return 2;
    }
    Timeline timeline = new Timeline(out);
    int code;
    try {
      code = play(scenario.get(), monitor, timeline);
    } catch (CannotRun | UncheckedIOException e) {
      out.println("could not run: " + e.getMessage());
      code = 3;
    }
    try {
      if (json.isPresent()) {
        Files.writeString(json.get(), timeline.json());
      }
    } catch (IOException e) {
      out.println("could not write the timeline: " + e);
      code = 3;
    }
    return code;
  }

  private int play(Scenario scenario, Function<Lab, Monitor> monitor, Timeline timeline) {
    timeline.say(scenario.name() + ": " + scenario.about());
    Lab lab = new Lab(Ground.ofEnvironment());
    try (Site site = new Site(lab, timeline, scenario, monitor.apply(lab))) {
      site.open();
      if (scenario.watched()) {
        site.monitor();
      }
      timeline.countFrom(Instant.now());
      scenario.when().accept(site);
      timeline.countFrom(Endings.start(site));
      scenario.then().accept(site);
      return verdict(scenario, timeline);
    } catch (Unseen e) {
      lab.ended().forEach(timeline::say);
      timeline.say("NOT SEEN: " + e.getMessage());
      return 1;
    }
  }

  private static int verdict(Scenario scenario, Timeline timeline) {
    timeline.say("\nThe whole story, counted from the failure:");
    timeline.say(timeline.table());
    timeline.say(scenario.name() + ": all seen");
    return 0;
  }
}
