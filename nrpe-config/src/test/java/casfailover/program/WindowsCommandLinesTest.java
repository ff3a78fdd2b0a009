package casfailover.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import casfailover.config.Platform;
import casfailover.config.Reading;
import casfailover.exchange.DagReader;
import casfailover.pair.Cidr;
import casfailover.pair.Ipv4;
import casfailover.pair.Timing;
import casfailover.probe.Pinger;
import casfailover.process.Child;
import casfailover.process.Command;
import casfailover.process.CommandRunner;
import casfailover.process.Ended;
import casfailover.process.LineListener;
import casfailover.takeover.AddressTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * All that is executed on Windows, argument by argument, where every folder has blanks, umlauts and
 * quotation marks in its name. Each argument stands between «».
 */
class WindowsCommandLinesTest {

  private static final Path SYSTEM = Path.of("/Größe \"C\"/Windows");
  private static final Path HOME = Path.of("/Program Files/für \"uns\"");
  private static final Path FILE = Path.of("/Program Data/für \"uns\"/cas-failover.cfg");
  private static final Ipv4 GATEWAY = Ipv4.parse("127.0.0.2");
  private static final Cidr CAS = Cidr.parse("127.0.0.100/8");
  private static final Cidr CONFIGURED = Cidr.parse("127.0.0.1/8");
  private static final Duration LEASE = Duration.ofSeconds(8);

  @TempDir Path folder;

  private final Recorder recorder = new Recorder();

  private Parts parts() throws IOException {
    String text =
        Files.readString(Config.in(folder).write())
            .replace("dag=none", "powershell=" + SYSTEM.resolve("powershell.exe"));
    Path file = Config.write(text, folder.resolve("windows.cfg"));
    Reading reading = Machine.settingsWithoutSecrets(file);
    assertThat(reading).isInstanceOf(Reading.Good.class);
    return new Parts(
        ((Reading.Good) reading).settings(),
        HOME,
        new Platform.Windows(SYSTEM, folder),
        Optional.of(FILE),
        recorder);
  }

  @Test
  void lookingAround() throws IOException {
    Parts parts = parts();
    Timing timing = Timing.DEFAULT_ON_WINDOWS;
    Pinger.Watch watch = parts.system().pinger(timing).watch(GATEWAY, sighting -> {});
    await().until(recorder::ranSomething);
    watch.close();
    parts.system().wire().probe(CAS.address(), "lo");
    parts.system().reach().probe(CAS.address(), GATEWAY, "lo");

    recorder.ran(
        """
        «/Größe "C"/Windows/System32/PING.EXE» «-n» «60» «-w» «500» «127.0.0.2»
        «/Größe "C"/Windows/System32/ARP.EXE» «-d» «127.0.0.100»
        «/Größe "C"/Windows/System32/PING.EXE» «-n» «1» «-w» «500» «127.0.0.100»
        «/Größe "C"/Windows/System32/ARP.EXE» «-a» «127.0.0.100»
        «/Größe "C"/Windows/System32/PING.EXE» «-n» «1» «-w» «1000» «-S» «127.0.0.100» «127.0.0.2»
        «/Größe "C"/Windows/System32/PING.EXE» «-n» «1» «-w» «1000» «-S» «127.0.0.1» «127.0.0.2»
        """);
  }

