package casfailover.takeover;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.pair.Cidr;
import casfailover.pair.Ipv4;
import casfailover.process.Child;
import casfailover.process.Command;
import casfailover.process.CommandRunner;
import casfailover.process.Ended;
import casfailover.process.LineListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The command lines of ip, and what is made of what comes back. */
class IpAddressTableTest {

  private static final Cidr CAS = Cidr.parse("192.0.2.100/24");
  private static final Duration LEASE = Duration.ofSeconds(4);

  private final List<IpAddressTable.Placed> here = new ArrayList<>();
  private final FakeIp ip = new FakeIp();
  private final AddressTable table =
      new IpAddressTable(
          Path.of("/usr/sbin/ip"),
          ip,
          address -> here.stream().filter(p -> p.address().address().equals(address)).findFirst());

  IpAddressTableTest() {
    here.add(address("192.0.2.12", 24, "eth0"));
    here.add(address("192.0.2.10", 24, "eth0"));
  }

  @Test
  void addsWithALifetimeByOneRun() {
    ip.effect = () -> here.add(address("192.0.2.100", 24, "eth0"));
    assertThat(table.add(CAS, "eth0", LEASE)).isInstanceOf(AddressTable.Done.class);
    assertThat(ip.ran).hasSize(1);
    assertThat(ip.ran.get(0).program()).isEqualTo(Path.of("/usr/sbin/ip"));
    assertThat(ip.ran.get(0).arguments())
        .containsExactly(
            "addr", "add", "192.0.2.100/24", "dev", "eth0", "valid_lft", "4", "preferred_lft", "4");
  }

  @Test
  void anExpectedAddIsMadeByAnIpThatWaits() {
    table.expectChange();
    assertThat(ip.started.get(0).command().arguments()).containsExactly("-batch", "-");
    ip.effect = () -> here.add(address("192.0.2.100", 24, "eth0"));
    assertThat(table.add(CAS, "eth0", LEASE)).isInstanceOf(AddressTable.Done.class);
    assertThat(ip.started.get(0).said)
        .containsExactly("addr add 192.0.2.100/24 dev eth0 valid_lft 4 preferred_lft 4");
    assertThat(ip.ran).isEmpty();
  }

  @Test
  void anExpectedAddIsDoneWhenItIsSeenAndItsIpLetGoWithTheNextThing() {
    table.expectChange();
    ip.effect = () -> here.add(address("192.0.2.100", 24, "eth0"));
    assertThat(table.add(CAS, "eth0", LEASE)).isInstanceOf(AddressTable.Done.class);
    assertThat(ip.started.get(0).silent).isFalse();
    table.look(CAS);
    assertThat(ip.started.get(0).silent).isTrue();
    assertThat(ip.started.get(0).ended).isFalse();
  }

  @Test
  void nothingIsChangedWhileTheIpOfTheLastChangeStillRuns() {
    table.expectChange();
    here.clear(); // gone by itself: its ip may not even have read its line
    assertThat(table.delete(CAS, "eth0")).isInstanceOf(AddressTable.Done.class);
    ip.started.get(0).hangs = true;
    table.look(CAS);
    assertThat(ip.started.get(0).ended).isFalse();

    ip.started.get(0).immortal = true;
    assertThat(table.add(CAS, "eth0", LEASE))
        .isEqualTo(
            new AddressTable.Failed(
                "/usr/sbin/ip addr add 192.0.2.100/24 dev eth0 valid_lft 4 preferred_lft 4 was not "
                    + "run: the ip of the change before it still runs; it is being ended"));
    assertThat(ip.started.get(0).ended).isTrue();
    assertThat(ip.ran).hasSize(1); // the look

    ip.started.get(0).immortal = false;
    ip.effect = () -> here.add(address("192.0.2.100", 24, "eth0"));
    assertThat(table.add(CAS, "eth0", LEASE)).isInstanceOf(AddressTable.Done.class);
  }

