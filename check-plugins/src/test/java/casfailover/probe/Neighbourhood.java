package casfailover.probe;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.process.Command;
import casfailover.process.Ended;
import casfailover.process.ExecCommandRunner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A small network for tests that need a real one: this process, whose network namespace must be one
 * of its own, and neighbours in further namespaces, all on one bridge.
 */
public final class Neighbourhood implements AutoCloseable {

  private static final String BRIDGE = "cas-br";

  private final ExecCommandRunner runner = new ExecCommandRunner();
  private final String prefix = "cas-it-" + ProcessHandle.current().pid() + "-";
  private final List<String> neighbours = new ArrayList<>();

  /** The interface of this process on the bridge. */
  public static final String INTERFACE = "cas0";

  /** Builds the bridge and gives this process an address on it. */
  public Neighbourhood(String cidr) {
    ip("link", "set", "lo", "up");
    assertThat(new JavaLocalAddresses().all())
        .as(
            "this process must have a network namespace of its own: run it by mvn -Plab verify, as root")
        .allMatch(local -> local.networkInterface().equals("lo"));
    ip("link", "add", BRIDGE, "type", "bridge");
    ip("link", "set", BRIDGE, "up");
    ip("link", "add", INTERFACE, "type", "veth", "peer", "name", "cas0-br");
    ip("link", "set", "cas0-br", "master", BRIDGE, "up");
    ip("link", "set", INTERFACE, "up");
    ip("addr", "add", cidr, "dev", INTERFACE);
  }

  /** Adds a neighbour with an address. */
  public String neighbour(String name, String cidr) {
    String namespace = prefix + name;
    ip("netns", "add", namespace);
    neighbours.add(namespace);
    ip("link", "add", name + "-br", "type", "veth", "peer", "name", "eth0", "netns", namespace);
    ip("link", "set", name + "-br", "master", BRIDGE, "up");
    ip("-n", namespace, "link", "set", "eth0", "up");
    ip("-n", namespace, "addr", "add", cidr, "dev", "eth0");
    return namespace;
  }

  /** Runs ip with arguments, which must succeed. */
  public String ip(String... arguments) {
    return runs(Command.of(Programs.ip(), Duration.ofSeconds(30), arguments));
  }

  /** Runs a program in the namespace of a neighbour. */
  public String in(String neighbour, String... program) {
    List<String> arguments = new ArrayList<>(List.of("netns", "exec", neighbour));
    arguments.addAll(Arrays.asList(program));
    return ip(arguments.toArray(String[]::new));
  }

  private String runs(Command command) {
    Ended ended = runner.run(command);
    if (ended instanceof Ended.Exited exited && exited.wentWell()) {
      return exited.out();
    }
    throw new AssertionError(
        "this test needs root and a kernel with network namespaces, bridges and veth pairs: "
            + ended.sentence(command));
  }

  @Override
  public void close() {
    for (String neighbour : neighbours) {
      ip("netns", "del", neighbour);
    }
    ip("link", "del", INTERFACE);
    ip("link", "del", BRIDGE);
  }
}
