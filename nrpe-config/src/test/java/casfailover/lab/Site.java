package casfailover.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** A whole site at work: Exchange, both agents, the monitor, a client and the mail server. */
final class Site implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(60);

  /**
   * How long after a server is gone its databases are mounted on the other one, if not told else.
   */
  private static final long DATABASES_MOVE_MS = 1000;

  /** What is not as in most stories and benchmarks. */
  record Plan(Monitor monitor, String times, String moreSettings, long databasesMoveMs) {}

  private final Lab lab;
  private final Timeline timeline;
  private final Observers observers;
  private final Exchange exchange;
  private final Monitor monitor;
  private final long databasesMoveMs;
  private final Path config;
  private final Agent a;
  private final Agent b;

  /** A site with Nagios. */
  Site(Lab lab, Timeline timeline, String moreSettings) {
    this(lab, timeline, moreSettings, new Nagios(lab, Nagios.Pace.LAB));
  }

  /** A site that a monitor watches. */
  Site(Lab lab, Timeline timeline, String moreSettings, Monitor monitor) {
    this(lab, timeline, new Plan(monitor, Settings.TIMES, moreSettings, DATABASES_MOVE_MS));
  }

  /** The site of a story. */
  Site(Lab lab, Timeline timeline, Scenario scenario, Monitor monitor) {
    this(
        lab,
        timeline,
        new Plan(
            monitor, Settings.times(scenario.lease()), scenario.moreSettings(), DATABASES_MOVE_MS));
  }

  Site(Lab lab, Timeline timeline, Plan plan) {
    this.lab = lab;
    this.timeline = timeline;
    this.observers = new Observers(lab, timeline);
    this.exchange = new Exchange(lab);
    this.monitor = plan.monitor();
    this.databasesMoveMs = plan.databasesMoveMs();
    this.config = lab.ground().folder().resolve("cas-failover.cfg");
    Path state = lab.ground().made(lab.ground().folder().resolve("state"));
    Certificates certificates = new Certificates(lab.ground());
    try {
      Files.writeString(
          config,
          Settings.text(
              certificates.folder(), state, exchange.session(), plan.times(), plan.moreSettings()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    certificates.make(lab, config);
    this.a = new Agent(lab, Host.EXCH_A, config, state);
    this.b = new Agent(lab, Host.EXCH_B, config, state);
  }

  Lab lab() {
    return lab;
  }

  Timeline timeline() {
    return timeline;
  }

  Exchange exchange() {
    return exchange;
  }

  /** The settings of both agents. */
  Path config() {
    return config;
  }

  /** The agent on exch-a, which holds the address when a story begins. */
  Agent a() {
    return a;
  }

  /** The agent on exch-b, which stands by when a story begins. */
  Agent b() {
    return b;
  }

  /** The agent on one of the two servers. */
  Agent agent(Host server) {
    return server == Host.EXCH_A ? a : b;
  }

  /** Brings everything up to the point where an admin would lean back, but for the monitor. */
  void open() {
    openServers();
    observers.client();
    timeline.await("the client's first answer", Step.Kind.CLIENT, Instant.MIN, START, step -> true);
    openAgents();
    observers.sentences(a);
    observers.sentences(b);
    resume(a);
    resume(b);
  }

  /** The same without a client, for those who look at the servers only. */
  void openWithoutClient() {
    openServers();
    openAgents();
    resume(a);
    resume(b);
  }

  private void openServers() {
    timeline.say("Exchange, client and mail server start; an admin puts the CAS IP on exch-a");
    observers.address(Host.EXCH_A);
    observers.address(Host.EXCH_B);
    exchange.startWitness();
    exchange.start(Host.EXCH_A, Host.EXCH_B, databasesMoveMs);
    exchange.start(Host.EXCH_B, Host.EXCH_A, databasesMoveMs);
    observers.mail();
    lab.must(Host.EXCH_A, "ip", "address", "add", Host.CAS_IP + "/24", "dev", "eth0");
  }

  private void openAgents() {
    timeline.say(
        "both agents start as an ordinary user; they are paused, as after an installation");
    for (Agent agent : List.of(a, b)) {
      agent.start();
      observers.journal(agent);
    }
    awaitAnswering(a);
    awaitAnswering(b);
  }

  void awaitAnswering(Agent agent) {
    await(
        "the agent on " + agent.node().label() + " answers check_nrpe",
        () -> {
          agent
              .ended()
              .ifPresent(
                  words -> {
                    throw new Unseen(words);
                  });
          return CheckNrpe.ask(lab, agent.node(), "_NRPE_CHECK").code() == 0;
        });
    timeline.add(Step.Kind.READY, "the agent on " + agent.node().label() + " answers check_nrpe");
  }

  /** Waits until neither server has the address. */
  void awaitNoHolder() {
    await("the address is on neither server", () -> lab.holders().isEmpty());
  }

  private void resume(Agent agent) {
    Answer answer = agent.order("resume");
    timeline.add(
        Step.Kind.ORDER,
        "cas-event-handler resume on " + agent.node().label() + ": " + answer.text());
    if (answer.code() != 0) {
      throw new Unseen("resume on " + agent.node().label() + " ended with " + answer.code());
    }
  }

  /** What watches the site. */
  Monitor watcher() {
    return monitor;
  }

  /** Starts the monitor and waits until all its checks are OK. */
  void monitor() {
    also(monitor);
  }

  /** Starts one more monitor. */
  void begin(Monitor one) {
    timeline.say(one.label() + " starts with the shipped package");
    one.start();
    observers.monitor(one);
  }

  /** Starts a second monitor, which knows nothing of the first, with certificates of its own. */
  Monitor also(Function<Certificates, Monitor> second) {
    Certificates certificates = Certificates.ofSecondMonitor(lab.ground());
    certificates.add(lab, config);
    Monitor one = second.apply(certificates);
    also(one);
    return one;
  }

  /** Starts one more monitor, and waits until all its checks are OK. */
  private void also(Monitor one) {
    begin(one);
    try {
      await(
          "all checks of " + one.label() + " are OK",
          () -> {
            List<Monitor.Service> services = one.services();
            return !services.isEmpty() && services.stream().allMatch(Monitor.Service::ok);
          });
    } finally {
      one.services().forEach(service -> timeline.add(Step.Kind.CHECK, service.line()));
    }
  }

  void cut(Host host) {
    timeline.add(Step.Kind.CUT, host.label() + " is cut off: its switch port goes down");
    lab.cut(host);
  }

  void silence(Host host) {
    timeline.add(Step.Kind.CUT, host.label() + " is cut off, and its link stays up");
    lab.silence(host);
  }

  void heal(Host host) {
    lab.heal(host);
    timeline.add(Step.Kind.HEAL, host.label() + " is connected again");
  }

  /** Sends an event through a real check_nrpe. */
  void event(PeerEvent event) {
    Answer answer = CheckNrpe.ask(lab, Host.EXCH_B, PeerEvent.COMMAND, event.words());
    timeline.add(Step.Kind.HANDLER, "check_nrpe " + event + ": " + answer.text());
  }

  /** Lets time pass in which the story has nothing to do but watch. */
  static void watch(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CannotRun("interrupted", e);
    }
  }

  static void await(String what, BooleanSupplier reached) {
    long end = System.nanoTime() + START.toNanos();
    while (!reached.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        throw new Unseen("not seen within " + START.toSeconds() + " s: " + what);
      }
      watch(Duration.ofMillis(100));
    }
  }

  /** Stops both agents at the same time, lest the one hand over to the other. */
  void stopAgents() {
    List<Agent> both = List.of(a, b);
    both.forEach(agent -> agent.process().destroy());
    both.forEach(Agent::stop);
    awaitNoHolder();
  }

  @Override
  public void close() {
    observers.close();
  }
}
