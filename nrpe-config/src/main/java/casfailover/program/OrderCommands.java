package casfailover.program;

import casfailover.config.Settings;
import casfailover.nrpe.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a person orders: where the address goes, and what the agent may do by itself. */
final class OrderCommands {

  private final Invocation call;
  private final AgentOrders agent;

  OrderCommands(Invocation call) {
    this.call = call;
    this.agent = new AgentOrders(call);
  }

  List<Object> all() {
    return List.of(
        new Takeover(),
        new Failback(),
        new Keep(),
        new Acknowledge(),
        new Evacuate(),
        new Release(),
        new Pause(),
        new Resume());
  }

  private static List<String> evenIf(Optional<String> exception) {
    return exception.map(what -> List.of("even_if=" + what)).orElse(List.of());
  }

  @Command(
      name = "takeover",
      description =
          "Take the address now, also against a pause, a downtime or the cool-down. Never while"
              + " somebody answers for it.",
      footer = {
        "",
        "Examples:",
        "  cas-event-handler takeover",
        "  cas-event-handler takeover --even-if databases --comment 'exch-a is off for good'"
      })
  private final class Takeover implements Callable<Integer> {

    @Option(
        names = "--even-if",
        paramLabel = "databases",
        description = "also if the databases are not here or nobody knows where they are")
    private Optional<String> evenIf = Optional.empty();

    @Mixin private Person person = new Person();

    @Override
    public Integer call() {
      return agent.order("takeover", person.after(evenIf(evenIf)));
    }
  }

  @Command(
      name = "failback",
      description =
          "Move the address to a server by a handover between the two agents; to its preferred"
              + " owner if none is named. On either server. The one that is to have it is checked"
              + " first.",
      footer = {
        "",
        "Examples:",
        "  cas-event-handler failback --dry-run",
        "  cas-event-handler failback exch-a --comment 'repaired'"
      })
  private final class Failback implements Callable<Integer> {

    @Parameters(paramLabel = "SERVER", arity = "0..1", description = "which server is to have it")
    private Optional<String> server = Optional.empty();

    @Option(names = "--dry-run", description = "only show what is checked, and what it says")
    private boolean dryRun;

    @Mixin private Person person = new Person();

    @Override
    public Integer call() {
      List<String> words = new ArrayList<>();
      server.ifPresent(name -> words.add("server=" + name));
      if (dryRun) {
        words.add("dry_run=yes");
      }
      return agent.order("failback", person.after(words));
    }
  }

  @Command(
      name = "evacuate",
      description = "Hand the address over if it is here, as before work on this server.",
      footer = {"", "Example:", "  cas-event-handler evacuate --comment 'Windows updates'"})
  private final class Evacuate implements Callable<Integer> {

    @Mixin private Person person = new Person();

    @Override
    public Integer call() {
      return agent.order("evacuate", person.words());
    }
  }

  @Command(
      name = "release",
      description = "Let the address go; this server does not take it back by itself.",
      footer = {"", "Example:", "  cas-event-handler release --comment 'exch-a gets a new board'"})
  private final class Release implements Callable<Integer> {

    @Mixin private Person person = new Person();

    @Override
    public Integer call() {
      Settings settings = call.settings();
      Answer answer = new LocalAgent(settings).ask("release", person.words());
      if (answer instanceof Answer.Answered) {
        return agent.told(answer);
      }
      try {
        return OfflineRelease.run(settings, call.out(), call.err());
      } catch (IOException e) {
        call.warn(String.valueOf(e.getMessage()));
        return Exit.FAILED;
      }
    }
  }

  @Command(
      name = "keep",
      description =
          "Say that the address is meant to be where it is: the checks are OK, nothing is wanted.",
      footer = {"", "Example:", "  cas-event-handler keep exch-b --comment 'until the new board'"})
  private final class Keep implements Callable<Integer> {

    @Parameters(paramLabel = "SERVER", description = "the server that has the address")
    private String server = "";

    @Mixin private Person person = new Person();

    @Override
    public Integer call() {
      return agent.order("keep", person.after(List.of("server=" + server)));
    }
  }

  @Command(
      name = "acknowledge",
      description =
          "Say that what is wrong with the address was seen: no more reminders. It changes nothing"
              + " else.",
      footer = {"", "Example:", "  cas-event-handler acknowledge --comment 'vendor called'"})
  private final class Acknowledge implements Callable<Integer> {

    @Mixin private Person person = new Person();

    @Override
    public Integer call() {
      return agent.order("acknowledge", person.words());
    }
  }

  @Command(
      name = "pause",
      description = "Take and move nothing by itself from now on.",
      footer = {"", "Example:", "  cas-event-handler pause --comment 'new switches until noon'"})
  private final class Pause implements Callable<Integer> {

    @Mixin private Person person = new Person();

    @Override
    public Integer call() {
      return agent.order("pause", person.words());
    }
  }

  @Command(
      name = "resume",
      description =
          "Act by itself from now on. Not while a scheduled task of this server runs the script of"
              + " 2010.",
      footer = {"", "Example:", "  cas-event-handler resume"})
  private final class Resume implements Callable<Integer> {

    @Option(
        names = "--even-if",
        paramLabel = "script",
        description = "also if nobody can tell whether such a task is enabled")
    private Optional<String> evenIf = Optional.empty();

    @Mixin private Person person = new Person();

    @Override
    public Integer call() {
      return agent.order("resume", person.after(evenIf(evenIf)));
    }
  }
}
