package casfailover.probe;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.pair.Ipv4;
import casfailover.pair.MacAddress;
import casfailover.process.Command;
import casfailover.process.Ended;
import casfailover.process.ScriptedCommandRunner;
import casfailover.process.ScriptedCommandRunner.Started;
import casfailover.sight.Neighbours;
import casfailover.sight.Sighting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArpExeWireProbeTest {

  private static final Ipv4 CAS = Ipv4.parse("192.0.2.100");
  private static final Path ARP = Path.of("/windows/System32/ARP.EXE");
  private static final Path PING = Path.of("/windows/System32/PING.EXE");
  private static final String OWN_MAC = "02:42:c0:00:02:0c";

  private final List<LocalAddress> local =
      new ArrayList<>(
          List.of(
              new LocalAddress(
                  Ipv4.parse("192.0.2.12"), 24, "eth3", Optional.of(new MacAddress(OWN_MAC)))));

  /** What the table shows at each reading; the last one stays. */
  private final List<Ended> tables = new ArrayList<>();

  private Consumer<Started> ping = child -> {};
  private Ended forgotten = exited(0, "");
  private int readings;

  private final ScriptedCommandRunner runner =
      new ScriptedCommandRunner((number, child) -> ping.accept(child), (n, c) -> arp(c));

  private Ended arp(Command command) {
    if (command.arguments().get(0).equals("-d")) {
      return forgotten;
    }
    return tables.get(Math.min(readings++, tables.size() - 1));
  }

  private Sighting probe() {
    return new ArpExeWireProbe(ARP, PING, () -> List.copyOf(local), runner, new TurnedClock())
        .probe(CAS, "eth3");
  }

  @Test
  void forgetsAsksAndReads() {
    tables.add(exited(1, "No ARP Entries Found."));
    assertThat(probe()).isInstanceOf(Sighting.Silent.class);
    assertThat(runner.ran()).extracting(Command::program).containsOnly(ARP);
    assertThat(runner.ran())
        .extracting(Command::arguments)
        .containsExactly(
            List.of("-d", "192.0.2.100"),
            List.of("-a", "192.0.2.100"),
            List.of("-a", "192.0.2.100"),
            List.of("-a", "192.0.2.100"));
    assertThat(runner.started().get(0).command().program()).isEqualTo(PING);
    assertThat(runner.started().get(0).command().arguments())
        .containsExactly("-n", "1", "-w", "500", "192.0.2.100");
    assertThat(runner.started().get(0).wasEnded()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Interface: 192.0.2.12 --- 0xc\n  Internet Address      Physical Address      Type\n"
            + "  192.0.2.100           02-42-c0-00-02-0b     dynamic",
        "Schnittstelle: 192.0.2.12 --- 0xc\n  Internetadresse       Physische Adresse     Typ\n"
            + "  192.0.2.100           02-42-c0-00-02-0b     dynamisch",
        "Interface : 192.0.2.12 --- 0xc\n  Adresse Internet      Adresse physique      Type\n"
            + "  192.0.2.100           02-42-C0-00-02-0B     dynamique",
        "Интерфейс: 192.0.2.12 --- 0xc\n  адрес в Интернете      Физический адрес      Тип\n"
            + "  192.0.2.100           02-42-c0-00-02-0b     динамический"
      })
  void readsAHardwareAddressByItsForm(String table) {
    tables.add(exited(0, table));
    assertThat(found(probe())).containsExactly(new MacAddress("02:42:c0:00:02:0b"));
  }

  @Test
  void anAnswerAtTheLastReadingCounts() {
    tables.add(exited(1, ""));
    tables.add(exited(1, ""));
    tables.add(entry("192.0.2.100", "02-42-c0-00-02-0b"));
    assertThat(found(probe())).hasSize(1);
  }

  @Test
  void aPingThatIsAnsweredAtOnceNeedsNoWait() {
    ping =
        child -> {
          child.prints("Reply from 192.0.2.100: bytes=32 time<1ms TTL=128");
          child.goes(exited(0, ""));
        };
    tables.add(entry("192.0.2.100", "02-42-c0-00-02-0b"));
    assertThat(found(probe())).hasSize(1);
    assertThat(readings).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"00-00-00-00-00-00", "ff-ff-ff-ff-ff-ff", "02-42-c0-00-02-0c"})
  void nobodyAndThisMachineItselfAreNoAnswer(String mac) {
    tables.add(entry("192.0.2.100", mac));
    assertThat(probe()).isInstanceOf(Sighting.Silent.class);
  }

  @Test
  void anotherAddressIsNoAnswer() {
    tables.add(entry("192.0.2.10", "02-42-c0-00-02-0b"));
    assertThat(probe()).isInstanceOf(Sighting.Silent.class);
    tables.set(0, entry("192.0.2.1001", "02-42-c0-00-02-0b"));
    assertThat(probe()).isInstanceOf(Sighting.Silent.class);
  }

  @Test
  void aPingThatEndsTooSoonCouldNotAsk() {
    ping = child -> child.goes(exited(1, "PING: Fehler bei der Übertragung."));
    tables.add(exited(1, ""));
    assertThat(probe().detail()).contains("PING.EXE", "exit code 1");
    assertThat(probe()).isInstanceOf(Sighting.Unknown.class);
  }

  @Test
  void aPingThatCannotBeStartedIsUnknown() {
    ping = child -> child.goes(new Ended.NotStarted("denied"));
    tables.add(exited(1, ""));
    assertThat(probe()).isInstanceOf(Sighting.Unknown.class);
  }

  @Test
  void anArpThatHangsOrIsNotThereIsUnknown() {
    forgotten = new Ended.TimedOut("", "", Duration.ofSeconds(2));
    assertThat(probe().detail()).contains("ARP.EXE -d 192.0.2.100 did not end within 2000 ms");
    forgotten = exited(1, "The ARP entry deletion failed: Element not found.");
    tables.add(new Ended.NotStarted("denied"));
    assertThat(probe()).isInstanceOf(Sighting.Unknown.class);
  }

  @Test
  void anAnswerToThePingThatArpDoesNotExplainIsUnknown() {
    ping = child -> child.prints("Reply from 192.0.2.100: bytes=32 time<1ms TTL=128");
    tables.add(exited(1, ""));
    assertThat(probe()).isInstanceOf(Sighting.Unknown.class);
  }

  @Test
  void thisMachineAnswersItsOwnPing() {
    local.add(new LocalAddress(CAS, 24, "eth3", Optional.of(new MacAddress(OWN_MAC))));
    ping =
        child -> {
          child.prints("Reply from 192.0.2.100: bytes=32 time<1ms TTL=128");
          child.goes(exited(0, ""));
        };
    tables.add(exited(1, ""));
    assertThat(probe()).isInstanceOf(Sighting.Silent.class);
  }

  private static List<MacAddress> found(Sighting sighting) {
    return List.copyOf(((Neighbours) ((Sighting.Seen) sighting).finding()).macs());
  }

  private static Ended entry(String address, String mac) {
    return exited(0, "  " + address + "           " + mac + "     dynamic\r\n");
  }

  private static Ended exited(int code, String out) {
    return new Ended.Exited(code, out, "", Duration.ofMillis(30));
  }
}
