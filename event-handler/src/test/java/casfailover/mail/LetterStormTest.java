package casfailover.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many letters through a mail server that fails at random, sent by a process that is killed again
 * and again: {@code -Dmail.letters=10000} for as many, {@code -Dmail.seed=S} to play one again.
 */
class LetterStormTest {

  private static final int LETTERS = Integer.getInteger("mail.letters", 150);
  private static final long SEED = Long.getLong("mail.seed", 6);

  /** Each letter is two files on the disk, forced: far less than that a second. */
  private static final int LETTERS_BETWEEN_KILLS = Math.max(50, LETTERS / 20);

  @TempDir private Path folder;

  @Test
  void losesNoLetterAndDoublesOnlyWhereTheServerDidNotSayThatItHasIt() throws Exception {
    Set<String> posted = post();
    int kills = 0;
    try (FaultySmtp server = new FaultySmtp(SEED)) {
      Random lots = new Random(SEED);
      boolean done = false;
      while (!done) {
        Process sender = sender(server.port());
        int until =
            distinct(server) + LETTERS_BETWEEN_KILLS / 2 + lots.nextInt(LETTERS_BETWEEN_KILLS);
        while (!sender.waitFor(5, TimeUnit.MILLISECONDS) && distinct(server) < until) {
          // It sends.
        }
        if (sender.isAlive()) {
          sender.destroyForcibly().waitFor();
          kills++;
        } else {
          assertThat(sender.exitValue()).isZero();
          done = true;
        }
      }
      assertThat(server.accepted.keySet()).as("seed %d", SEED).isEqualTo(posted);
      int again =
          posted.stream()
              .mapToInt(
                  id -> server.accepted.getOrDefault(id, 0) - 1 - server.unsaid.getOrDefault(id, 0))
              .sum();
      assertThat(again)
          .as("sent again though the server had said that it has them, and %d kills", kills)
          .isBetween(0, kills);
      assertThat(kills).isPositive();
      System.out.printf(
          "%d letters, %d accepted, %d of these not said, %d kills, %d sent again after a kill, seed %d%n",
          posted.size(),
          server.accepted.values().stream().mapToInt(Integer::intValue).sum(),
          server.unsaid.values().stream().mapToInt(Integer::intValue).sum(),
          kills,
          again,
          SEED);
    }
    assertThat(new FileOutbox(folder).waiting()).isZero();
    assertThat(new FileOutbox(folder).rejected()).isZero();
  }

  private static int distinct(FaultySmtp server) {
    return server.accepted.size();
  }

  /** The Message-IDs of the letters that wait now. */
  private Set<String> post() {
    FileOutbox outbox = new FileOutbox(folder);
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < LETTERS; i++) {
      Letter letter = Fixture.letter("news-" + i);
      outbox.post(letter);
      ids.add("<" + letter.id() + ".example.net>");
    }
    return ids;
  }

  private Process sender(int port) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new ProcessBuilder(
            java,
            "-Xmx64m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            LetterSender.class.getName(),
            folder.toString(),
            Integer.toString(port))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
