package casfailover.program;

import casfailover.config.Settings;
import casfailover.nrpe.Answer;
import casfailover.pair.FreeText;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** What only reads: the agent tells it, or without one its journal. */
final class ReportCommands {

  private final Invocation call;

  ReportCommands(Invocation call) {
    this.call = call;
  }

  List<Object> all() {
    return List.of(new Status(), new Explain());
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
