package casfailover.takeover;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.pair.Cidr;
import casfailover.pair.Ipv4;
import casfailover.process.Command;
import casfailover.process.Ended;
import casfailover.takeover.DuplicateDetection.State;
import casfailover.takeover.NetshAddressTable.Placed;
import casfailover.takeover.PersistentAddresses.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command lines of netsh, and what is made of what is there afterwards. */
class NetshAddressTableTest {

  private static final Path NETSH = Path.of("/windows/System32/netsh.exe");
  private static final Cidr CAS = Cidr.parse("192.0.2.100/24");
  private static final Ipv4 SELF = Ipv4.parse("192.0.2.12");
  private static final Duration LEASE = Duration.ofSeconds(8);

  /** A name that no command line would survive. */
  private static final String NAME = "LAN-Verbindung \"Büro\" Nr. 2 & mehr";

  private final List<Placed> here = new ArrayList<>(List.of(new Placed(SELF, 12, NAME)));
  private final Map<Cidr, Duration> lifetimes = new HashMap<>();
  private final List<String> asked = new ArrayList<>();
  private Optional<String> noGuard = Optional.empty();
  private Answer configured = new Answer.Passing();
  private State state = new State.Preferred();
  private Ended ended = exited(0, "\r\n");
  private boolean works = true;

  private final RecordingRunner runner = new RecordingRunner(this::netsh);

  private final NetshAddressTable table =
      new NetshAddressTable(
          NETSH,
          SELF,
          runner,
          () -> List.copyOf(here),
          address -> configured,
          address -> {
            asked.add("state");
            return state;
          },
          new Lifetimes() {
            @Override
            public AddressTable.Result give(Cidr address, Duration lifetime) {
              asked.add("give " + lifetime.toSeconds());
              if (noGuard.isPresent()) {
                return new AddressTable.Failed(noGuard.get());
              }
              lifetimes.put(address, lifetime);
              return new AddressTable.Done(Duration.ZERO);
            }

            @Override
            public void end(Cidr address) {
              lifetimes.remove(address);
            }

            @Override
            public Optional<Duration> left(Cidr address) {
              return Optional.ofNullable(lifetimes.get(address));
            }
          });

  private Ended netsh(Command command) {
    String verb = command.arguments().get(2);
    asked.add(verb);
    if (works && verb.equals("add")) {
      here.add(new Placed(CAS.address(), 12, NAME));
    } else if (works && verb.equals("delete")) {
      here.removeIf(there -> there.address().equals(CAS.address()));
    }
    return ended;
  }

  @Test
  void addsUntilTheNextRestartAndByTheNumberOfTheInterface() {
    assertThat(table.add(CAS, "eth3", LEASE)).isInstanceOf(AddressTable.Done.class);
    assertThat(runner.ran).hasSize(1);
    assertThat(runner.ran.get(0).program()).isEqualTo(NETSH);
    assertThat(runner.ran.get(0).arguments())
        .containsExactly(
            "interface",
            "ipv4",
            "add",
            "address",
            "name=12",
            "address=192.0.2.100",
            "mask=255.255.255.0",
            "store=active",
            "skipassource=true");
  }

  @Test
  void givesTheLifetimeBeforeTheAddressIsThere() {
    table.add(CAS, "eth3", LEASE);
    assertThat(asked).containsExactly("give 8", "add", "state");
    assertThat(table.look(CAS)).isEqualTo(new Presence.Present(NAME, Optional.of(LEASE)));
  }

  @Test
  void withoutAGuardNothingIsAdded() {
    noGuard = Optional.of("nobody guards it");
    assertThat(table.add(CAS, "eth3", LEASE))
        .isEqualTo(new AddressTable.Failed("nobody guards it"));
    assertThat(runner.ran).isEmpty();
  }

  @Test
  void neverAddsWhatIsThere() {
    here.add(new Placed(CAS.address(), 7, "DMZ"));
    assertThat(why(table.add(CAS, "eth3", LEASE)))
        .isEqualTo("192.0.2.100/24 is not added: it is on DMZ");
    assertThat(runner.ran).isEmpty();
  }

  @Test
  void aDuplicateIsDeletedThoughNetshSaysThatAllWentWell() {
    state = new State.Duplicate();
    assertThat(why(table.add(CAS, "eth3", LEASE)))
        .isEqualTo(
            "another machine has 192.0.2.100/24: Windows found it as a duplicate; it was deleted");
    assertThat(runner.ran.get(1).arguments())
        .containsExactly(
            "interface",
            "ipv4",
            "delete",
            "address",
            "name=12",
            "address=192.0.2.100",
            "store=active");
    assertThat(lifetimes).isEmpty();
  }

