package casfailover.takeover;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.pair.Cidr;
import casfailover.process.Child;
import casfailover.process.Command;
import casfailover.process.CommandRunner;
import casfailover.process.Ended;
import casfailover.process.LineListener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class ArpingAnnouncerTest {

  private static final Cidr CAS = Cidr.parse("192.0.2.100/24");

  private final FakeArping arping = new FakeArping();
  private final Announcer announcer = new ArpingAnnouncer(Path.of("/usr/bin/arping"), arping);

  @Test
  void announcesOnceAsRequestAndAsReply() {
    announcer.announce(CAS, "eth0");
    assertThat(arping.started)
        .extracting(run -> String.join(" ", run.command.arguments()))
        .containsExactly("-U -c1 -I eth0 192.0.2.100", "-A -c1 -I eth0 192.0.2.100");
    assertThat(arping.started.get(0).command.program()).isEqualTo(Path.of("/usr/bin/arping"));
  }

  @Test
  void aFirstWordTakesNoProgramAndMayFail() {
    announcer.arrived(CAS);
    assertThat(arping.started).isEmpty();
  }

  @Test
  void silenceEndsWhatRuns() {
    announcer.announce(CAS, "eth0");
    announcer.announce(CAS, "eth0");
    announcer.silence();
    assertThat(arping.started).hasSize(4).allMatch(run -> run.ended);
  }

  @Test
  void announcesAgainAfterASilence() {
    announcer.announce(CAS, "eth0");
    announcer.silence();
    announcer.announce(CAS, "eth0");
    assertThat(arping.started).hasSize(4);
    assertThat(arping.started.subList(2, 4)).noneMatch(run -> run.ended);
  }

  @Test
  void doesNotEndWhatIsOverAlready() {
    arping.atOnce = true;
    announcer.announce(CAS, "eth0");
    announcer.announce(CAS, "eth0");
    announcer.silence();
    assertThat(arping.started.subList(0, 2)).noneMatch(run -> run.ended);
  }

  @Test
  void onAMachineThatHangsItStartsNoMoreAndMoreOfThem() {
    for (int i = 0; i < 18; i++) {
      announcer.announce(CAS, "eth0");
    }
    assertThat(arping.started).hasSize(32);
  }

  private static final class FakeArping implements CommandRunner {
    final List<Run> started = new CopyOnWriteArrayList<>();
    volatile boolean atOnce;

    @Override
    public Ended run(Command command) {
      throw new AssertionError(command + " is not to be waited for");
    }

    @Override
    public Child start(Command command, LineListener listener) {
      Run run = new Run(command);
      started.add(run);
      if (atOnce) {
        listener.ended(new Ended.Exited(0, "", "", Duration.ofSeconds(1)));
      }
      return run;
    }
  }

  private static final class Run implements Child {
    final Command command;
    volatile boolean ended;

    Run(Command command) {
      this.command = command;
    }

    @Override
    public void say(String line) {
      throw new AssertionError("arping does not listen to " + line);
    }

    @Override
    public void fallSilent() {
      throw new AssertionError("its input does not end");
    }

    @Override
    public void end() {
      ended = true;
    }
  }
}
