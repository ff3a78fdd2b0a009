package casfailover.agent;

import casfailover.config.DagSource;
import casfailover.config.GatewayProbe;
import casfailover.config.Settings;
import casfailover.config.SettingsChange;
import casfailover.exchange.DagReader;
import casfailover.jnrpe.CheckCommands;
import casfailover.journal.JournalLine;
import casfailover.journal.Recollection;
import casfailover.keep.Input;
import casfailover.keep.Keeper;
import casfailover.keep.News;
import casfailover.keep.Reply;
import casfailover.keep.Setup;
import casfailover.mail.MailState;
import casfailover.mail.Postman;
import casfailover.nrpe.CommandService;
import casfailover.order.Orders;
import casfailover.sight.Guard;
import casfailover.sight.Noted;
import casfailover.sight.PeerReport;
import casfailover.sight.Sighting;
import java.time.Duration;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One running agent, from its start to its end. */
public final class Agent implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Agent.class);

  /**
   * How long the end may take beyond the grant of a handover and one add at the peer: a release is
   * some milliseconds; a disk that hangs is not waited for.
   */
  private static final Duration LAST_WORK = Duration.ofSeconds(5);

  private final Lookout lookout;
  private final Loop loop;
  private final Hands hands;
  private final AgentService service;
  private final Postman postman;
  private final ZoneId zone;
  private final String version;
  private final Watchers watchers = new Watchers();
  private final Supplier<List<JournalLine>> journal;
  private final Dashboard dashboard;
  private volatile Equipment equipment;
  private volatile Desk desk;
  private volatile boolean started;

  /**
   * An agent that does not run yet.
   *
   * @param outfitter reads the settings again when somebody orders it
   * @param remembered what the journal holds
   * @param journal reads the journal for reports
   * @param version the version of the program
   * @param broken is told when the keeper itself breaks, or work that it would wait for in vain;
   *     the process should end then, and the lease does the rest
   */
  public Agent(
      Settings settings,
      Equipment equipment,
      Outfitter outfitter,
      Recollection remembered,
      Supplier<List<JournalLine>> journal,
      Postman postman,
      ZoneId zone,
      String version,
      Consumer<Throwable> broken) {
    this.equipment = equipment;
    this.postman = postman;
    this.zone = zone;
    this.version = version;
    this.journal = journal;
    this.lookout = new Lookout(equipment, settings.pair());
    Setup setup = setup(settings);
    this.loop = new Loop(begin -> new Keeper(setup, remembered, begin), equipment.clock(), broken);
    this.dashboard = new Dashboard(equipment.clock(), this::notedByPeer, this::mail);
    this.desk = desk(settings, equipment);
    Consumer<News> post =
        news -> {
          equipment.outbox().post(desk.letters().of(news));
          postman.wake();
        };
    this.hands =
        new Hands(
            equipment,
            () -> this.equipment.handover(),
            lookout,
            settings.pair().casIps(),
            loop::bring,
            post,
            broken);
    Reload reload =
        new Reload(
            () -> outfitter.fit(desk.settings(), this.equipment), () -> desk, this::exchange);
    this.service =
        new AgentService(
            () -> desk,
            reload,
            new MailFlush(postman),
            equipment.clock(),
            loop,
            hands,
            watchers,
            new Reports(() -> desk, loop, zone, journal, dashboard),
            dashboard,
            new Rival(settings.pair().self(), equipment.oldScript()));
  }

  /** What the other agent answers, if it is heard now. */
  private Optional<Noted> notedByPeer() {
    return loop.view()
        .sighting(Guard.PEER_AGENT)
        .filter(look -> look instanceof Sighting.Seen)
        .flatMap(look -> loop.view().peer())
        .flatMap(PeerReport::noted);
  }

  private void mail(Dashboard.Answered answered) {
    hands.mail(() -> desk.letters().answer(answered, loop.view()), postman::wake);
  }

  private Setup setup(Settings settings) {
    return new Setup(
        settings.pair(),
        settings.timing(),
        settings.dagDatabases(),
        settings.dag() == DagSource.EXCHANGE,
        settings.gatewayProbe() != GatewayProbe.ARP,
        settings.gatewayProbe() != GatewayProbe.PING,
        lookout.mac(),
        settings.hash(),
        version,
        zone,
        settings.selfWatch(),
        equipment.addresses().longestAdd());
  }

  private Desk desk(Settings settings, Equipment worksWith) {
    Supplier<MailState> mail = postman::state;
    Readiness readiness =
        new Readiness(
            settings,
            zone,
            watchers,
            mail,
            lookout::device,
            worksWith.certificates(),
            worksWith.witness(),
            worksWith.lifetimes());
    CheckFacts facts =
        new CheckFacts(
            settings, zone, worksWith.clock(), loop::view, mail, readiness, watchers, dashboard);
    return new Desk(
        settings,
        new CheckCommands(facts.outcomes()),
        new Orders(settings.pair(), settings.failbackAuthors()),
        new StatusView(settings, zone, watchers, mail, journal, lookout::device, readiness),
        new DrillView(settings, readiness),
        new Letters(settings, zone));
  }

  /** Goes over to what was made for other settings. Nothing in here can be refused any more. */
  private CompletionStage<Reply> exchange(Fitting.Ready ready) {
    Settings settings = ready.settings();
    Equipment next = ready.equipment();
    SettingsChange change = SettingsChange.between(desk.settings(), settings);
    Desk other = desk(settings, next);
    Optional<DagReader> oldDag = equipment.dag();
    CompletableFuture<Reply> answer = new CompletableFuture<>();
    String names =
        ready.changed().isEmpty()
            ? "only how they are written"
            : String.join(", ", ready.changed());
    Input.Reloaded input =
        new Input.Reloaded(hands.ticket(answer), setup(settings), anew(change), names);
    ready.outside().run();
    desk = other;
    equipment = next;
    lookout.exchange(next, settings.pair(), settings.gatewayProbe() != GatewayProbe.ARP, loop::put);
    loop.put(input);
    postman.wake();
    oldDag.filter(reader -> !next.dag().equals(Optional.of(reader))).ifPresent(hands::end);
    return answer.thenApply(reply -> new Reply(reply.outcome(), reply.text() + ofPeer(settings)));
  }

  /** A second line while the pair is not of one mind. */
  private String ofPeer(Settings settings) {
    return loop.view()
        .peer()
        .map(PeerReport::settings)
        .filter(theirs -> !theirs.equals(settings.hash()))
        .map(
            theirs ->
                "\n%s goes by settings %s: reload it, too. Until then neither takes the address by itself, and the more careful times of both count."
                    .formatted(settings.pair().peer(), theirs))
        .orElse("");
  }

  /** What is asked something else from now on. */
  private static Set<Guard> anew(SettingsChange change) {
    Set<Guard> guards = EnumSet.noneOf(Guard.class);
    if (change.touches("gateway")) {
      guards.addAll(EnumSet.of(Guard.GATEWAY_PING, Guard.GATEWAY_ARP));
    }
    if (change.touches("service_ports", "service_url")) {
      guards.addAll(EnumSet.of(Guard.PEER_SERVICE, Guard.OWN_SERVICE));
    }
    if (change.touches("dag", "powershell", "exchange_uri", "exchange_snapin")) {
      guards.addAll(EnumSet.of(Guard.DATABASES, Guard.QUORUM));
    }
    if (change.touches("peer_agent")) {
      guards.add(Guard.PEER_AGENT);
    }
    return guards;
  }

  /** Begins to look around and to keep the address. */
  public void start() {
    started = true;
    postman.start();
    loop.start(hands);
    lookout.start(desk.settings().gatewayProbe() != GatewayProbe.ARP, loop::put);
  }

  /** What the agent answers when it is asked. */
  public CommandService service() {
    return service;
  }

  /**
   * Whether it has heard what it was told, and written and changed what came of that. Between its
   * two looks at the loop nothing was heard: so the hands had nothing that they were about to tell.
   */
  boolean hasCaughtUp() {
    long heard = loop.heard();
    return loop.isIdle() && hands.areEmpty() && loop.isIdle() && loop.heard() == heard;
  }

  /** Releases the address if it is here, within a bounded time, and ends. */
  @Override
  public void close() {
    if (started) {
      rest();
    }
    lookout.close();
    loop.close();
    hands.close();
    service.close();
    postman.close();
  }

  private void rest() {
    loop.put(new Input.Stopping());
    Duration within =
        LAST_WORK.plus(equipment.addresses().longestAdd()).plus(desk.settings().timing().grant());
    try {
      hands.rest().get(within.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      LOG.error("the last work took more than {} s; the lease ends the rest", within.toSeconds());
    } catch (ExecutionException e) {
      LOG.error("the last work broke", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