  @Test
  void aDuplicateThatOnlyWindowsItselfSeesIsDeletedToo() {
    works = false;
    state = new State.Duplicate();
    table.add(CAS, "eth3", LEASE);
    assertThat(asked).containsExactly("give 8", "add", "state", "delete");
  }

  @Test
  void aDuplicateThatWasLeftBehindIsDeletedAtTheNextAdd() {
    here.add(new Placed(CAS.address(), 12, NAME));
    state = new State.Duplicate();
    assertThat(why(table.add(CAS, "eth3", LEASE)))
        .endsWith(" as a duplicate of another machine's; it was deleted");
    assertThat(here).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Tentative", "Invalid", "Deprecated", "Absent"})
  void whatIsNotPreferredInTimeIsDeleted(String word) {
    state = new State.Other(word);
    assertThat(why(table.add(CAS, "eth3", LEASE))).contains("in state " + word, "it was deleted");
    assertThat(here).hasSize(1);
  }

  @Test
  void whatNobodyCanTellTheStateOfIsDeleted() {
    state = new State.Unknown("powershell.exe did not end within 15000 ms");
    assertThat(why(table.add(CAS, "eth3", LEASE)))
        .contains("its state is not known: powershell.exe did not end", "it was deleted");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The object already exists.",
        "Das Objekt ist bereits vorhanden.",
        "L'objet existe déjà.",
        "Объект уже существует."
      })
  void aFailureIsToldInTheWordsOfTheSystemAndJudgedByNone(String words) {
    works = false;
    state = new State.Other("Absent");
    ended = exited(1, words);
    assertThat(why(table.add(CAS, "eth3", LEASE)))
        .contains("ended with exit code 1: " + words + "; after that, 192.0.2.100/24 is not there");
  }

  @Test
  void anAddThatWorkedIsDoneWhateverNetshSays() {
    ended = exited(1, "Element not found.");
    assertThat(table.add(CAS, "eth3", LEASE)).isInstanceOf(AddressTable.Done.class);
  }

  @Test
  void netshThatHangsIsJudgedByWhatIsThereAfterwards() {
    works = false;
    state = new State.Other("Absent");
    ended = new Ended.TimedOut("", "", Duration.ofSeconds(5));
    assertThat(why(table.add(CAS, "eth3", LEASE))).contains("did not end within 5000 ms");
  }

  @Test
  void anAddressOnAnotherInterfaceIsNotWhatWasAskedFor() {
    works = false;
    NetshAddressTable onTheWrongOne =
        new NetshAddressTable(
            NETSH,
            SELF,
            runner,
            () ->
                asked.contains("add")
                    ? List.of(here.get(0), new Placed(CAS.address(), 7, "DMZ"))
                    : here,
            address -> configured,
            address -> state,
            new AnyLifetime());
    assertThat(onTheWrongOne.add(CAS, "eth3", LEASE)).isInstanceOf(AddressTable.Failed.class);
  }

  @Test
  void withoutItsOwnAddressThereIsNoInterface() {
    here.clear();
    assertThat(why(table.add(CAS, "eth3", LEASE)))
        .isEqualTo("192.0.2.100/24 is not added: no interface has 192.0.2.12");
  }

  @Test
  void aRenewalOnlyFeedsTheGuard() {
    table.add(CAS, "eth3", LEASE);
    asked.clear();
    assertThat(table.renew(CAS, "eth3", Duration.ofSeconds(30)))
        .isInstanceOf(AddressTable.Done.class);
    assertThat(asked).containsExactly("give 30");
  }

  @Test
  void aRenewalAddsNothing() {
    assertThat(why(table.renew(CAS, "eth3", LEASE)))
        .isEqualTo("192.0.2.100/24 cannot be renewed: it is not there");
    assertThat(asked).isEmpty();
  }

  @Test
  void aRenewalThatNobodyGuardsFailed() {
    here.add(new Placed(CAS.address(), 12, NAME));
    noGuard = Optional.of("the guard process ended with exit code 3");
    assertThat(why(table.renew(CAS, "eth3", LEASE))).contains("exit code 3");
  }

  @Test
  void whatTheLastProcessLeftIsGuardedAgainWithoutAGap() {
    here.add(new Placed(CAS.address(), 12, NAME));
    assertThat(table.look(CAS))
        .isEqualTo(new Presence.Present(NAME, Optional.of(NetshAddressTable.LEFT_BY_ANOTHER)));
    assertThat(table.renew(CAS, "eth3", LEASE)).isInstanceOf(AddressTable.Done.class);
    assertThat(asked).containsExactly("give 8");
  }

