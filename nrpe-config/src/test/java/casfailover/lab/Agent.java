package casfailover.lab;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The agent of one server: an ordinary user with two capabilities, with its own host name and its
 * own state folder, which is laid over the path that the common settings name.
 */
final class Agent {
  /** A user and a group that nobody else is; nothing is created for them. */
  static final String USER = "64099";

  private static final String CAPABILITIES = "+net_admin,+net_raw";

  private final Lab lab;
  private final Host node;
  private final Path config;
  private final Path statePath;
  private final Path ownState;
  private Optional<Process> process = Optional.empty();

  Agent(Lab lab, Host node, Path config, Path statePath) {
    this.lab = lab;
    this.node = node;
    this.config = config;
    this.statePath = statePath;
    this.ownState = lab.ground().made(lab.ground().folder().resolve("state-" + node.label()));
    lab.local("chown", USER + ":" + USER, ownState.toString());
    lab.local("chmod", "750", ownState.toString());
  }

  Host node() {
    return node;
  }

  /** The folder that this agent sees as its {@code state_dir}. */
  Path state() {
    return ownState;
  }

  /** A file of that folder, by the name that this agent and its programs know. */
  Path seen(String file) {
    return statePath.resolve(file);
  }

  void start() {
    process =
        Optional.of(lab.start(node, log(), asAgent("cas-agent", "--config", config.toString())));
  }

  /** Starts one that dies by itself when it comes to a point. */
  void startMortal(CrashPoint point) {
    process = Optional.of(lab.start(node, log(), asAgent(lab.ground().mortalAgent(point, config))));
  }

  /** How the agent ended, if it did so by itself, and what it wrote last. */
  Optional<String> ended() {
    return lab.ended(log());
  }

  private String log() {
    return "agent-" + node.label();
  }

  /** The process of the agent itself. */
  Process process() {
    return process.orElseThrow(() -> new CannotRun(log() + " was not started"));
  }

  /** Tells it to stop, and waits until it has. */
  void stop() {
    process.ifPresent(
        running -> {
          running.destroy();
          running.onExit().join();
        });
  }

  /** kill -9. */
  void kill() {
    process.ifPresent(
        running -> {
          running.destroyForcibly();
          running.onExit().join();
        });
  }

  /** Stops it as a debugger or a full swap does: it runs no step further, and keeps all it has. */
  void freeze() {
    signal("STOP");
  }

  /** Lets it go on, with no word of what it missed. */
  void thaw() {
    signal("CONT");
  }

  private void signal(String name) {
    lab.local("kill", "-" + name, Long.toString(process().pid()));
  }

  /** Runs {@code cas-event-handler} on this server as the agent's user. */
  Answer order(String... words) {
    List<String> command = new ArrayList<>(List.of("cas-event-handler"));
    command.addAll(Arrays.asList(words));
    command.addAll(List.of("--config", config.toString()));
    return lab.run(node, asAgent(command.toArray(String[]::new)));
  }

  boolean holds() {
    return lab.holds(node);
  }

  private String[] asAgent(String program, String... arguments) {
    List<String> all = new ArrayList<>(Arrays.asList(program));
    all.addAll(Arrays.asList(arguments));
    return asAgent(all.toArray(String[]::new));
  }

  /** A command as the agent's user runs it; a relative program is one of the distribution. */
  String[] asAgent(String[] command) {
    // `ip netns exec` gave us a mount namespace of our own already: the bind mount is seen here
    // only.
    String inside =
        "mount --bind \"$1\" \"$2\" && hostname \"$3\" && cd / && shift 3 && exec setpriv"
            + " --reuid=%s --regid=%s --clear-groups --inh-caps=-all,%s --ambient-caps=%s"
                .formatted(USER, USER, CAPABILITIES, CAPABILITIES)
            + " --bounding-set=-all,%s --no-new-privs \"$@\"".formatted(CAPABILITIES);
    List<String> all =
        new ArrayList<>(
            List.of(
                "unshare",
                "--uts",
                "sh",
                "-c",
                inside,
                "agent",
                ownState.toString(),
                statePath.toString(),
                node.label(),
                lab.ground().distribution().resolve("bin").resolve(command[0]).toString()));
    all.addAll(Arrays.asList(command).subList(1, command.length));
    return all.toArray(String[]::new);
  }
}