  @Test
  void anAddressComesAndGoes() throws IOException {
    AddressTable addresses = parts().system().addresses();
    addresses.add(CAS, "lo", LEASE);
    addresses.renew(CONFIGURED, "lo", LEASE);
    addresses.delete(CONFIGURED, "lo");

    recorder.ran(
        """
        «JAVA/bin/java» «-XX:+UseSerialGC» «-XX:TieredStopAtLevel=1» «-Xmx16m» «-Dcasfailover.home=/Program Files/für "uns"» «-cp» «CLASSES» «casfailover.program.CasAgent» «--config» «/Program Data/für "uns"/cas-failover.cfg» «--guard»
        «/Größe "C"/Windows/System32/netsh.exe» «interface» «ipv4» «add» «address» «name=1» «address=127.0.0.100» «mask=255.0.0.0» «store=active» «skipassource=true»
        «/Größe "C"/Windows/System32/WindowsPowerShell/v1.0/powershell.exe» «-NoProfile» «-NonInteractive» «-File» «/Program Files/für "uns"/windows/address-state.ps1» «-Address» «127.0.0.100» «-Wait» «5000»
        «/Größe "C"/Windows/System32/netsh.exe» «interface» «ipv4» «delete» «address» «name=1» «address=127.0.0.100» «store=active»
        «/Größe "C"/Windows/System32/reg.exe» «query» «HKLM\\SYSTEM\\CurrentControlSet\\Services\\Tcpip\\Parameters\\Interfaces» «/s» «/v» «IPAddress»
        «/Größe "C"/Windows/System32/WindowsPowerShell/v1.0/powershell.exe» «-NoProfile» «-NonInteractive» «-File» «/Program Files/für "uns"/windows/address-state.ps1» «-Address» «127.0.0.1» «-Wait» «5000»
        «/Größe "C"/Windows/System32/netsh.exe» «interface» «ipv4» «delete» «address» «name=1» «address=127.0.0.1» «store=persistent»
        «/Größe "C"/Windows/System32/netsh.exe» «interface» «ipv4» «delete» «address» «name=1» «address=127.0.0.1» «store=active»
        """);
  }

  @Test
  void theNetworkLearnsOfAnAddress() throws IOException {
    parts().system().announcer().announce(CAS, "lo");

    recorder.ran(
        """
        «/Größe "C"/Windows/System32/PING.EXE» «-n» «1» «-w» «500» «-S» «127.0.0.100» «127.0.0.2»
        """);
  }

  @Test
  void theScriptOf2010IsLookedFor() throws IOException {
    parts().system().oldScript().state();

    recorder.ran(
        """
        «/Größe "C"/Windows/System32/schtasks.exe» «/Query» «/XML»
        """);
  }

  @Test
  void exchangeIsAsked() throws IOException {
    try (DagReader reader = parts().exchange().dagReader().orElseThrow()) {
      reader.copies();
      reader.quorum();
    }

    recorder.ran(
        """
        «/Größe "C"/Windows/powershell.exe» «-NoProfile» «-NonInteractive» «-File» «/Program Files/für "uns"/windows/dag-session.ps1» «-ExchangeUri» «http://exch-b/PowerShell/» «-Self» «exch-b» «-Peer» «exch-a» «-PeerAddress» «127.0.0.11»
        """);
  }

  /** Runs nothing: everything ends at once without a word, and a guard takes what it is fed. */
  private static final class Recorder implements CommandRunner {

    private static final Ended ENDED = new Ended.Exited(0, "", "", Duration.ofMillis(1));

    private final Set<String> lines = new LinkedHashSet<>();

    @Override
    public Ended run(Command command) {
      note(command);
      boolean registry = command.program().endsWith("reg.exe");
      return registry
          ? new Ended.Exited(
              0, "    IPAddress    REG_MULTI_SZ    127.0.0.1\r\n", "", Duration.ofMillis(1))
          : ENDED;
    }

    @Override
    public Child start(Command command, LineListener listener) {
      note(command);
      boolean guard = command.arguments().contains(CasAgent.GUARD);
      if (!guard) {
        listener.ended(ENDED);
      }
      return new Child() {
        @Override
        public void say(String line) {
          if (guard) {
            String word = line.startsWith("KEEP ") ? "KEPT " : "FREED ";
            listener.line(word + line.split(" ", -1)[1]);
          }
        }

        @Override
        public void fallSilent() {}

        @Override
        public void end() {}
      };
    }

    private synchronized void note(Command command) {
      String line =
          Stream.concat(Stream.of(command.program().toString()), command.arguments().stream())
              .map(word -> "«" + word + "»")
              .collect(Collectors.joining(" "));
      lines.add(
          line.replace(System.getProperty("java.home"), "JAVA")
              .replace(System.getProperty("java.class.path"), "CLASSES"));
    }

    synchronized boolean ranSomething() {
      return !lines.isEmpty();
    }

    /** What was run, each command line once. */
    synchronized void ran(String golden) {
      assertThat(String.join("\n", lines) + "\n").isEqualTo(golden);
    }
  }
}