  @Test
  void aConfiguredAddressHasNoLifetimeAndIsLeftAlone() {
    here.add(new Placed(CAS.address(), 12, NAME));
    configured = new Answer.Persistent();
    assertThat(table.look(CAS)).isEqualTo(new Presence.Present(NAME, Optional.empty()));
    assertThat(runner.ran).isEmpty();
    assertThat(lifetimes).isEmpty();
  }

  @Test
  void theFirstRenewalMakesAConfiguredAddressOurs() {
    here.add(new Placed(CAS.address(), 12, NAME));
    configured = new Answer.Persistent();
    assertThat(table.renew(CAS, "eth3", LEASE)).isInstanceOf(AddressTable.Done.class);
    assertThat(runner.ran.get(0).arguments())
        .containsExactly(
            "interface",
            "ipv4",
            "delete",
            "address",
            "name=12",
            "address=192.0.2.100",
            "store=persistent");
    assertThat(runner.ran.get(1).arguments()).contains("add", "store=active");
    assertThat(lifetimes).containsEntry(CAS, LEASE);
  }

  @Test
  void aConfiguredAddressThatIsADuplicateIsNotMadeOurs() {
    here.add(new Placed(CAS.address(), 12, NAME));
    configured = new Answer.Persistent();
    state = new State.Duplicate();
    assertThat(why(table.renew(CAS, "eth3", LEASE))).startsWith("another machine has ");
    assertThat(runner.ran).isEmpty();
  }

  @Test
  void whereNobodyCanTellWhetherItWasConfiguredItIsLeftAlone() {
    here.add(new Placed(CAS.address(), 12, NAME));
    configured = new Answer.Unknown("reg.exe ended with exit code 1: denied");
    assertThat(why(table.renew(CAS, "eth3", LEASE))).contains("cannot tell", "denied");
    assertThat(table.look(CAS)).isInstanceOf(Presence.Unknown.class);
    assertThat(runner.ran).isEmpty();
  }

  @Test
  void deletesWhatIsOurs() {
    table.add(CAS, "eth3", LEASE);
    assertThat(table.delete(CAS, NAME)).isInstanceOf(AddressTable.Done.class);
    assertThat(runner.ran.get(1).arguments())
        .containsExactly(
            "interface",
            "ipv4",
            "delete",
            "address",
            "name=12",
            "address=192.0.2.100",
            "store=active");
    assertThat(lifetimes).isEmpty();
    assertThat(table.look(CAS)).isInstanceOf(Presence.Absent.class);
  }

  @Test
  void aConfiguredAddressThatIsDeletedDoesNotComeBack() {
    here.add(new Placed(CAS.address(), 7, "DMZ"));
    configured = new Answer.Persistent();
    assertThat(table.delete(CAS, "DMZ")).isInstanceOf(AddressTable.Done.class);
    assertThat(runner.ran.get(0).arguments()).contains("name=7", "store=persistent");
  }

  @Test
  void whereNobodyCanTellBothAreTried() {
    here.add(new Placed(CAS.address(), 12, NAME));
    configured = new Answer.Unknown("no registry");
    works = false;
    assertThat(why(table.delete(CAS, NAME))).endsWith("192.0.2.100/24 is still on " + NAME);
    assertThat(runner.ran.get(0).arguments()).contains("store=persistent");
    assertThat(runner.ran.get(1).arguments()).contains("store=active");
  }

  @Test
  void whatIsNotThereIsDeleted() {
    assertThat(table.delete(CAS, NAME)).isInstanceOf(AddressTable.Done.class);
    assertThat(runner.ran).isEmpty();
  }

  @Test
  void aSystemThatDoesNotListItsAddressesConfirmsNothing() {
    NetshAddressTable blind =
        new NetshAddressTable(
            NETSH,
            SELF,
            runner,
            () -> {
              throw new UncheckedIOException("the system does not tell", new IOException());
            },
            address -> configured,
            address -> state,
            new NoLifetimes());
    assertThat(blind.look(CAS)).isInstanceOf(Presence.Unknown.class);
    assertThat(why(blind.add(CAS, "eth3", LEASE)))
        .isEqualTo("adding 192.0.2.100/24 was not confirmed: the system does not tell");
    assertThat(why(blind.delete(CAS, "eth3"))).contains("was not confirmed");
  }

  private static Ended exited(int code, String out) {
    return new Ended.Exited(code, out, "", Duration.ofMillis(80));
  }

  private static String why(AddressTable.Result result) {
    return result instanceof AddressTable.Failed failed ? failed.why() : "done";
  }
}
