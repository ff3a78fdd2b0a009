package casfailover.program;

import casfailover.config.Settings;
import casfailover.journal.StateLock;
import casfailover.mail.MailState;
import casfailover.mail.MailTrial;
import casfailover.mail.OutboxException;
import casfailover.mail.Postman;
import casfailover.mail.SmtpCourier;
import casfailover.nrpe.Answer;
import casfailover.report.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What concerns the mail to the administrator. */
final class MailCommands {

  private final Invocation call;
  private final AgentOrders agent;

  MailCommands(Invocation call) {
    this.call = call;
    this.agent = new AgentOrders(call);
  }

  List<Object> all() {
    return List.of(new TestMail(), new FlushMail());
  }

  @Command(
      name = "test-mail",
      description =
          "Send a letter to mail_to through each smtp_host by itself, and say what each answers. One"
              + " that works is enough. Needs no agent.",
      footer = {"", "Example:", "  cas-event-handler test-mail"})
  private final class TestMail implements Callable<Integer> {

    @Override
    public Integer call() {
      Settings settings = call.settings();
      List<MailTrial.Tried> tried =
          new MailTrial(new Parts(settings, CasAgent.home()).smtp())
              .send(Instant.now(), ZoneId.systemDefault());
      long works = tried.stream().filter(MailTrial.Tried::works).count();
      String sum =
          works
              + " of "
              + tried.size()
              + " mail servers took a letter for "
              + String.join(", ", settings.mailTo());
      String outcome = works > 0 ? "DONE" : "FAILED";
      if (call.json()) {
        call.say(
            Json.object()
                .with("version", 1)
                .with("outcome", outcome)
                .with("text", sum)
                .with("servers", Json.array(tried, TestMail::json))
                .end());
      } else {
        tried.forEach(one -> call.say((one.works() ? "works   " : "FAILS   ") + one.words()));
        call.say(outcome + " " + sum + (works > 0 ? ": look whether they arrive" : ""));
      }
      return works > 0 ? Exit.DONE : Exit.FAILED;
    }

    private static Json json(MailTrial.Tried tried) {
      return Json.object()
          .with("host", tried.host())
          .with("works", Json.of(tried.works()))
          .with("missing", Json.array(tried.missing().stream().sorted().toList(), Json::of))
          .with("detail", tried.words())
          .end();
    }
  }

  @Command(
      name = "flush-mail",
      description =
          "Send what waits in the outbox now, also what was put aside since no server would take it."
              + " Without an agent it is sent from here.",
      footer = {"", "Example:", "  cas-event-handler flush-mail"})
  private final class FlushMail implements Callable<Integer> {

    @Mixin private Person person = new Person();

    @Override
    public Integer call() {
      Settings settings = call.settings();
      Answer answer = new LocalAgent(settings).ask("flush_mail", person.words());
      if (answer instanceof Answer.Answered) {
        return agent.told(answer);
      }
      try {
        return alone(settings);
      } catch (IOException | OutboxException e) {
        call.warn(String.valueOf(e.getMessage()));
        return Exit.FAILED;
      }
    }

    private int alone(Settings settings) throws IOException {
      if (!Files.isDirectory(Stores.outboxFolder(settings.stateDir()))) {
        // To make one would leave a trace in a state folder that is new.
        return outcome(Exit.DONE, "no mail waits: there is no outbox in " + settings.stateDir());
      }
      StateLock.Attempt attempt = StateLock.take(settings.stateDir());
      if (!(attempt instanceof StateLock.Locked locked)) {
        call.warn("cas-agent runs and does not answer; it sends the mail by itself");
        return Exit.LOCKED;
      }
      try {
        Parts parts = new Parts(settings, CasAgent.home());
        MailState state =
            Postman.once(
                Stores.ON_DISK.outbox(settings.stateDir()),
                new SmtpCourier(parts::smtp),
                parts.clock());
        call.warn("cas-agent does not run here, so the mail was tried from here");
        return outcome(state.allSent() ? Exit.DONE : Exit.FAILED, state.sentence());
      } finally {
        locked.lock().close();
      }
    }

    private int outcome(int exit, String text) {
      String outcome = exit == Exit.DONE ? "DONE" : "FAILED";
      if (call.json()) {
        call.say(
            Json.object().with("version", 1).with("outcome", outcome).with("text", text).end());
      } else {
        call.say(outcome + " " + text);
      }
      return exit;
    }
  }
}
