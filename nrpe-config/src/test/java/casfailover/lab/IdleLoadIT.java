package casfailover.lab;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.certificate.CertificateMaker;
import casfailover.certificate.Monitors;
import casfailover.certificate.TlsFolder;
import casfailover.nrpe.Admission;
import casfailover.nrpe.AllowedHosts;
import casfailover.nrpe.ClientCertificates;
import casfailover.nrpe.HostNames;
import casfailover.nrpe.NrpeServer;
import casfailover.nrpe.NrpeServerOptions;
import casfailover.nrpe.Tls;
import casfailover.nrpe.TlsFiles;
import casfailover.nrpe.TlsVersions;
import casfailover.nrpe.WorkPool;
import casfailover.pair.Ipv4;
import casfailover.pair.Node;
import casfailover.process.Command;
import casfailover.process.Ended;
import casfailover.process.ExecCommandRunner;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Debian's check_nrpe beside three thousand idle connections. Run by the profile lab. */
@Timeout(300)
class IdleLoadIT {

  private static final Duration GENEROUS = Duration.ofSeconds(60);
  private static final int IDLE = 3000;
  private static final int QUERIES = 30;

  @TempDir Path folder;

  @Test
  void plainItGetsEveryAnswer() throws IOException {
    getsEveryAnswer(Optional.empty(), List.of("-n"));
  }

  @Test
  void byMutualTlsItGetsEveryAnswer() throws IOException {
    TlsFolder tls = new TlsFolder(folder.resolve("tls"));
    new CertificateMaker(
            new ExecCommandRunner(),
            Path.of(System.getProperty("java.home")),
            List.of(node("exch-a", 11), node("exch-b", 12)),
            Monitors.ONE)
        .make(tls);
    TlsFiles server = new TlsFiles(tls.certificate("exch-b"), tls.key("exch-b"), tls.authority());
    getsEveryAnswer(
        Optional.of(Tls.ofServer(server, ClientCertificates.REQUIRED, TlsVersions.FROM_1_2_ON)),
        List.of(
            "-u",
            "-S",
            "TLSv1.2+",
            "-C",
            tls.certificate("monitor").toString(),
            "-K",
            tls.key("monitor").toString(),
            "-A",
            tls.authority().toString()));
  }

  private static Node node(String name, int host) {
    return new Node(name, Ipv4.parse("192.0.2." + host));
  }

  private static void getsEveryAnswer(Optional<Tls> tls, List<String> options) throws IOException {
    AllowedHosts hosts = AllowedHosts.parse("", Set.of(), HostNames.ofSystem(GENEROUS));
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (WorkPool pool = new WorkPool("checks", 2, 8);
        NrpeServer server =
            NrpeServer.start(
                NrpeServerOptions.of(new InetSocketAddress(loopback, 0), "hello"),
                new Admission(hosts, tls),
                new IdleLoadTest.Echo(pool));
        IdleLoad load =
            IdleLoad.open(new InetSocketAddress(loopback, server.port()), IDLE, tls.isPresent())) {
      load.awaitReady();
      for (int i = 0; i < QUERIES; i++) {
        assertThat(checkNrpe(server.port(), options, "number-" + i))
            .isEqualTo("0 OK - number-" + i + "\n");
      }
      assertThat(load.closedByServer()).as(load.toString()).isPositive();
    }
  }

  private static String checkNrpe(int port, List<String> options, String word) {
    List<String> words =
        new ArrayList<>(List.of("-H", "127.0.0.1", "-p", String.valueOf(port), "-t", "60"));
    words.addAll(options);
    words.addAll(List.of("-c", "echo", "-a", word));
    Command command =
        Command.of(
            Path.of("/usr/lib/nagios/plugins/check_nrpe"),
            GENEROUS.multipliedBy(2),
            words.toArray(String[]::new));
    Ended ended = new ExecCommandRunner().run(command);
    assertThat(ended).as(ended.sentence(command)).isInstanceOf(Ended.Exited.class);
    Ended.Exited exited = (Ended.Exited) ended;
    return exited.code() + " " + exited.out() + exited.err();
  }
}
