package casfailover.agent;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.config.ActionClients;
import casfailover.handover.QuestionText;
import casfailover.nrpe.Caller;
import casfailover.nrpe.Reply;
import casfailover.order.Orders;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may order something, and who only ask. */
class ActionClientsTest {

  private static final ActionClients NAMED =
      new ActionClients.Certificates(List.of("exch-a", "exch-b", "monitor"));

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "named, 192.0.2.10, monitor, DONE",
    "named, 192.0.2.11, exch-a, DONE",
    "named, 127.0.0.1, exch-b, DONE",
    "named, ::1, exch-b, DONE",
    "named, 198.51.100.7, monitor, DONE",
    "named, 192.0.2.10, '', REFUSED",
    "named, 192.0.2.11, '', REFUSED",
    "named, 127.0.0.1, '', REFUSED",
    "named, ::1, '', REFUSED",
    "named, 192.0.2.10, desk, REFUSED",
    "named, 127.0.0.1, desk, REFUSED",
    "named, 192.0.2.10, MONITOR, REFUSED",
    "named, 192.0.2.10, 'monitor ', REFUSED",
    "named, 192.0.2.10, 'monitor,exch-a', REFUSED",
    "allowed_hosts, 192.0.2.10, '', DONE",
    "allowed_hosts, 127.0.0.1, '', DONE",
    "allowed_hosts, 192.0.2.10, desk, DONE"
  })
  void onlyACertificateThatIsNamedMayOrder(
      String setting, String address, String name, String outcome) throws IOException {
    ActionClients clients = setting.equals("named") ? NAMED : new ActionClients.AllowedHosts();
    try (World world = World.armed(Example.in(folder).withClients(clients)).start()) {
      long before = world.journal.words().size();
      Caller caller = World.caller(address, Optional.of(name).filter(n -> !n.isEmpty()));
      for (String action : Orders.COMMANDS) {
        if (outcome.equals("REFUSED")) {
          assertThat(world.tell(caller, action).join())
              .returns(2, Reply::code)
              .extracting(Reply::text)
              .asString()
              .startsWith("REFUSED ")
              .contains(" may not order " + action + ": ", "action_clients");
        }
      }
      if (outcome.equals("DONE")) {
        assertThat(world.answer(world.tell(caller, "pause")).text()).startsWith("DONE ");
      }
      assertThat(world.journal.words().size()).isEqualTo(before + (outcome.equals("DONE") ? 1 : 0));
      assertThat(world.tell(caller, "status").join().code()).isZero();
      assertThat(world.tell(caller, "check_gateway").join().code()).isZero();
    }
  }

  @Test
  void whoseNameWasTakenOutMovesNoAddressEither() throws IOException {
    ActionClients others = new ActionClients.Certificates(List.of("exch-b", "monitor"));
    Caller stolen = World.caller("192.0.2.11", Optional.of("exch-a"));
    try (World world = World.armed(Example.in(folder).withClients(others)).start()) {
      for (String command : QuestionText.COMMANDS) {
        assertThat(world.tell(stolen, command, "epoch=1:exch-b").join())
            .isEqualTo(
                new Reply(
                    2,
                    "REFUSED exch-a may not order "
                        + command
                        + ": it needs a certificate whose name stands in action_clients"));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"downtime=1, true", "downtime=1 colour=blue, false", "downtime=1 downtime=1, false"})
  void aPollThatIsRefusedTellsNothing(String words, boolean counts) throws IOException {
    try (World world = World.armed(Example.in(folder)).start()) {
      world.peerDies();
      world.sent(world.hard()).pass(Duration.ofSeconds(5));
      Reply poll = world.ask("check_failover", words.split(" "));
      world.databasesArrive().pass(world.settings.timing().takeWait().plusSeconds(5));

      assertThat(poll.text()).startsWith(counts ? "CAS FAILOVER WARNING" : "CAS FAILOVER UNKNOWN");
      assertThat(world.gone()).isEqualTo(counts);
    }
  }

  @Test
  void eachReasonOfARefusalIsLoggedOnceAMinute() throws IOException {
    LogLines lines = new LogLines(AgentService.class.getName());
    Caller monitor = World.caller("192.0.2.10", Optional.of("monitor"));
    try (lines;
        World world = World.armed(Example.in(folder).withClients(NAMED)).start()) {
      for (int twice = 0; twice < 2; twice++) {
        world.tell(monitor, "pause", "colour=blue").join();
        world.tell(monitor, "handle_event", "cas_ip=198.51.100.7", "state=OK").join();
        world.tell(monitor, "handover_offer", "epoch=1:exch-a").join();
        world.tell("pause").join();
        world.tell("takeover").join();
      }
    }

    assertThat(lines.all)
        .filteredOn(line -> line.contains("ordered ") || line.contains("REFUSED "))
        .hasSize(5);
  }

  @Test
  void aFloodOfRefusalsDoesNotFillTheLog() throws IOException {
    LogLines lines = new LogLines(AgentService.class.getName());
    try (lines;
        World world = World.armed(Example.in(folder).withClients(NAMED)).start()) {
      for (int i = 0; i < 500; i++) {
        world.tell("takeover", "author=" + i).join();
        world
            .tell(World.caller("192.0.2.10", Optional.of("monitor")), "pause", "colour=" + i)
            .join();
        for (int host = 1; host < 100; host++) {
          world.tell(World.caller("198.51.100." + host, Optional.empty()), "release").join();
        }
      }
    }

    assertThat(lines.all).hasSizeBetween(60, 600);
    assertThat(lines.all)
        .contains(
            "REFUSED 192.0.2.10 may not order takeover: it needs a certificate whose name stands"
                + " in action_clients")
        .anyMatch(l -> l.startsWith("monitor ordered pause and was answered: pause does not know"));
  }
}
