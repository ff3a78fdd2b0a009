package casfailover.nrpe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Debian's check_nrpe beside the fuzzer, and beside a million packets with the profile fuzz: needs
 * root, run by the profile lab.
 */
@Timeout(3600)
class CheckNrpeUnderFuzzIT {

  private static final long PACKETS = Long.getLong("casfailover.fuzz.packets-beside", 10_000);
  private static final long SEED = Long.getLong("fuzz.seed", System.nanoTime() % 1_000_000);
  private static final List<List<String>> VERSIONS =
      List.of(List.of("-2"), List.of("-3"), List.of());

  @Test
  void isAnsweredThroughout(@TempDir Path folder) throws Exception {
    assertThat(run(List.of("/usr/sbin/ip", "link", "set", "lo", "up"))).isEqualTo("0 ");
    TestAuthority authority = new TestAuthority(folder, "ca");
    TlsFiles monitor = authority.sign("monitor");
    try (FuzzTarget target = new FuzzTarget(authority.sign("exch-a"), monitor)) {
      Storm storm = new Storm(target, SEED, 0, PACKETS);
      int asked = 0;
      do {
        List<String> version = VERSIONS.get(asked % 3);
        List<String> way = asked % 2 == 0 ? plain(target) : tls(target, monitor);
        asked++;
        String word = "number-" + asked;
        target.ledger().allow("echo!" + word);
        assertThat(run(checkNrpe(way, version, word)))
            .as("%s %s, seed %d", way, version, SEED)
            .isEqualTo("0 " + Ledger.said("echo!" + word) + "\n");
      } while (!storm.isOver() || asked < 6);
      assertThat(storm.await()).as("seed " + SEED).isEmpty();
      assertThat(target.ledger().faults()).as("seed " + SEED).isEmpty();
    }
  }

  private static List<String> plain(FuzzTarget target) {
    return List.of("-p", "" + target.plainPort(), "-n");
  }

  private static List<String> tls(FuzzTarget target, TlsFiles files) {
    return List.of(
        "-p",
        "" + target.tlsPort(),
        "-S",
        "TLSv1.2+",
        "-C",
        files.certificate().toString(),
        "-K",
        files.key().toString(),
        "-A",
        files.authority().toString());
  }

  private static List<String> checkNrpe(List<String> way, List<String> version, String word) {
    List<String> line =
        new ArrayList<>(
            List.of("/usr/lib/nagios/plugins/check_nrpe", "-H", "127.0.0.1", "-t", "60", "-u"));
    line.addAll(way);
    line.addAll(version);
    line.addAll(List.of("-c", "echo", "-a", word));
    return line;
  }

  /** The exit code of a program, and what it said. */
  private static String run(List<String> line) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    return process.exitValue() + " " + said;
  }
}
