package casfailover.program;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.process.Command;
import casfailover.process.Ended;
import casfailover.process.ExecCommandRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The trials of {@code selftest --with-address} on a real interface with one neighbour, with the
 * guard process as it is started on Windows. Needs root and a network namespace, run by the profile
 * lab.
 */
@Timeout(300)
class GuardTrialIT {

  private final String neighbour = "cas-it-" + ProcessHandle.current().pid() + "-g";

  @TempDir Path folder;
  private String file = "";

  @BeforeEach
  void buildNetwork() throws IOException {
    ip("netns add " + neighbour);
    ip("link add cas0 type veth peer name eth0 netns " + neighbour);
    ip("addr add 192.0.2.12/24 dev cas0");
    ip("link set cas0 up");
    ip("-n " + neighbour + " addr add 192.0.2.1/24 dev eth0");
    ip("-n " + neighbour + " link set eth0 up");
    file = settings().toString();
  }

  private Path settings() throws IOException {
    String text =
        Files.readString(Config.in(folder).write())
            .replace("=127.0.0.1\n", "=192.0.2.12\n")
            .replace("127.0.0.11\n", "192.0.2.11\n")
            .replace("127.0.0.100/8", "192.0.2.100/24")
            .replace("127.0.0.2\n", "192.0.2.1\n");
    return Config.write(text, folder.resolve("wired.cfg"));
  }

  @AfterEach
  void removeNetwork() {
    ip("link del cas0");
    ip("netns del " + neighbour);
  }

  private Ran selftest() {
    return Ran.casEventHandler(
        "selftest", "--only", "address", "--with-address", "192.0.2.99", "--config", file);
  }

  @Test
  void aSpareAddressIsAddedAndDeletedAndTheGuardDeletesItToo() {
    Ran ran = selftest();

    assertThat(ran.out().lines().map(line -> line.replaceAll("[0-9]+ ms", "N ms")))
        .containsExactly(
            "ok      address   192.0.2.99 can be added and deleted: added in N ms, and deleted"
                + " again",
            "ok      address   a guard process deletes 192.0.2.99 when its agent is gone: deleted,"
                + " N ms after its last food",
            "DONE 2 of 2 are as expected");
    assertThat(ip("-o addr show dev cas0")).contains("192.0.2.12").doesNotContain("192.0.2.99");
    assertThat(folder.resolve("state")).doesNotExist();
  }

  @Test
  void anAddressThatTheNeighbourHasIsNotAdded() {
    ip("-n " + neighbour + " addr add 192.0.2.99/24 dev eth0");

    Ran ran = selftest();

    assertThat(ran.out().lines())
        .containsExactly(
            "unknown address   192.0.2.99 can be added and deleted: it is not free, or nobody can"
                + " tell: not added",
            "unknown address   a guard process deletes 192.0.2.99 when its agent is gone: it is not"
                + " free, or nobody can tell: not added",
            "FAILED 0 of 2 are as expected");
    assertThat(ip("-o addr show dev cas0")).doesNotContain("192.0.2.99");
  }

  private static String ip(String words) {
    Command command = Command.of(Path.of("/usr/sbin/ip"), Duration.ofSeconds(30), words.split(" "));
    Ended ended = new ExecCommandRunner().run(command);
    assertThat(ended instanceof Ended.Exited exited && exited.wentWell())
        .as(ended.sentence(command))
        .isTrue();
    return ((Ended.Exited) ended).out();
  }
}