  @Test
  void anExpectedAddThatTheSystemRefusesFailedWithItsWords() {
    table.expectChange();
    ip.ended =
        new Ended.Exited(1, "", "Cannot find device \"eth0\"\nCommand failed -:1\n", Duration.ZERO);
    assertThat(table.add(CAS, "eth0", LEASE))
        .isInstanceOfSatisfying(
            AddressTable.Failed.class,
            failed -> assertThat(failed.why()).contains("Cannot find device"));
  }

  @Test
  void anExpectedAddOnAnotherInterfaceIsNotSeen() {
    table.expectChange();
    ip.effect = () -> here.add(address("192.0.2.100", 24, "eth1"));
    assertThat(table.add(CAS, "eth0", LEASE))
        .isInstanceOfSatisfying(
            AddressTable.Failed.class,
            failed -> assertThat(failed.why()).endsWith("is on eth1 as 192.0.2.100/24"));
  }

  @Test
  void anIpThatWaitsMakesOneAdd() {
    table.expectChange();
    ip.effect = () -> here.add(address("192.0.2.100", 24, "eth0"));
    table.add(CAS, "eth0", LEASE);
    here.clear();
    table.add(CAS, "eth0", LEASE);
    assertThat(ip.started.get(0).said).hasSize(1);
    assertThat(ip.ran).hasSize(1);
  }

  @Test
  void anIpThatWaitsNoMoreIsReplacedByARun() {
    table.expectChange();
    ip.started.get(0).goes(new Ended.TimedOut("", "", Duration.ofSeconds(10)));
    table.add(CAS, "eth0", LEASE);
    assertThat(ip.started.get(0).said).isEmpty();
    assertThat(ip.ran).hasSize(1);
  }

  @Test
  void anAddExpectedAgainEndsTheIpThatWaitedBefore() {
    table.expectChange();
    table.expectChange();
    assertThat(ip.started.get(0).ended).isTrue();
    assertThat(ip.started.get(1).ended).isFalse();
  }

  @Test
  void anIpThatHangsOverItsLineIsEnded() {
    table.expectChange();
    ip.started.get(0).hangs = true;
    assertThat(table.add(CAS, "eth0", LEASE))
        .isInstanceOfSatisfying(
            AddressTable.Failed.class,
            failed -> assertThat(failed.why()).contains("did not end within 800 ms"));
    assertThat(ip.started.get(0).ended).isTrue();
    assertThat(ip.ran).isEmpty();
  }

  @Test
  void neverAddsWhatIsThere() {
    here.add(address("192.0.2.100", 16, "eth1"));
    assertThat(table.add(CAS, "eth0", LEASE))
        .isEqualTo(
            new AddressTable.Failed(
                "192.0.2.100/24 is not added: it is on eth1 as 192.0.2.100/16"));
    assertThat(ip.ran).isEmpty();
  }

  @Test
  void anAddThatCannotBeReadBackFailed() {
    assertThat(table.add(CAS, "eth0", LEASE))
        .isEqualTo(
            new AddressTable.Failed(
                "/usr/sbin/ip addr add 192.0.2.100/24 dev eth0 valid_lft 4 preferred_lft 4 "
                    + "ended with exit code 0: it printed nothing; "
                    + "read back: 192.0.2.100 is not there"));
  }

  @Test
  void anAddThatTheSystemRefusesFailedWithItsWords() {
    ip.ended =
        new Ended.Exited(2, "", "RTNETLINK answers: Operation not permitted\n", Duration.ZERO);
    assertThat(table.add(CAS, "eth0", LEASE))
        .isInstanceOfSatisfying(
            AddressTable.Failed.class,
            failed ->
                assertThat(failed.why())
                    .contains("exit code 2: RTNETLINK answers: Operation not permitted"));
  }

  @Test
  void renewsWhatIsThere() {
    here.add(address("192.0.2.100", 24, "eth0"));
    assertThat(table.renew(CAS, "eth0", Duration.ofSeconds(30)))
        .isInstanceOf(AddressTable.Done.class);
    assertThat(ip.ran.get(0).arguments())
        .containsExactly(
            "addr",
            "change",
            "192.0.2.100/24",
            "dev",
            "eth0",
            "valid_lft",
            "30",
            "preferred_lft",
            "30");
  }

