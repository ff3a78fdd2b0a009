package casfailover.agent;

import casfailover.config.DagSource;
import casfailover.config.GatewayProbe;
import casfailover.config.Settings;
import casfailover.jnrpe.CheckCommands;
import casfailover.journal.JournalLine;
import casfailover.journal.Recollection;
import casfailover.keep.Input;
import casfailover.keep.Keeper;
import casfailover.keep.News;
import casfailover.keep.Setup;
import casfailover.mail.MailState;
import casfailover.mail.Postman;
import casfailover.nrpe.CommandService;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
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

  /** How long the end may take: a release is some milliseconds, a disk that hangs is not. */
  private static final Duration LAST_WORK = Duration.ofSeconds(4);

  private final Settings settings;
  private final Lookout lookout;
  private final Loop loop;
  private final Hands hands;
  private final AgentService service;
  private final Postman postman;
  private volatile boolean started;

  /**
   * An agent that does not run yet.
   *
   * @param remembered what the journal holds
   * @param journal reads the journal for reports
   * @param version the version of the program
   * @param broken is told when the keeper itself breaks, or work that it would wait for in vain;
   *     the process should end then, and the lease does the rest
   */
  public Agent(
      Settings settings,
      Equipment equipment,
      Recollection remembered,
      Supplier<List<JournalLine>> journal,
      Postman postman,
      ZoneId zone,
      String version,
      Consumer<Throwable> broken) {
    this.settings = settings;
    this.postman = postman;
    this.lookout = new Lookout(equipment, settings.pair());
    Setup setup =
        new Setup(
            settings.pair(),
            settings.timing(),
            settings.dagDatabases(),
            settings.dag() == DagSource.EXCHANGE,
            settings.gatewayProbe() != GatewayProbe.ARP,
            settings.gatewayProbe() != GatewayProbe.PING,
            lookout.mac(),
            settings.hash(),
            version,
            zone);
    Keeper keeper = new Keeper(setup, remembered, equipment.clock().get());
    this.loop = new Loop(keeper, equipment.clock(), settings.timing().tick(), broken);
    Letters letters = new Letters(settings, zone);
    Consumer<News> post =
        news -> {
          equipment.outbox().post(letters.of(news));
          postman.wake();
        };
    this.hands = new Hands(equipment, lookout, settings.pair().casIps(), loop::put, post, broken);
    Watchers watchers = new Watchers();
    Supplier<MailState> mail = postman::state;
    Readiness readiness =
        new Readiness(settings, zone, watchers, mail, lookout::device, equipment.certificates());
    CheckFacts facts =
        new CheckFacts(settings, zone, equipment.clock(), loop::view, mail, readiness, watchers);
    StatusView status =
        new StatusView(settings, zone, watchers, mail, journal, lookout::device, readiness);
    this.service =
        new AgentService(
            settings,
            zone,
            equipment.clock(),
            loop,
            hands,
            new CheckCommands(facts.outcomes()),
            watchers,
            () -> status.facts(loop.view()),
            journal);
  }

  /** Begins to look around and to keep the address. */
  public void start() {
    started = true;
    postman.start();
    loop.start(hands);
    lookout.start(settings.gatewayProbe() != GatewayProbe.ARP, loop::put);
  }

  /** What the agent answers when it is asked. */
  public CommandService service() {
    return service;
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
    try {
      hands.rest().get(LAST_WORK.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      LOG.error(
          "the last work took more than {} s; the lease ends the rest", LAST_WORK.toSeconds());
    } catch (ExecutionException e) {
      LOG.error("the last work broke", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
