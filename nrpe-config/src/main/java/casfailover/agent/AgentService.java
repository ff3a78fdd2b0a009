package casfailover.agent;

import casfailover.check.Check;
import casfailover.check.CheckArguments;
import casfailover.check.CheckArguments.Accepted;
import casfailover.check.Inert;
import casfailover.check.PluginLine;
import casfailover.handover.Question;
import casfailover.handover.QuestionText;
import casfailover.keep.Input;
import casfailover.keep.Reply.Outcome;
import casfailover.keep.Ticket;
import casfailover.nrpe.Caller;
import casfailover.nrpe.CommandService;
import casfailover.nrpe.Lane;
import casfailover.nrpe.PacketVersion;
import casfailover.nrpe.Query;
import casfailover.nrpe.RateLimitedLog;
import casfailover.nrpe.Reply;
import casfailover.order.Levels;
import casfailover.order.Order;
import casfailover.order.Orders;
import casfailover.order.Understood;
import casfailover.sight.Moment;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;

/** The commands that the agent answers: checks, actions, what its peer asks, and its status. */
final class AgentService implements CommandService, AutoCloseable {

  /** How long, beyond the time-out of its command, check_nrpe may take to ask a second time. */
  private static final Duration RESEND = Duration.ofSeconds(60);

  private final Supplier<Desk> desk;
  private final Reload reload;
  private final MailFlush flush;
  private final Supplier<Moment> clock;
  private final Loop loop;
  private final Hands hands;
  private final Watchers watchers;
  private final Reports reports;
  private final Dashboard dashboard;
  private final Rival rival;
  private final Resends resends;
  private final Rights rights;
  private final Lanes lanes;
  private final RateLimitedLog refusals =
      new RateLimitedLog(LoggerFactory.getLogger(AgentService.class), System::nanoTime);

  AgentService(
      Supplier<Desk> desk,
      Reload reload,
      MailFlush flush,
      Supplier<Moment> clock,
      Loop loop,
      Hands hands,
      Watchers watchers,
      Reports reports,
      Dashboard dashboard,
      Rival rival) {
    this.desk = desk;
    this.reload = reload;
    this.flush = flush;
    this.clock = clock;
    this.loop = loop;
    this.hands = hands;
    this.watchers = watchers;
    this.reports = reports;
    this.dashboard = dashboard;
    this.rival = rival;
    this.resends = new Resends(() -> desk.get().settings().commandTimeout().plus(RESEND), clock);
    this.rights = new Rights(() -> desk.get().settings());
    this.lanes = new Lanes(() -> desk.get().settings(), rights);
  }

  @Override
  public Optional<Lane> lane(Caller caller, String command) {
    return lanes.of(caller, command);
  }

  @Override
  public CompletionStage<Reply> answer(Caller caller, Query query) {
    Optional<String> against = rights.against(caller, query.command());
    if (against.isPresent()) {
      return refused(against.get());
    }
    if (Orders.COMMANDS.contains(query.command())) {
      return resends.once(caller, query, () -> act(caller, query));
    }
    if (QuestionText.COMMANDS.contains(query.command())) {
      return move(caller, query);
    }
    return CompletableFuture.completedFuture(
        Inquiry.COMMANDS.contains(query.command())
            ? reports.answer(query.command(), query.arguments())
            : check(caller, query));
  }

  private CompletionStage<Reply> refused(String why) {
    refusals.warn(why, why);
    return CompletableFuture.completedFuture(new Reply(Outcome.REFUSED.code(), why));
  }

  private Reply check(Caller caller, Query query) {
    // Whoever asks on the server itself is no monitor.
    if (!caller.here()) {
      watchers.asked(Rights.name(caller), clock.get());
    }
    if (query.command().equals(Check.FAILOVER.command())
        && rights.mayOrder(caller)
        && CheckArguments.parse(Check.FAILOVER, query.arguments()) instanceof Accepted accepted) {
      polled(caller, query.arguments(), accepted.level());
    }
    return desk.get()
        .checks()
        .run(query.command(), query.arguments())
        .map(answer -> new Reply(answer.code(), fitting(caller, answer.text())))
        .orElseGet(() -> Reply.unknown("there is no check " + query.command()));
  }