  @Test
  void neverRenewsWhatIsNotThere() {
    assertThat(table.renew(CAS, "eth0", LEASE))
        .isEqualTo(new AddressTable.Failed("192.0.2.100/24 cannot be renewed: it is not there"));
    here.add(address("192.0.2.100", 24, "eth1"));
    assertThat(table.renew(CAS, "eth0", LEASE))
        .isEqualTo(
            new AddressTable.Failed(
                "192.0.2.100/24 cannot be renewed: it is on eth1 as 192.0.2.100/24"));
    assertThat(ip.ran).isEmpty();
  }

  @Test
  void deletes() {
    here.add(address("192.0.2.100", 24, "eth0"));
    ip.effect = () -> here.removeIf(there -> there.address().equals(CAS));
    assertThat(table.delete(CAS, "eth0")).isInstanceOf(AddressTable.Done.class);
    assertThat(ip.ran.get(0).arguments())
        .containsExactly("addr", "del", "192.0.2.100/24", "dev", "eth0");
  }

  @Test
  void anExpectedDeleteIsMadeByAnIpThatWaits() {
    here.add(address("192.0.2.100", 24, "eth0"));
    table.expectChange();
    ip.effect = () -> here.removeIf(there -> there.address().equals(CAS));
    assertThat(table.delete(CAS, "eth0")).isInstanceOf(AddressTable.Done.class);
    assertThat(ip.started.get(0).said).containsExactly("addr del 192.0.2.100/24 dev eth0");
    assertThat(ip.ran).isEmpty();
  }

  @Test
  void aDeleteOverWhichTheWaitingIpHangsFailedAndTheNextIsARun() {
    here.add(address("192.0.2.100", 24, "eth0"));
    table.expectChange();
    ip.started.get(0).hangs = true;
    assertThat(table.delete(CAS, "eth0")).isInstanceOf(AddressTable.Failed.class);
    assertThat(ip.started.get(0).ended).isTrue();
    ip.effect = () -> here.removeIf(there -> there.address().equals(CAS));
    assertThat(table.delete(CAS, "eth0")).isInstanceOf(AddressTable.Done.class);
    assertThat(ip.ran).hasSize(1);
  }

  @Test
  void whatIsGoneBeforeItIsDeletedIsDeleted() {
    ip.ended =
        new Ended.Exited(
            2, "", "RTNETLINK answers: Cannot assign requested address\n", Duration.ZERO);
    assertThat(table.delete(CAS, "eth0")).isInstanceOf(AddressTable.Done.class);
  }

  @Test
  void aDeleteThatLeavesTheAddressFailed() {
    here.add(address("192.0.2.100", 24, "eth0"));
    ip.ended = new Ended.TimedOut("", "", Duration.ofSeconds(2));
    assertThat(table.delete(CAS, "eth0"))
        .isInstanceOfSatisfying(
            AddressTable.Failed.class,
            failed -> assertThat(failed.why()).endsWith("is on eth0 as 192.0.2.100/24"));
  }

  @Test
  void aSystemThatDoesNotListItsAddressesConfirmsNothing() {
    AddressTable blind =
        new IpAddressTable(
            Path.of("/usr/sbin/ip"),
            ip,
            address -> {
              throw new UncheckedIOException(
                  "the system does not list its addresses", new IOException());
            });
    assertThat(blind.add(CAS, "eth0", LEASE)).isInstanceOf(AddressTable.Failed.class);
    assertThat(blind.delete(CAS, "eth0"))
        .isEqualTo(
            new AddressTable.Failed(
                "/usr/sbin/ip addr del 192.0.2.100/24 dev eth0 was not confirmed: "
                    + "the system does not list its addresses"));
  }

  @Test
  void leavesOffPartOfASecond() {
    table.add(CAS, "eth0", Duration.ofMillis(2999));
    assertThat(ip.ran.get(0).arguments()).endsWith("valid_lft", "2", "preferred_lft", "2");
  }

