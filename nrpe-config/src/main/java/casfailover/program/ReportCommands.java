package casfailover.program;

import casfailover.config.Settings;
import casfailover.nrpe.Answer;
import casfailover.pair.FreeText;
import casfailover.report.Explanation;
import casfailover.report.History;
import casfailover.report.Incident;
import casfailover.report.When;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
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
    return List.of(new Status(), new Explain(), new Past());
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
      return tell(
          "status",
          List.of(),
          report -> {
            call.say(call.json() ? report.json().toString() : report.text());
            // Nobody keeps the address, which a script must not take for well.
            return Exit.FAILED;
          });
    }
  }

  @Command(
      name = "explain",
      description = "Tell what happened in an incident, and why.",
      footer = {
        "",
        "Examples:",
        "  cas-event-handler explain",
        "  cas-event-handler explain 2026-11-22-1",
        "  cas-event-handler explain 17",
        "  cas-event-handler explain '2026-11-22 03:12' --json"
      })
  private final class Explain implements Callable<Integer> {

    @Parameters(
        paramLabel = "EVENT",
        arity = "0..1",
        description =
            "an incident, a problem's number as the monitor gave it, or a time; the latest if not"
                + " given")
    private Optional<String> event = Optional.empty();

    @Override
    public Integer call() {
      Incident.Which which = event.map(ReportCommands::which).orElse(new Incident.Which.Latest());
      return tell("explain", words(which), report -> explain(report.explain(which)));
    }

    /** A time is told as it was written, since the agent's clock counts. */
    private List<String> words(Incident.Which which) {
      if (which instanceof Incident.Which.Named named) {
        return List.of("incident=" + named.name());
      }
      if (which instanceof Incident.Which.OfProblem of) {
        return List.of("problem=" + of.problem());
      }
      return event.map(time -> List.of("at=" + time)).orElse(List.of());
    }

    private int explain(Optional<Explanation> found) {
      if (found.isEmpty()) {
        call.warn(
            event
                .map(name -> "no incident " + FreeText.shown(name) + " in the journal")
                .orElse("no incident in the journal"));
        return Exit.FAILED;
      }
      Explanation explanation = found.get();
      call.say(call.json() ? explanation.json(Optional.empty()).toString() : explanation.text());
      return Exit.DONE;
    }
  }

  private static Incident.Which which(String event) {
    if (event.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}-[0-9]{1,9}")) {
      return new Incident.Which.Named(event);
    }
    return When.of(event, Instant.now(), ZoneId.systemDefault())
        .<Incident.Which>map(Incident.Which.At::new)
        .orElse(new Incident.Which.OfProblem(event));
  }

  @Command(
      name = "history",
      description =
          "List incidents, takes, releases, moves, pauses and other orders, with who gave them.",
      footer = {
        "",
        "Examples:",
        "  cas-event-handler history",
        "  cas-event-handler history --since 7d --limit 100",
        "  cas-event-handler history --since '2026-11-22 03:00' --json",
        "  cas-event-handler history --html incident.html 2026-11-22-1"
      })
  private final class Past implements Callable<Integer> {

    @Option(
        names = "--since",
        paramLabel = "TIME",
        description = "nothing before: 90m, 12h, 7d, 03:00, 2026-11-22 or '2026-11-22 03:00'")
    private Optional<String> since = Optional.empty();

    @Option(
        names = "--limit",
        paramLabel = "N",
        description = "so many rows at most, the latest; 20 if not given, at most 1000")
    private int limit = History.USUAL;

    @Option(
        names = "--html",
        paramLabel = "FILE",
        description =
            "write one incident as a page with its evidence and mails, from the files of this"
                + " server")
    private Optional<Path> html = Optional.empty();

    @Parameters(
        paramLabel = "EVENT",
        arity = "0..1",
        description = "with --html: which incident, as for explain; the latest if not given")
    private Optional<String> event = Optional.empty();

    @Override
    public Integer call() {
      if (html.isPresent()) {
        return page(html.get());
      }
      if (event.isPresent()) {
        call.warn(
            "history of one incident is a page: --html FILE; or explain "
                + FreeText.shown(event.get()));
        return Exit.USAGE;
      }
      Optional<When> from =
          since.flatMap(time -> When.of(time, Instant.now(), ZoneId.systemDefault()));
      if (since.isPresent() && from.isEmpty()) {
        call.warn("'" + FreeText.shown(since.get()) + "' is no time; " + When.FORMS);
        return Exit.USAGE;
      }
      if (limit < 1 || limit > History.MOST) {
        call.warn("--limit " + limit + " is no number from 1 to " + History.MOST);
        return Exit.USAGE;
      }
      List<String> words = new ArrayList<>(List.of("limit=" + limit));
      since.ifPresent(time -> words.add("since=" + time));
      return tell(
          "history",
          words,
          report -> {
            History history = report.history(from.map(When::from).orElse(Instant.MIN), limit);
            call.say(call.json() ? history.json().toString() : history.text());
            return Exit.DONE;
          });
    }

    private int page(Path file) {
      try {
        OfflineReport report = OfflineReport.read(call.settings());
        report.remarks().forEach(call::warn);
        Optional<String> page =
            report.page(event.map(ReportCommands::which).orElse(new Incident.Which.Latest()));
        if (page.isEmpty()) {
          call.warn("there is no such incident in the journal");
          return Exit.FAILED;
        }
        Files.writeString(file, page.get());
        call.say("DONE the incident is in " + file);
        return Exit.DONE;
      } catch (IOException e) {
        call.warn("cannot make " + file + ": " + e.getMessage());
        return Exit.FAILED;
      }
    }
  }

  /** What is to be said without an agent. */
  private interface Alone {
    int tell(OfflineReport report);
  }

  private int tell(String command, List<String> words, Alone alone) {
    Settings settings = call.settings();
    List<String> all = new ArrayList<>(words);
    if (call.json()) {
      all.add("form=json");
    }
    Answer answer = new LocalAgent(settings).ask(command, all);
    if (answer instanceof Answer.Answered answered) {
      call.say(answered.reply().text());
      return answered.reply().code() == 0 ? Exit.DONE : Exit.FAILED;
    }
    // A certificate that nobody trusts any more is no sign that nobody keeps the address.
    call.warn(
        answer instanceof Answer.NoAnswer
            ? "cas-agent gives no answer, this is from its journal: " + LocalAgent.why(answer)
            : "cas-agent does not run here, this is from its journal:");
    try {
      OfflineReport report = OfflineReport.read(settings);
      report.remarks().forEach(call::warn);
      return alone.tell(report);
    } catch (IOException e) {
      call.warn(String.valueOf(e.getMessage()));
      return Exit.FAILED;
    }
  }
}
