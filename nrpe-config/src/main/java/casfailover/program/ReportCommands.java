package casfailover.program;

import casfailover.config.DagSource;
import casfailover.config.Settings;
import casfailover.nrpe.Answer;
import casfailover.pair.FreeText;
import casfailover.report.Supposition;
import casfailover.report.WhatIf;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What only reads: the agent tells it, or without one its journal. */
final class ReportCommands {

  private final Invocation call;

  ReportCommands(Invocation call) {
    this.call = call;
  }

  List<Object> all() {
    return List.of(new Status(), new Explain(), new Suppose());
  }

  @Command(
      name = "status",
      description = "Show who has the address, what is seen, and what is wanted.",
      footer = {
        "",
        "Examples:",
        "  cas-event-handler status",
        "  cas-event-handler status --json | jq .intent"
      })
  private final class Status implements Callable<Integer> {

    @Override
    public Integer call() {
      return read("status", call.json() ? List.of("form=json") : List.of());
    }
  }

  @Command(
      name = "explain",
      description = "Tell what happened in an incident, and why.",
      footer = {
        "",
        "Examples:",
        "  cas-event-handler explain",
        "  cas-event-handler explain 2026-11-22-1"
      })
  private final class Explain implements Callable<Integer> {

    @Parameters(paramLabel = "INCIDENT", arity = "0..1", description = "the latest if not given")
    private Optional<String> incident = Optional.empty();

    @Override
    public Integer call() {
      if (call.json()) {
        throw new CommandLine.ParameterException(
            call.line(), "explain answers in text only; --json goes with all other commands");
      }
      return read("explain", incident.map(name -> List.of("incident=" + name)).orElse(List.of()));
    }
  }

  @Command(
      name = "what-if",
      description = {
        "Say what would be decided if something were so: from what is seen now, or without an agent"
            + " from a quiet day on which every guard is in favour. Nothing is done.",
        "",
        "Words, for a server that does not have the address: peer=silent (all that is seen of it),"
            + " armed=yes, home, server, agent, wire, gateway, databases, service, downtime,"
            + " monitor, wait, cooldown, settings, paused, order; for one that has it: peer,"
            + " broken, agent, wire, contact, right, gateway, only_peer_has_gateway, defended,"
            + " paused. A word that is not known is answered with those that are."
      },
      footer = {
        "",
        "Examples:",
        "  cas-event-handler what-if armed=yes peer=silent wire=silent",
        "  cas-event-handler what-if peer=silent gateway=unknown armed=yes --from scratch",
        "  cas-event-handler what-if table=holding peer=silent right=lost --json"
      })
  private final class Suppose implements Callable<Integer> {

    @Parameters(paramLabel = "WORD=VALUE", arity = "0..*")
    private List<String> words = List.of();

    @Option(
        names = "--from",
        paramLabel = "scratch",
        description = "all else as on a quiet day, and not as it is now")
    private Optional<String> from = Optional.empty();

    @Override
    public Integer call() {
      Settings settings = call.settings();
      List<String> all = new ArrayList<>(words);
      from.ifPresent(where -> all.add("from=" + where));
      Supposition alone;
      try {
        alone =
            new WhatIf(
                    settings.pair(),
                    settings.timing(),
                    settings.dag() == DagSource.EXCHANGE,
                    Optional.empty())
                .suppose(all);
      } catch (IllegalArgumentException e) {
        call.warn(String.valueOf(e.getMessage()));
        return Exit.USAGE;
      }
      if (call.json()) {
        all.add(0, "form=json");
      }
      Answer answer = new LocalAgent(settings).ask("what_if", all);
      if (answer instanceof Answer.Answered answered) {
        call.say(answered.reply().text());
        return answered.reply().code() == 0 ? Exit.DONE : Exit.FAILED;
      }
      call.warn("cas-agent does not run here, so this is not as things are now");
      call.say(call.json() ? alone.json().toString() : alone.text());
      return Exit.DONE;
    }
  }

  private int read(String command, List<String> words) {
    Settings settings = call.settings();
    Answer answer = new LocalAgent(settings).ask(command, words);
    if (answer instanceof Answer.Answered answered) {
      call.say(answered.reply().text());
      return answered.reply().code() == 0 ? Exit.DONE : Exit.FAILED;
    }
    call.warn("cas-agent does not run here, this is from its journal:");
    try {
      OfflineReport report = OfflineReport.read(settings);
      if (command.equals("explain")) {
        return explain(report, words);
      }
      call.say(call.json() ? report.json().toString() : report.text());
      // Nobody keeps the address, which a script must not take for well.
      return Exit.FAILED;
    } catch (IOException e) {
      call.warn(String.valueOf(e.getMessage()));
      return Exit.FAILED;
    }
  }

  private int explain(OfflineReport report, List<String> words) {
    Optional<String> incident =
        words.stream().findFirst().map(w -> w.substring("incident=".length()));
    Optional<String> text = report.explain(incident);
    if (text.isEmpty()) {
      call.warn(
          incident.isEmpty()
              ? "no incident in the journal"
              : "no incident " + FreeText.shown(incident.get()) + " in the journal");
      return Exit.FAILED;
    }
    call.say(text.get());
    return Exit.DONE;
  }
}