  @Test
  void looksByNumberAndNotByText() {
    ip.ended =
        new Ended.Exited(
            0,
            """
            1: lo    inet 127.0.0.1/8 scope host lo\\       valid_lft forever preferred_lft forever
            2: eth0    inet 192.0.2.12/24 brd 192.0.2.255 scope global eth0\\       valid_lft forever preferred_lft forever
            3: eth1    inet 192.0.2.10/24 scope global secondary dynamic eth1\\       valid_lft 3sec preferred_lft 3sec
            4: tun0    inet 198.51.100.1 peer 198.51.100.2/32 scope global tun0\\       valid_lft forever preferred_lft forever
            """,
            "",
            Duration.ZERO);
    assertThat(table.look(CAS)).isEqualTo(new Presence.Absent());
    assertThat(table.look(Cidr.parse("192.0.2.1/24"))).isEqualTo(new Presence.Absent());
    assertThat(table.look(Cidr.parse("192.0.2.10/24")))
        .isEqualTo(new Presence.Present("eth1", Optional.of(Duration.ofSeconds(3))));
    assertThat(table.look(Cidr.parse("192.0.2.12/24")))
        .isEqualTo(new Presence.Present("eth0", Optional.empty()));
    assertThat(table.look(Cidr.parse("198.51.100.1/32")))
        .isEqualTo(new Presence.Present("tun0", Optional.empty()));
    assertThat(ip.ran.get(0).arguments()).containsExactly("-4", "-o", "addr", "show");
  }

  @Test
  void whatCannotBeLookedAtIsUnknown() {
    ip.ended = new Ended.NotStarted("error=2, No such file or directory");
    assertThat(table.look(CAS)).isInstanceOf(Presence.Unknown.class);
    ip.ended = new Ended.Exited(1, "", "Cannot open netlink socket\n", Duration.ZERO);
    assertThat(table.look(CAS)).isInstanceOf(Presence.Unknown.class);
    ip.ended = new Ended.Exited(0, "3: eth1    inet 192.0", "", Duration.ZERO);
    assertThat(table.look(CAS)).isInstanceOf(Presence.Unknown.class);
  }

  private static IpAddressTable.Placed address(String text, int prefix, String networkInterface) {
    return new IpAddressTable.Placed(new Cidr(Ipv4.parse(text), prefix), networkInterface);
  }

  private static final class FakeIp implements CommandRunner {
    final List<Command> ran = new ArrayList<>();
    final List<Waiting> started = new ArrayList<>();
    Ended ended = new Ended.Exited(0, "", "", Duration.ofMillis(4));
    Runnable effect = () -> {};

    @Override
    public Ended run(Command command) {
      ran.add(command);
      effect.run();
      return ended;
    }

    @Override
    public Child start(Command command, LineListener listener) {
      Waiting child = new Waiting(command, listener);
      started.add(child);
      return child;
    }

    /** One that reads its line and does what it says, or hangs over it. */
    private final class Waiting implements Child {
      final List<String> said = new ArrayList<>();
      private final Command command;
      private final LineListener listener;
      boolean hangs;
      boolean immortal;
      boolean silent;
      boolean ended;

      Waiting(Command command, LineListener listener) {
        this.command = command;
        this.listener = listener;
      }

      Command command() {
        return command;
      }

      void goes(Ended how) {
        listener.ended(how);
      }

      @Override
      public void say(String line) {
        said.add(line);
        if (!hangs) {
          effect.run();
          if (!(FakeIp.this.ended instanceof Ended.Exited exited) || !exited.wentWell()) {
            goes(FakeIp.this.ended); // it reads no further then
          }
        }
      }

      @Override
      public void fallSilent() {
        silent = true;
        if (!hangs) {
          goes(FakeIp.this.ended);
        }
      }

      @Override
      public void end() {
        ended = true;
        if (immortal) {
          return;
        }
        goes(new Ended.TimedOut("", "", Duration.ofSeconds(1)));
      }
    }
  }
}
