package casfailover.program;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** What a monitoring system calls. */
final class MonitorCommands {

  private final AgentOrders agent;

  MonitorCommands(Invocation call) {
    this.agent = new AgentOrders(call);
  }

  List<Object> all() {
    return List.of(new Handle());
  }

  @Command(
      name = "handle",
      description = "Pass an event of the monitoring system on: key=value words.",
      footer = {
        "",
        "Example:",
        "  cas-event-handler handle cas_ip=192.0.2.100 service=peer state=CRITICAL type=HARD"
            + " problem=17",
      })
  private final class Handle implements Callable<Integer> {

    @Parameters(paramLabel = "WORD=VALUE", arity = "1..*")
    private List<String> words = List.of();

    @Override
    public Integer call() {
      return agent.order("handle_event", words);
    }
  }
}
