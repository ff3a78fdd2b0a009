package casfailover.nrpe;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.process.Command;
import casfailover.process.Ended;
import casfailover.process.ExecCommandRunner;
import java.net.NetworkInterface;
import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A second address of this machine that no server allows by itself, of IPv4 and of IPv6, for the
 * time of a test class. They are on the loopback interface and no loopback addresses, since those
 * are always let in.
 */
final class Stranger implements BeforeAllCallback, AfterAllCallback {

  static final String ADDRESS = "203.0.113.9";
  static final String ADDRESS_6 = "2001:db8::9";

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
    run("/usr/sbin/ip", "addr", what, ADDRESS + "/32", "dev", "lo");
    run("/usr/sbin/ip", "addr", what, ADDRESS_6 + "/128", "dev", "lo");
  }

  private static void run(String program, String... words) {
    Command command =
        Command.of(Debian.program(program, "iproute2"), Duration.ofSeconds(30), words);
    Ended ended = new ExecCommandRunner().run(command);
    assertThat(ended)
        .as(ended.sentence(command))
        .isInstanceOfSatisfying(
            Ended.Exited.class, exited -> assertThat(exited.wentWell()).isTrue());
  }
}
