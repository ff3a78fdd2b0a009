package casfailover.lab;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Our agents, with the monitor that they need: it calls as soon as there is something to say. */
final class AgentKeepers implements Keepers {
  static final String LABEL = "cas-agent";

  /** At least 4 x take_wait, so that runs can follow each other. */
  static final Duration COOL_DOWN = Duration.ofSeconds(18);

  private static final Duration SOON = Duration.ofSeconds(30);

  private final Site site;
  private final ClientView client;
  private final MonitorLine toA;
  private final MonitorLine toB;
  private final Map<Host, Instant> heldSince = new EnumMap<>(Host.class);
  private int events;

  AgentKeepers(Site site) {
    this.site = site;
    this.client = new ClientView(site.timeline());
    this.toA = new MonitorLine(site.lab(), Host.EXCH_A);
    this.toB = new MonitorLine(site.lab(), Host.EXCH_B);
  }

  @Override
  public String label() {
    return LABEL;
  }

  /** Also waits until the other one may take again. */
  @Override
  public Host settle() {
    for (Host server : List.of(Host.EXCH_A, Host.EXCH_B)) {
      Agent agent = site.agent(server);
      if (!agent.process().isAlive()) {
        agent.start();
      }
      site.awaitAnswering(agent);
    }
    List<Host> holders = site.lab().holders();
    if (holders.size() != 1 || !client.servedBy(holders.get(0))) {
      throw new CannotRun("one server is to have the address and serve: " + holders);
    }
    Host holder = holders.get(0);
    site.exchange().tell(holder, "move", holder.label());
    Instant ready = heldSince.getOrDefault(Keepers.other(holder), Instant.EPOCH).plus(COOL_DOWN);
    Duration left = Duration.between(Instant.now(), ready);
    Site.watch(left.isNegative() ? Duration.ofSeconds(1) : left);
    return holder;
  }

  /** A monitor would not call before the client sees it, too. */
  @Override
  public void failed(Host server) {
    // The silence begins with the last answer, which is a little older than the failure.
    client.silence(Instant.now().minusMillis(500), SOON);
    call(Keepers.other(server), "peer", "DOWN", "CRITICAL");
  }

  /**
   * The address outlives the agent by its lifetime, and no monitor would call before its check of
   * the other server says that it is gone.
   */
  @Override
  public void deserted(Host server) {
    site.timeline()
        .await(
            "the address gone from " + server.label(),
            Step.Kind.ADDRESS_GONE,
            Instant.now().minusSeconds(1),
            SOON,
            step -> step.says(server.label()));
    Host other = Keepers.other(server);
    Site.await(
        "check_cas_ip is CRITICAL on " + other.label(),
        () -> CheckNrpe.ask(site.lab(), other, "check_cas_ip").code() == 2);
    call(other, "cas_ip", "UP", "CRITICAL");
  }

  @Override
  public void well(Host holder) {
    heldSince.put(holder, Instant.now());
    call(holder, "peer", "UP", "OK");
    call(holder, "cas_ip", "UP", "OK");
  }

  private void call(Host server, String service, String peerState, String state) {
    events++;
    PeerEvent event = new PeerEvent(service, peerState, state, "HARD", 3, "problem-" + events);
    MonitorLine.Sent sent = (server == Host.EXCH_A ? toA : toB).send(event);
    site.timeline().add(Step.Kind.HANDLER, server.label() + ": " + event + ": " + sent.answer());
  }

  @Override
  public void kill(Host server) {
    site.agent(server).kill();
  }

  /**
   * To the preferred owner it is a failback, and to the other one a planned takeover; ordered again
   * where the checks do not come out at once.
   */
  @Override
  public void move(Host to) {
    Site.await("the address moves to " + to.label(), () -> ordered(to).code() == 0);
  }

  private Answer ordered(Host to) {
    Agent agent = site.agent(to);
    Answer answer =
        to == Host.EXCH_A ? agent.order("failback", to.label()) : agent.order("takeover");
    site.timeline().add(Step.Kind.ORDER, "move to " + to.label() + ": " + answer.text());
    return answer;
  }

  /** Stops both, which lets the address go. */
  @Override
  public void close() {
    site.stopAgents();
  }
}
