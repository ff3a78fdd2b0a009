package casfailover.program;

import casfailover.config.DagSource;
import casfailover.config.Settings;
import casfailover.nrpe.Answer;
import casfailover.report.Supposition;
import casfailover.report.WhatIf;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * What asks about things that are not so: what would be decided, and whether a takeover would do.
 */
final class QuestionCommands {

  private final Invocation call;
  private final InputStream typed;

  QuestionCommands(Invocation call, InputStream typed) {
    this.call = call;
    this.typed = typed;
  }

  List<Object> all() {
    return List.of(new Suppose(), new Rehearse());
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

  @Command(
      name = "drill",
      description =
          "Show every guard as if the other server had failed this moment, and whether this one"
              + " would take the address. Nothing is done without --move. Exit 0: it would, 3: it"
              + " would hold.",
      footer = {
        "",
        "Examples:",
        "  cas-event-handler drill",
        "  cas-event-handler drill --json",
        "  cas-event-handler drill --move"
      })
  private final class Rehearse implements Callable<Integer> {

    @Option(
        names = "--move",
        description =
            "then move the address to the other server and back by the real handover, and measure"
                + " how long clients cannot connect")
    private boolean move;

    @Option(names = "--yes", description = "move without asking first")
    private boolean yes;

    @Mixin private Person person = new Person();

    @Override
    public Integer call() {
      Settings settings = call.settings();
      if (!move) {
        return guards(settings, call.json());
      }
      int ready = guards(settings, false);
      if (ready != Exit.DONE) {
        call.warn("nothing was moved");
        return ready;
      }
      if (!yes && !agreed(settings)) {
        call.warn("REFUSED nothing was moved: it takes the word move, or --yes");
        return Exit.REFUSED;
      }
      return new MoveDrill(call, settings).run(person.words());
    }

    /** Whether a person has typed the word. */
    private boolean agreed(Settings settings) {
      call.warn(MoveDrill.warning(settings) + " Type move to go on:");
      BufferedReader words =
          new BufferedReader(new InputStreamReader(typed, Charset.defaultCharset()));
      try {
        return "move".equals(words.readLine());
      } catch (IOException e) {
        return false;
      }
    }

    private int guards(Settings settings, boolean json) {
      Answer answer =
          new LocalAgent(settings).ask("drill", json ? List.of("form=json") : List.of());
      if (!(answer instanceof Answer.Answered answered)) {
        call.warn("cas-agent does not run here: " + LocalAgent.why(answer));
        return Exit.FAILED;
      }
      if (!move || !call.json()) {
        call.say(answered.reply().text());
      }
      return switch (answered.reply().code()) {
        case 0 -> Exit.DONE;
        case 1 -> Exit.HELD;
        default -> Exit.FAILED;
      };
    }
  }
}
