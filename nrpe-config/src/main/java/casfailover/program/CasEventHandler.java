package casfailover.program;

import casfailover.config.Problem;
import casfailover.config.Reading;
import casfailover.config.Settings;
import casfailover.nrpe.Answer;
import casfailover.pair.FreeText;
import casfailover.report.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The event handler's main: what monitors and people tell the agent of this machine to do. */
@Command(
    name = "cas-event-handler",
    description = "Tells the agent of this server what happened or what to do.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Examples:",
      "  cas-event-handler status --config /etc/cas-failover/cas-failover.cfg",
      "  cas-event-handler handle cas_ip=192.0.2.100 service=peer state=CRITICAL type=HARD"
          + " problem=17",
      "  cas-event-handler takeover --even-if databases --comment 'exch-a is off for good'",
      "",
      "Exit: 0 done, 1 failed, 2 wrong words, 3 held, 4 refused, 75 the state folder is in use"
    })
public final class CasEventHandler {

  /** Columns of the help: an example that is wrapped cannot be copied. */
  private static final int WIDTH = 100;

  private static final Path CONFIG = Path.of("/etc/cas-failover/cas-failover.cfg");

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description =
          "the settings of the pair; " + "/etc/cas-failover/cas-failover.cfg if not given")
  private Path config = CONFIG;

  @Option(names = "--json", scope = ScopeType.INHERIT, description = "answer for programs")
  private boolean json;

  private CasEventHandler() {}

  /** Does what the words say, and ends with the exit code that tells how it went. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    CommandLine line = new CommandLine(new CasEventHandler());
    line.getCommandSpec()
        .mixinStandardHelpOptions(true)
        .version("cas-event-handler " + Version.text());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setUsageHelpWidth(WIDTH);
    line.setExecutionExceptionHandler(
        (failure, command, words) -> {
          if (failure instanceof Refused || failure instanceof UncheckedIOException) {
            command.getErr().println(failure.getMessage());
            return Exit.FAILED;
          }
          throw failure;
        });
    return line;
  }

  @Command(description = "Pass an event of the monitoring system on: key=value words.")
  int handle(@Parameters(paramLabel = "WORD=VALUE", arity = "1..*") List<String> words) {
    return order("handle_event", words);
  }

  @Command(description = "Show who has the address, what is seen, and what is wanted.")
  int status() {
    return read("status", json ? List.of("form=json") : List.of());
  }

  @Command(description = "Tell what happened in an incident, and why.")
  int explain(
      @Parameters(paramLabel = "INCIDENT", arity = "0..1", description = "the latest if not given")
          List<String> incident) {
    if (json) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "explain answers in text only; --json goes with all other commands");
    }
    return read(
        "explain",
        incident == null || incident.isEmpty()
            ? List.of()
            : List.of("incident=" + incident.get(0)));
  }

  @Command(
      description =
          "Take the address now, also against a pause, a downtime or the cool-down. Never while"
              + " somebody answers for it.")
  int takeover(
      @Option(
              names = "--even-if",
              paramLabel = "databases",
              description = "also if the databases are not here or nobody knows where they are")
          String evenIf,
      @Option(names = "--comment", paramLabel = "TEXT") String comment) {
    List<String> words = new ArrayList<>();
    if (evenIf != null) {
      words.add("even_if=" + evenIf);
    }
    return order("takeover", person(words, comment));
  }

  @Command(description = "Let the address go; this server does not take it back by itself.")
  int release(@Option(names = "--comment", paramLabel = "TEXT") String comment) {
    Settings settings = settings();
    Answer answer = new LocalAgent(settings).ask("release", person(List.of(), comment));
    if (answer instanceof Answer.Answered) {
      return told(answer);
    }
    try {
      return OfflineRelease.run(settings, out(), err());
    } catch (IOException e) {
      err().println(e.getMessage());
      return Exit.FAILED;
    }
  }

  @Command(description = "Take and move nothing by itself from now on.")
  int pause(@Option(names = "--comment", paramLabel = "TEXT") String comment) {
    return order("pause", person(List.of(), comment));
  }

  @Command(description = "Act by itself from now on.")
  int resume(@Option(names = "--comment", paramLabel = "TEXT") String comment) {
    return order("resume", person(List.of(), comment));
  }

  @Command(
      description =
          "Let the agent read its settings and certificates again; it keeps the old ones if"
              + " anything is wrong.")
  int reload(@Option(names = "--comment", paramLabel = "TEXT") String comment) {
    Reading reading = Machine.settingsWithoutSecrets(config.toAbsolutePath());
    if (reading instanceof Reading.Refused refused) {
      refused.problems().forEach(err()::println);
      err().println("REFUSED: the agent was not asked, and keeps the settings that it runs with");
      return Exit.REFUSED;
    }
    Settings settings = ((Reading.Good) reading).settings();
    Answer answer = new LocalAgent(settings).ask("reload", person(List.of(), comment));
    if (!(answer instanceof Answer.Answered)) {
      err()
          .println(
              "No agent answers on port "
                  + settings.serverPort()
                  + " with the certificates of these settings. Where server_port, server_address"
                  + " or the authority was changed: systemctl restart cas-agent");
    }
    return told(answer);
  }

  private static List<String> person(List<String> before, String comment) {
    List<String> words = new ArrayList<>(before);
    String user = System.getProperty("user.name", "?").toLowerCase(Locale.ROOT);
    if (!user.equals("?")) {
      words.add("author=" + user);
    }
    if (comment != null) {
      words.add("comment=" + comment);
    }
    return words;
  }

  private int order(String command, List<String> words) {
    return told(new LocalAgent(settings()).ask(command, words));
  }

  private int told(Answer answer) {
    if (!(answer instanceof Answer.Answered answered)) {
      err().println("cas-agent does not run here: " + LocalAgent.why(answer));
      return Exit.FAILED;
    }
    String text = answered.reply().text();
    String outcome = text.split(" ", 2)[0];
    boolean notUnderstood = answered.reply().code() == 3 && text.endsWith("Nothing was done.");
    int exit =
        switch (outcome) {
          case "DONE" -> Exit.DONE;
          case "HELD" -> Exit.HELD;
          case "REFUSED" -> Exit.REFUSED;
          default -> notUnderstood ? Exit.USAGE : Exit.FAILED;
        };
    if (json) {
      boolean word = exit != Exit.USAGE && (exit != Exit.FAILED || outcome.equals("FAILED"));
      out()
          .println(
              Json.object()
                  .with("version", 1)
                  .with("outcome", word ? outcome : notUnderstood ? "NOT_UNDERSTOOD" : "FAILED")
                  .with("text", word ? text.substring(outcome.length()).strip() : text)
                  .end());
    } else {
      out().println(text);
    }
    return exit;
  }

  private int read(String command, List<String> words) {
    Settings settings = settings();
    Answer answer = new LocalAgent(settings).ask(command, words);
    if (answer instanceof Answer.Answered answered) {
      out().println(answered.reply().text().stripTrailing());
      return answered.reply().code() == 0 ? Exit.DONE : Exit.FAILED;
    }
    err().println("cas-agent does not run here, this is from its journal:");
    try {
      OfflineReport report = OfflineReport.read(settings);
      if (command.equals("explain")) {
        return explain(report, words);
      }
      out().println(json ? report.json() : report.text().stripTrailing());
      // Nobody keeps the address, which a script must not take for well.
      return Exit.FAILED;
    } catch (IOException e) {
      err().println(e.getMessage());
      return Exit.FAILED;
    }
  }

  private int explain(OfflineReport report, List<String> words) {
    Optional<String> incident =
        words.stream().findFirst().map(w -> w.substring("incident=".length()));
    Optional<String> text = report.explain(incident);
    if (text.isEmpty()) {
      err()
          .println(
              incident.isEmpty()
                  ? "no incident in the journal"
                  : "no incident " + FreeText.shown(incident.get()) + " in the journal");
      return Exit.FAILED;
    }
    out().println(text.get().stripTrailing());
    return Exit.DONE;
  }

  /** Settings that nothing can be done with. */
  private static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    Refused(List<Problem> problems) {
      super(String.join("\n", problems.stream().map(Problem::toString).toList()));
    }
  }

  private Settings settings() {
    Reading reading = Machine.settingsWithoutSecrets(config.toAbsolutePath());
    if (reading instanceof Reading.Refused refused) {
      throw new Refused(refused.problems());
    }
    return ((Reading.Good) reading).settings();
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }
}
