package casfailover.lab;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Our agents under a real monitor, which notices and calls by itself. */
final class WatchedKeepers implements Keepers {
  private final Site site;
  private final Monitor monitor;
  private final Duration coolDown;
  private final ClientView client;
  private final Map<Host, Instant> heldSince = new EnumMap<>(Host.class);

  /**
   * With a monitor that runs.
   *
   * @param coolDown that of the site's settings
   */
  WatchedKeepers(Site site, Monitor monitor, Duration coolDown) {
    this.site = site;
    this.monitor = monitor;
    this.coolDown = coolDown;
    this.client = new ClientView(site.timeline());
  }

  @Override
  public String label() {
    return label(monitor);
  }

  static String label(Monitor monitor) {
    return AgentKeepers.LABEL + " under " + monitor.label();
  }

  /** The monitor has seen that all is well, and the other one may take again. */
  @Override
  public Host settle() {
    Site.await("one server has the address and serves", this::serves);
    Host holder = site.lab().holders().get(0);
    site.exchange().tell(holder, "move", holder.label());
    for (Host server : List.of(Host.EXCH_A, Host.EXCH_B)) {
      site.awaitAnswering(site.agent(server));
      Site.await(
          monitor.label() + " sees the other server well from " + server.label(),
          () -> monitor.service(server, "CAS peer").ok());
      Site.await(server.label() + " is ready", () -> monitor.service(server, "CAS readiness").ok());
    }
    Instant ready = heldSince.getOrDefault(Keepers.other(holder), Instant.EPOCH).plus(coolDown);
    Duration left = Duration.between(Instant.now(), ready);
    Site.watch(left.isNegative() ? Duration.ofSeconds(3) : left);
    return holder;
  }

  private boolean serves() {
    List<Host> holders = site.lab().holders();
    return holders.size() == 1 && client.servedBy(holders.get(0));
  }

  @Override
  public void failed(Host server) {
    // The monitor notices.
  }

  @Override
  public void deserted(Host server) {
    // The same.
  }

  @Override
  public void well(Host holder) {
    heldSince.put(holder, Instant.now());
  }

  @Override
  public void kill(Host server) {
    site.agent(server).kill();
  }

  @Override
  public void move(Host to) {
    throw new CannotRun("nobody orders anything under " + monitor.label());
  }

  /** The monitor ends first, lest it call when the agents do. */
  @Override
  public void close() {
    monitor.stop();
  }
}
