package casfailover.program;

import casfailover.config.Reading;
import casfailover.config.Settings;
import casfailover.nrpe.Answer;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What concerns the running agent as a program. */
final class ServiceCommands {

  private final Invocation call;
  private final AgentOrders agent;

  ServiceCommands(Invocation call) {
    this.call = call;
    this.agent = new AgentOrders(call);
  }

  List<Object> all() {
    return List.of(new BackSoon(), new Reload());
  }

  @Command(
      name = "back-soon",
      description =
          "Announce a restart of the agent: the other server waits for it, and the address stays.",
      footer = {"", "Example:", "  cas-event-handler back-soon && systemctl restart cas-agent"})
  private final class BackSoon implements Callable<Integer> {

    @Mixin private Person person = new Person();

    @Override
    public Integer call() {
      return agent.order("back_soon", person.words());
    }
  }

  @Command(
      name = "reload",
      description =
          "Let the agent read its settings and certificates again; it keeps the old ones if"
              + " anything is wrong.",
      footer = {"", "Example:", "  cas-event-handler reload --comment 'lease=2s'"})
  private final class Reload implements Callable<Integer> {

    @Mixin private Person person = new Person();

    @Override
    public Integer call() {
      Reading reading = call.reading();
      if (reading instanceof Reading.Refused refused) {
        refused.problems().forEach(problem -> call.warn(problem.toString()));
        call.warn("REFUSED: the agent was not asked, and keeps the settings that it runs with");
        return Exit.REFUSED;
      }
      Settings settings = ((Reading.Good) reading).settings();
      Answer answer = new LocalAgent(settings).ask("reload", person.words());
      if (!(answer instanceof Answer.Answered)) {
        call.warn(
            "No agent answers on port "
                + settings.serverPort()
                + " with the certificates of these settings. Where server_port, server_address"
                + " or the authority was changed: systemctl restart cas-agent");
      }
      return agent.told(answer);
    }
  }
}
