package casfailover.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Debian's keepalived on both servers, in place of our agents: the anchor. */
final class Keepalived implements Keepers {
  /** The advertisement intervals that it is measured with: the default, and down to the least. */
  static final List<String> INTERVALS = List.of("1", "0.1", "0.01");

  private static final int TRIES = 5;
  private static final int HIGH = 100;
  private static final int LOW = 90;

  private final Site site;
  private final String interval;
  private final String more;
  private final ClientView client;
  private final Map<Host, Process> running = new EnumMap<>(Host.class);

  private Keepalived(Site site, String interval, String more) {
    this.site = site;
    this.interval = interval;
    this.more = more;
    this.client = new ClientView(site.timeline());
  }

  /** As somebody sets it up who wants the address to stay where it is. */
  static Keepalived staying(Site site, String interval) {
    return new Keepalived(site, interval, "nopreempt");
  }

  /** As somebody sets it up who moves the address by a change of priority. */
  static Keepalived movable(Site site, String interval) {
    return new Keepalived(site, interval, "track_file {\n    ordered weight 1\n  }");
  }

  @Override
  public String label() {
    return "keepalived, advert_int " + interval;
  }

  /**
   * Starts both anew, since they may have been left with two holders, or with none; and again where
   * two that advertise a hundred times a second do not agree at once.
   */
  @Override
  public Host settle() {
    for (int tries = 0; tries < TRIES; tries++) {
      end();
      for (Host server : List.of(Host.EXCH_A, Host.EXCH_B)) {
        prefer(server, 0);
        start(server);
      }
      Site.await(label() + " has the address on one server and serves there", this::serves);
      Site.watch(Duration.ofSeconds(1));
      if (serves()) {
        return site.lab().holders().get(0);
      }
    }
    throw new CannotRun(label() + " does not settle: the address is on " + site.lab().holders());
  }

  private boolean serves() {
    List<Host> holders = site.lab().holders();
    return holders.size() == 1 && client.servedBy(holders.get(0));
  }

  private void start(Host server) {
    Path config = file(server, "conf");
    String text =
        """
        global_defs {
          router_id NAME
        }
        track_file ordered {
          file ORDERED
        }
        vrrp_instance cas {
          state BACKUP
          interface eth0
          version 3
          virtual_router_id 51
          priority PRIORITY
          advert_int INTERVAL
          MORE
          virtual_ipaddress {
            ADDRESS/24 dev eth0
          }
        }
        """
            .replace("NAME", server.label())
            .replace("ORDERED", file(server, "ordered").toString())
            .replace("PRIORITY", Integer.toString(server == Host.EXCH_A ? HIGH : LOW))
            .replace("INTERVAL", interval)
            .replace("MORE", more)
            .replace("ADDRESS", Host.CAS_IP);
    write(config, text);
    running.put(
        server,
        site.lab()
            .start(
                server,
                "keepalived-" + server.label(),
                "keepalived",
                "--dont-fork",
                "--log-console",
                "--vrrp",
                "--use-file=" + config,
                "--pid=" + file(server, "pid"),
                "--vrrp_pid=" + file(server, "vrrp.pid")));
  }

  private Path file(Host server, String kind) {
    return site.lab().ground().folder().resolve("keepalived-" + server.label() + "." + kind);
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void failed(Host server) {
    // It has no monitor and needs none.
  }

  @Override
  public void deserted(Host server) {
    // The same.
  }

  @Override
  public void well(Host holder) {
    // The same.
  }

  @Override
  public void kill(Host server) {
    Optional.ofNullable(running.remove(server)).ifPresent(Keepalived::kill);
  }

  /** The parent first, which would start the other one anew. */
  private static void kill(Process parent) {
    List<ProcessHandle> all =
        Stream.concat(Stream.of(parent.toHandle()), parent.descendants()).toList();
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(each -> each.onExit().join());
  }

  @Override
  public void move(Host to) {
    prefer(Keepers.other(to), 0);
    prefer(to, 2 * (HIGH - LOW));
  }

  /** What is added to the server's priority. */
  private void prefer(Host server, int more) {
    write(file(server, "ordered"), more + "\n");
  }

  @Override
  public void close() {
    end();
  }

  private void end() {
    running.values().forEach(Process::destroy);
    for (Process each : running.values()) {
      CompletableFuture<Process> ended = each.onExit();
      try {
        ended.completeOnTimeout(each, 5, TimeUnit.SECONDS).join();
      } finally {
        kill(each);
      }
    }
    running.clear();
    for (Host server : site.lab().holders()) {
      site.lab().must(server, "ip", "address", "del", Host.CAS_IP + "/24", "dev", "eth0");
    }
    site.awaitNoHolder();
  }
}