  private void polled(Caller caller, List<String> words, Map<String, String> level) {
    String monitor = Rights.name(caller);
    String state = level.getOrDefault("state", "");
    if (!state.isEmpty()) {
      boolean hard =
          state.equalsIgnoreCase("CRITICAL")
              && level.getOrDefault("type", "").equalsIgnoreCase("HARD");
      watchers.reports(monitor, hard, clock.get());
    }
    Levels.ofPoll(words)
        .<Input>map(told -> new Input.Polled(monitor, told))
        .or(() -> caller.here() ? Optional.empty() : Optional.of(new Input.Watched()))
        .ifPresent(loop::put);
  }

  /** A figure that was cut in two would be another figure. */
  private static String fitting(Caller caller, String text) {
    return caller.version() == PacketVersion.V2 ? PluginLine.fit(text, PluginLine.V2_BYTES) : text;
  }

  private CompletionStage<Reply> act(Caller caller, Query query) {
    Understood understood =
        desk.get().orders().read(Rights.name(caller), query.command(), query.arguments());
    if (understood instanceof Understood.NotUnderstood no) {
      return notUnderstood(caller, query, no.why());
    }
    if (understood instanceof Understood.ANote note) {
      dashboard.heard(note);
      return outcome(caller, query, note.meaning())
          .thenApply(
              reply -> {
                dashboard.answered(note, reply);
                return worded(reply);
              });
    }
    return outcome(caller, query, understood).thenApply(AgentService::worded);
  }

  private CompletionStage<casfailover.keep.Reply> outcome(
      Caller caller, Query query, Understood understood) {
    if (understood instanceof Understood.Nothing nothing) {
      return CompletableFuture.completedFuture(
          new casfailover.keep.Reply(Outcome.DONE, nothing.why()));
    }
    if (understood instanceof Understood.Refused refused) {
      return refused(caller, query, refused.why());
    }
    if (understood instanceof Understood.AReload) {
      return reload.now();
    }
    if (understood instanceof Understood.AFlush) {
      return flush.now().thenApply(AgentService::inert);
    }
    if (understood instanceof Understood.AnOrder ordered
        && ordered.order() instanceof Order.Resume resume) {
      Optional<String> against = rival.against(resume);
      if (against.isPresent()) {
        return refused(caller, query, against.get());
      }
    }
    if (understood instanceof Understood.AnEvent) {
      watchers.called(clock.get());
    }
    return told(
        ticket ->
            understood instanceof Understood.AnEvent event
                ? new Input.Heard(ticket, event.event())
                : new Input.Ordered(ticket, ((Understood.AnOrder) understood).order()));
  }

  private CompletionStage<Reply> move(Caller caller, Query query) {
    Question question;
    try {
      question = Questions.read(query.command(), query.arguments());
    } catch (IllegalArgumentException e) {
      return notUnderstood(caller, query, String.valueOf(e.getMessage()));
    }
    return told(ticket -> new Input.PeerAsked(ticket, question))
        .thenApply(reply -> new Reply(reply.outcome().code(), reply.lineForPeer()));
  }

  /** Tells the keeper something, and waits for its answer. */
  private CompletionStage<casfailover.keep.Reply> told(Function<Ticket, Input> input) {
    CompletableFuture<casfailover.keep.Reply> answer = new CompletableFuture<>();
    loop.put(input.apply(hands.ticket(answer)));
    return answer.thenApply(AgentService::inert);
  }

  private static casfailover.keep.Reply inert(casfailover.keep.Reply reply) {
    return new casfailover.keep.Reply(
        reply.outcome(), reply.text().lines().map(Inert::text).collect(Collectors.joining("\n")));
  }

  private static Reply worded(casfailover.keep.Reply reply) {
    return new Reply(reply.outcome().code(), reply.line());
  }

  private CompletionStage<casfailover.keep.Reply> refused(Caller caller, Query query, String why) {
    casfailover.keep.Reply reply = new casfailover.keep.Reply(Outcome.REFUSED, Inert.text(why));
    warn(caller, query, reply.outcome().code(), reply.line());
    return CompletableFuture.completedFuture(reply);
  }

  private CompletionStage<Reply> notUnderstood(Caller caller, Query query, String why) {
    Reply reply = Reply.unknown(Inert.text(why + ". Nothing was done."));
    warn(caller, query, reply.code(), reply.text());
    return CompletableFuture.completedFuture(reply);
  }

  private void warn(Caller caller, Query query, int code, String answer) {
    String what = Rights.name(caller) + " ordered " + query.command() + " and was answered: ";
    refusals.warn(what + code, what + answer);
  }

  @Override
  public void close() {
    lanes.close();
  }
}
