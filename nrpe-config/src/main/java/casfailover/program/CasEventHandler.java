package casfailover.program;

import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ScopeType;

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

  @Mixin private final Invocation call = new Invocation();

  private final InputStream typed;

  private CasEventHandler(InputStream typed) {
    this.typed = typed;
  }

  /** Does what the words say, and ends with the exit code that tells how it went. */
  public static void main(String[] arguments) {
    System.exit(commandLine(System.in).execute(arguments));
  }

  /**
   * The program, ready to be run.
   *
   * @param typed where a person answers a question
   */
  static CommandLine commandLine(InputStream typed) {
    CasEventHandler handler = new CasEventHandler(typed);
    CommandLine line = new CommandLine(handler);
    line.getCommandSpec()
        .version("cas-event-handler " + Version.text())
        .addOption(
            OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .scopeType(ScopeType.INHERIT)
                .description("show this help")
                .build())
        .addOption(
            OptionSpec.builder("-V", "--version")
                .versionHelp(true)
                .description("say which version this is")
                .build());
    handler.commands().forEach(line::addSubcommand);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setUsageHelpWidth(WIDTH);
    line.setExecutionExceptionHandler(
        (failure, command, words) -> {
          if (failure instanceof Invocation.Unusable || failure instanceof UncheckedIOException) {
            command.getErr().println(failure.getMessage());
            return Exit.FAILED;
          }
          throw failure;
        });
    return line;
  }

  private List<Object> commands() {
    return Stream.of(
            new MonitorCommands(call).all(),
            new OrderCommands(call).all(),
            new ServiceCommands(call).all(),
            new ReportCommands(call).all(),
            new QuestionCommands(call, typed).all(),
            new MailCommands(call).all(),
            List.<Object>of(new SelfTestCommand(call)))
        .flatMap(List::stream)
        .toList();
  }
}
