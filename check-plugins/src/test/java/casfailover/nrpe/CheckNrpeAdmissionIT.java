package casfailover.nrpe;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.nrpe.CheckNrpe.Said;
import casfailover.process.Command;
import casfailover.process.Ended;
import casfailover.process.ExecCommandRunner;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Who gets in by {@code allowed_hosts}, with the real check_nrpe over IPv4 and IPv6, and names that
 * the system resolves. Run by the profile lab.
 */
@ExtendWith(Stranger.class)
@Timeout(300)
class CheckNrpeAdmissionIT {

  private static final String REFUSED =
      "CHECK_NRPE: Receive header underflow - only 0 bytes received (4 expected).";
  private static final FakeService SERVICE = new FakeService();

  @TempDir static Path folder = Path.of("");

  @BeforeAll
  static void nameTheStranger() throws IOException {
    Path hosts =
        Files.writeString(
            folder.resolve("hosts"),
            """
            127.0.0.1 localhost
            %s monitor.corp.example
            %s monitor-6.corp.example
            """
                .formatted(Stranger.ADDRESS, Stranger.ADDRESS_6));
    run("/usr/bin/mount", "--bind", hosts.toString(), "/etc/hosts");
  }

  @AfterAll
  static void forgetThem() {
    run("/usr/bin/umount", "/etc/hosts");
    SERVICE.close();
  }

  private static String run(String program, String... words) {
    Command command = Command.of(Debian.program(program, "iproute2"), Duration.ofMinutes(1), words);
    Ended ended = new ExecCommandRunner().run(command);
    assertThat(ended)
        .as(ended.sentence(command))
        .isInstanceOfSatisfying(
            Ended.Exited.class, exited -> assertThat(exited.wentWell()).isTrue());
    return ((Ended.Exited) ended).out();
  }

  private static NrpeServer server(String address, String allowed) throws IOException {
    return NrpeServer.start(
        NrpeServerOptions.of(new InetSocketAddress(address, 0), Stand.HELLO),
        new Admission(
            AllowedHosts.parse(allowed, Set.of(), HostNames.ofSystem(Duration.ofMinutes(1))),
            Optional.empty()),
        SERVICE);
  }

  @ParameterizedTest(name = "allowed_hosts={0}: check_nrpe {1} to {2}: exit {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          203.0.113.9            | -b 203.0.113.9    | 127.0.0.1 | 0
          203.0.113.0/24         | -b 203.0.113.9    | 127.0.0.1 | 0
          203.0.113.128/25       | -b 203.0.113.9    | 127.0.0.1 | 3
          monitor.corp.example   | -b 203.0.113.9    | 127.0.0.1 | 0
          monitor-6.corp.example | -b 203.0.113.9    | 127.0.0.1 | 3
          nobody.corp.example    | -b 203.0.113.9    | 127.0.0.1 | 3
          2001:db8::9            | -6 -b 2001:db8::9 | ::1       | 0
          2001:db8::/32          | -6 -b 2001:db8::9 | ::1       | 0
          2001:db8:1::/48        | -6 -b 2001:db8::9 | ::1       | 3
          monitor-6.corp.example | -6 -b 2001:db8::9 | ::1       | 0
          monitor.corp.example   | -6 -b 2001:db8::9 | ::1       | 3
          192.0.2.10             | -6                | ::1       | 0
          """)
  void isLetInOrNot(String allowed, String options, String to, int code) throws IOException {
    try (NrpeServer server = server("::", allowed)) {
      assertThat(CheckNrpe.ask(to, server.port(), "-n " + options))
          .isEqualTo(new Said(code, code == 0 ? Stand.HELLO : REFUSED));
    }
  }

  @ParameterizedTest(name = "the machine itself, to {1}")
  @CsvSource({"-6, 2001:db8::9", "'', 203.0.113.9"})
  void whoeverIsOnTheMachineIsLetInByEachOfItsAddresses(String options, String own)
      throws IOException {
    try (NrpeServer server = server(own, "192.0.2.10")) {
      assertThat(CheckNrpe.ask(own, server.port(), "-n " + options))
          .isEqualTo(new Said(0, Stand.HELLO));
    }
  }

  @Test
  void fiveHundredAndTwelveMayWaitToBeAccepted() throws IOException {
    try (NrpeServer server = server("127.0.0.1", "")) {
      assertThat(run("/usr/bin/ss", "-lntH", "sport = :" + server.port()))
          .matches("LISTEN +0 +512 .*\\s*");
    }
  }
}
