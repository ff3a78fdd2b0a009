package casfailover.mail;

import static org.assertj.core.api.Assertions.assertThat;

import casfailover.mail.LetterArchive.Filed;
import casfailover.mail.LetterArchive.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LetterArchiveTest {

  @TempDir private Path folder;

  @Test
  void findsTheLettersOfAnIncidentWhateverBecameOfThem() throws IOException {
    FileOutbox outbox = new FileOutbox(folder);
    for (String kind : List.of("takeover", "hold-1", "reminder")) {
      outbox.post(Fixture.letter(kind));
    }
    outbox.sent(Fixture.letter("takeover").id());
    outbox.reject(Fixture.letter("hold-1").id(), Tries.NONE);
    Files.writeString(folder.resolve("new/000000000099.broken@exch-b"), "no letter");

    assertThat(LetterArchive.of(folder, "2026-11-22-1"))
        .containsExactlyInAnyOrder(
            new Filed(Fixture.letter("takeover"), State.SENT),
            new Filed(Fixture.letter("hold-1"), State.PUT_ASIDE),
            new Filed(Fixture.letter("reminder"), State.WAITS));
    assertThat(LetterArchive.of(folder, "2026-11-22-2")).isEmpty();
  }

  @Test
  void findsNoneWhereThereIsNoOutbox() throws IOException {
    assertThat(LetterArchive.of(folder.resolve("none"), "2026-11-22-1")).isEmpty();
  }
}
