package casfailover.agent;

import casfailover.check.Check;
import casfailover.config.ActionClients;
import casfailover.journal.JournalLine;
import casfailover.keep.Input;
import casfailover.keep.Reply.Outcome;
import casfailover.keep.Ticket;
import casfailover.nrpe.Caller;
import casfailover.nrpe.CommandService;
import casfailover.nrpe.Lane;
import casfailover.nrpe.Query;
import casfailover.nrpe.Reply;
import casfailover.nrpe.WorkPool;
import casfailover.order.Orders;
import casfailover.order.Understood;
import casfailover.report.Explanation;
import casfailover.report.StatusFacts;
import casfailover.report.StatusJson;
import casfailover.report.StatusText;
import casfailover.sight.Moment;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The commands that the agent answers: checks, actions, what its peer asks, and its status. */
final class AgentService implements CommandService, AutoCloseable {

  /** What the two agents ask each other all the time. */
  static final String PEER_REPORT = "peer_report";

  private static final String STATUS = "status";
  private static final String EXPLAIN = "explain";
  private static final Logger LOG = LoggerFactory.getLogger(AgentService.class);
  private static final Duration PEER_TIMEOUT = Duration.ofSeconds(2);

  private final Supplier<Desk> desk;
  private final Reload reload;
  private final ZoneId zone;
  private final Supplier<Moment> clock;
  private final Loop loop;
  private final Hands hands;
  private final Watchers watchers;
  private final Supplier<List<JournalLine>> journal;
  private final WorkPool checkPool = new WorkPool("checks", 2, 64);
  private final WorkPool actionPool = new WorkPool("actions", 2, 64);
  private final WorkPool peerPool = new WorkPool("peer", 1, 32);

  AgentService(
      Supplier<Desk> desk,
      Reload reload,
      ZoneId zone,
      Supplier<Moment> clock,
      Loop loop,
      Hands hands,
      Watchers watchers,
      Supplier<List<JournalLine>> journal) {
    this.desk = desk;
    this.reload = reload;
    this.zone = zone;
    this.clock = clock;
    this.loop = loop;
    this.hands = hands;
    this.watchers = watchers;
    this.journal = journal;
  }

  @Override
  public Optional<Lane> lane(String command) {
    if (Orders.COMMANDS.contains(command)) {
      return Optional.of(new Lane(actionPool, desk.get().settings().commandTimeout()));
    }
    if (command.equals(PEER_REPORT)) {
      return Optional.of(new Lane(peerPool, PEER_TIMEOUT));
    }
    boolean known =
        Check.of(command).isPresent() || command.equals(STATUS) || command.equals(EXPLAIN);
    return known
        ? Optional.of(new Lane(checkPool, desk.get().settings().commandTimeout()))
        : Optional.empty();
  }

  @Override
  public CompletionStage<Reply> answer(Caller caller, Query query) {
    if (Orders.COMMANDS.contains(query.command())) {
      return act(caller, query);
    }
    return CompletableFuture.completedFuture(
        switch (query.command()) {
          case PEER_REPORT -> new Reply(0, loop.report().toWire());
          case STATUS -> status(query.arguments());
          case EXPLAIN -> explain(query.arguments());
          default -> check(caller, query);
        });
  }

  private Reply check(Caller caller, Query query) {
    String monitor = name(caller);
    if (!caller.address().isLoopbackAddress()) {
      watchers.asked(monitor, clock.get());
    }
    if (query.command().equals(Check.FAILOVER.command()) && mayAct(caller)) {
      if (query.arguments().stream().anyMatch(word -> word.startsWith("state="))) {
        boolean hard = query.arguments().containsAll(List.of("state=CRITICAL", "type=HARD"));
        watchers.reports(monitor, hard, clock.get());
      }
      Orders.level(query.arguments())
          .ifPresent(level -> loop.put(new Input.Polled(monitor, level)));
    }
    return desk.get()
        .checks()
        .run(query.command(), query.arguments())
        .map(answer -> new Reply(answer.code(), answer.text()))
        .orElseGet(() -> Reply.unknown("there is no check " + query.command()));
  }

  private CompletionStage<Reply> act(Caller caller, Query query) {
    if (!mayAct(caller)) {
      String why =
          "REFUSED "
              + name(caller)
              + " may not order "
              + query.command()
              + ": it needs a certificate whose name stands in action_clients";
      LOG.warn("{}", why);
      return CompletableFuture.completedFuture(new Reply(2, why));
    }
    Understood understood =
        desk.get().orders().read(name(caller), query.command(), query.arguments());
    if (understood instanceof Understood.NotUnderstood no) {
      return CompletableFuture.completedFuture(new Reply(3, no.why() + ". Nothing was done."));
    }
    if (understood instanceof Understood.Refused refused) {
      return CompletableFuture.completedFuture(
          new Reply(Outcome.REFUSED.code(), Outcome.REFUSED + " " + refused.why()));
    }
    if (understood instanceof Understood.AReload) {
      return reload.now().thenApply(reply -> new Reply(reply.outcome().code(), reply.line()));
    }
    CompletableFuture<casfailover.keep.Reply> answer = new CompletableFuture<>();
    Ticket ticket = hands.ticket(answer);
    loop.put(
        understood instanceof Understood.AnEvent event
            ? new Input.Heard(ticket, event.event())
            : new Input.Ordered(ticket, ((Understood.AnOrder) understood).order()));
    return answer.thenApply(reply -> new Reply(reply.outcome().code(), reply.line()));
  }

  /** Without a certificate nobody is known by more than an address, which anybody may borrow. */
  private boolean mayAct(Caller caller) {
    return desk.get().settings().actionClients() instanceof ActionClients.Certificates certificates
        ? caller.commonName().filter(certificates.names()::contains).isPresent()
        : true;
  }

  private static String name(Caller caller) {
    return caller.commonName().orElseGet(() -> caller.address().getHostAddress());
  }

  private Reply status(List<String> arguments) {
    StatusFacts facts = desk.get().status().facts(loop.view());
    boolean json = arguments.contains("form=json");
    return new Reply(0, json ? StatusJson.of(facts, zone).toString() : StatusText.of(facts, zone));
  }

  private Reply explain(List<String> arguments) {
    Optional<String> incident =
        arguments.stream()
            .filter(a -> a.startsWith("incident="))
            .map(a -> a.substring("incident=".length()))
            .findFirst();
    String now = "Now: " + loop.view().reason().text() + "\n";
    return Explanation.of(journal.get(), incident, zone)
        .map(text -> new Reply(0, text + now))
        .orElseGet(
            () -> new Reply(incident.isEmpty() ? 0 : 2, "No such incident in the journal. " + now));
  }

  @Override
  public void close() {
    checkPool.close();
    actionPool.close();
    peerPool.close();
  }
}
