package casfailover.nrpe;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.process.Command;
import casfailover.process.Ended;
import casfailover.process.ExecCommandRunner;
import java.net.NetworkInterface;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A second address of this machine that no server allows, for the time of a test class. It is on
 * the loopback interface and no loopback address, since those are always let in.
 */
final class Stranger implements BeforeAllCallback, AfterAllCallback {

  static final String ADDRESS = "203.0.113.9";

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    assertThat(Collections.list(NetworkInterface.getNetworkInterfaces()))
        .as("this process must have a network namespace of its own: run it by mvn -Plab verify")
        .allMatch(there -> there.getName().equals("lo"));
    address("add");
  }

  @Override
  public void afterAll(ExtensionContext context) {
    address("del");
  }

  private static void address(String what) {
    Path ip = Debian.program("/usr/sbin/ip", "iproute2");
    Command command =
        Command.of(ip, Duration.ofSeconds(30), "addr", what, ADDRESS + "/32", "dev", "lo");
    Ended ended = new ExecCommandRunner().run(command);
    assertThat(ended)
        .as(ended.sentence(command))
        .isInstanceOfSatisfying(
            Ended.Exited.class, exited -> assertThat(exited.wentWell()).isTrue());
  }
}
