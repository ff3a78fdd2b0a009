package casfailover.lab;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** The program behind {@code lab/demo}: plays one story and shows what happened, with times. */
public final class Demo {
  private final PrintStream out;

  Demo(PrintStream out) {
    this.out = out;
  }

  /**
   * Plays a story and ends with 0 all seen, 1 something not seen, 3 could not run.
   *
   * @param arguments the story's name, and the file for the timeline as JSON, which may be missing
   */
  public static void main(String[] arguments) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    Optional<Path> json =
        arguments.length > 1 ? Optional.of(Path.of(arguments[1])) : Optional.empty();
    System.exit(new Demo(out).play(arguments[0], json));
  }

  private int play(String name, Optional<Path> json) {
    Optional<Scenario> scenario = Scenarios.named(name);
    if (scenario.isEmpty()) {
      out.println("no scenario is called " + name + "; there are:");
      Scenarios.ALL.forEach(each -> out.printf("  %-22s %s%n", each.name(), each.about()));
      return 2;
    }
    Timeline timeline = new Timeline(out);
    int code;
    try {
      code = play(scenario.get(), timeline);
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

  private int play(Scenario scenario, Timeline timeline) {
    timeline.say(scenario.name() + ": " + scenario.about());
    Lab lab = new Lab(Ground.ofEnvironment());
    try (Site site = new Site(lab, timeline, "")) {
      site.open();
      site.monitor();
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
