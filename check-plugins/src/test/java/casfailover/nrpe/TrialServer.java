package casfailover.nrpe;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/**
 * A server with a few commands, to be tried with check_nrpe by hand: arguments PORT, and for TLS
 * CERTIFICATE KEY AUTHORITY. Runs until it is ended, and then closes gracefully.
 */
final class TrialServer {

  private TrialServer() {}

  public static void main(String[] words) throws Exception {
    FakeService service = new FakeService();
    service.check("empty", (caller, query) -> new Reply(0, ""));
    service.check("umlauts", (caller, query) -> new Reply(2, "ä".repeat(600)));
    service.check("lines", (caller, query) -> new Reply(1, "one\ntwo | a=1\nthree\n"));
    service.check("nonsense", (caller, query) -> new Reply(-1, "no such code"));
    service.define(
        "never",
        new Lane(service.actions, Duration.ofSeconds(2)),
        (caller, query) -> new CompletableFuture<>());
    Optional<Tls> tls =
        words.length < 4
            ? Optional.empty()
            : Optional.of(
                Tls.ofServer(
                    new TlsFiles(Path.of(words[1]), Path.of(words[2]), Path.of(words[3])),
                    ClientCertificates.REQUIRED));
    NrpeServer server =
        NrpeServer.start(
            NrpeServerOptions.of(
                new InetSocketAddress("0.0.0.0", Integer.parseInt(words[0])),
                "NRPE v4 cas-agent 1.0.0"),
            new Admission(
                AllowedHosts.parse("", Set.of(), HostNames.ofSystem(Duration.ofSeconds(2))), tls),
            service);
    Runtime.getRuntime().addShutdownHook(new Thread(server::close));
    new CountDownLatch(1).await();
  }
}
