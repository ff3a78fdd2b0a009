package casfailover.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateLockTest {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir Path folder;

  @Test
  void isHeldByOneAndSaysByWhom() throws IOException {
    try (StateLock lock = locked()) {
      assertThat(lock).isNotNull();
      assertThat(Files.readString(folder.resolve("lock"))).isEqualTo(ownPid() + "\n");
      assertThat(StateLock.take(folder)).isEqualTo(heldBy(ownPid()));
    }
    locked().close();
  }

  @Test
  void makesTheFolderThatItIsFor() throws IOException {
    Path fresh = folder.resolve("state/of/agent");
    if (StateLock.take(fresh) instanceof StateLock.Locked locked) {
      locked.lock().close();
    }

    assertThat(fresh.resolve("lock")).exists();
  }

  @Test
  void isGivenBackOnce() throws IOException {
    StateLock first = locked();
    first.close();
    try (StateLock second = locked()) {
      first.close();
      assertThat(second).isNotNull();
      assertThat(StateLock.take(folder)).isEqualTo(heldBy(ownPid()));
    }
  }

  @Test
  void anotherProcessIsKeptOutEvenAfterWeAskedTwice() throws Exception {
    try (StateLock lock = locked()) {
      assertThat(lock).isNotNull();
      assertThat(StateLock.take(folder)).isEqualTo(heldBy(ownPid()));
      Process other = holder();
      try {
        assertThat(other.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(other.exitValue()).isEqualTo(LockHolder.REFUSED);
      } finally {
        other.destroyForcibly();
      }
    }
  }

  @Test
  void isHeldByAnotherProcessUntilThatIsKilled() throws Exception {
    Process other = holder();
    try {
      Path file = folder.resolve("lock");
      await()
          .atMost(PATIENCE)
          .until(() -> Files.exists(file) && Files.readString(file).equals(other.pid() + "\n"));
      assertThat(StateLock.take(folder)).isEqualTo(heldBy(other.pid()));
      assertThat(StateLock.take(folder)).isEqualTo(heldBy(other.pid()));
    } finally {
      other.destroyForcibly();
    }
    assertThat(other.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    locked().close();
  }

  @Test
  void aFolderThatCannotBeLockedIsTold() throws IOException {
    Files.createDirectory(folder.resolve("lock"));

    assertThatThrownBy(() -> StateLock.take(folder))
        .isInstanceOf(JournalFailure.class)
        .hasMessageContaining("locking " + folder.resolve("lock") + " failed (");
    Files.delete(folder.resolve("lock"));
    locked().close();
  }

  private StateLock locked() throws IOException {
    return ((StateLock.Locked) StateLock.take(folder)).lock();
  }

  private static StateLock.HeldBy heldBy(long pid) {
    return new StateLock.HeldBy(OptionalLong.of(pid));
  }

  private static long ownPid() {
    return ProcessHandle.current().pid();
  }

  private Process holder() throws IOException, URISyntaxException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classes = folderOf(StateLock.class) + File.pathSeparator + folderOf(LockHolder.class);
    return new ProcessBuilder(
            java, "-Xmx32m", "-cp", classes, LockHolder.class.getName(), folder.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static Path folderOf(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }
}
