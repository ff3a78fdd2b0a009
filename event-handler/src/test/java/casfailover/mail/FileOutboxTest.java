package casfailover.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileOutboxTest {

  @TempDir Path folder;

  @Test
  void keepsLettersInTheOrderOfPosting() {
    FileOutbox outbox = new FileOutbox(folder);
    outbox.post(Fixture.letter("zulu"));
    outbox.post(Fixture.letter("alpha"));
    assertThat(kinds(outbox)).containsExactly("zulu", "alpha");
    assertThat(outbox.waiting()).isEqualTo(2);
  }

  @Test
  void givesBackTheLetterThatWasPosted() {
    FileOutbox outbox = new FileOutbox(folder);
    Letter letter = Fixture.letter("hold-1", "Ä subject: with colon", "\n\nbody\n\nSubject: no\n");
    outbox.post(letter);
    assertThat(new FileOutbox(folder).next()).contains(new Waiting(1, letter, Tries.NONE));
  }

  @Test
  void postsTheSameNewsOnce() {
    FileOutbox outbox = new FileOutbox(folder);
    assertThat(outbox.post(Fixture.letter("takeover"))).isEqualTo(Outbox.Posting.POSTED);
    assertThat(outbox.post(Fixture.letter("takeover"))).isEqualTo(Outbox.Posting.KNOWN);
    assertThat(outbox.waiting()).isEqualTo(1);
    outbox.sent(id("takeover"));
    assertThat(new FileOutbox(folder).post(Fixture.letter("takeover")))
        .isEqualTo(Outbox.Posting.KNOWN);
    assertThat(outbox.waiting()).isZero();
  }

  @Test
  void goesOnAfterARestartWithWhatWaits() {
    FileOutbox before = new FileOutbox(folder);
    before.post(Fixture.letter("one"));
    before.post(Fixture.letter("two"));
    before.sent(id("one"));
    FileOutbox after = new FileOutbox(folder);
    after.post(Fixture.letter("three"));
    assertThat(kinds(after)).containsExactly("two", "three");
  }

  @Test
  void remembersWhatWasTriedAndWhoWasReached() {
    FileOutbox outbox = new FileOutbox(folder);
    outbox.post(Fixture.letter("takeover"));
    Tries tries = Tries.NONE.and(Fixture.AT, "451 later\r\n", Set.of("oncall@provider.example"));
    outbox.failed(id("takeover"), tries);
    Tries kept = new FileOutbox(folder).next().map(Waiting::tries).orElseThrow();
    assertThat(kept).isEqualTo(tries);
    assertThat(kept.answer()).isEqualTo("451 later");
    assertThat(kept.reached()).containsExactly("oncall@provider.example");
  }

  @Test
  void canBeReadWithCat() throws IOException {
    FileOutbox outbox = new FileOutbox(folder);
    outbox.post(Fixture.letter("takeover", "TAKEOVER", "It was taken.\n"));
    outbox.failed(id("takeover"), Tries.NONE.and(Fixture.AT, "no route", Set.of()));
    assertThat(Files.readString(folder.resolve("new/000000000001.2026-11-22-1.takeover@exch-b")))
        .isEqualTo(
            """
            Subject: TAKEOVER
            Date: 2026-11-22T02:12:14Z
            Message-ID: <2026-11-22-1.takeover@exch-b>
            References: <2026-11-22-1@exch-b>
            X-Incident: 2026-11-22-1
            X-Tries: 1
            X-Last-Try: 2026-11-22T02:12:14Z
            X-Last-Answer: no route

            It was taken.
            """);
  }

  @Test
  void putsARefusedLetterAsideAndLetsItWaitAgainWhenTold() {
    FileOutbox outbox = new FileOutbox(folder);
    outbox.post(Fixture.letter("one"));
    outbox.post(Fixture.letter("two"));
    outbox.reject(id("one"), Tries.NONE.and(Fixture.AT, "550 no", Set.of()));
    assertThat(kinds(outbox)).containsExactly("two");
    assertThat(outbox.rejected()).isEqualTo(1);
    FileOutbox after = new FileOutbox(folder);
    assertThat(after.post(Fixture.letter("one"))).isEqualTo(Outbox.Posting.KNOWN);
    assertThat(after.revive()).isEqualTo(1);
    assertThat(kinds(after)).containsExactly("one", "two");
    assertThat(after.next().orElseThrow().tries().answer()).isEqualTo("550 no");
  }

  @Test
  void forgetsTheOldestOfManySentLetters() throws IOException {
    FileOutbox outbox = new FileOutbox(folder, 3, new NioDisk());
    for (int i = 0; i < 5; i++) {
      outbox.post(Fixture.letter("n-" + i));
      outbox.sent(id("n-" + i));
    }
    try (Stream<Path> sent = Files.list(folder.resolve("sent"))) {
      assertThat(sent.map(p -> p.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "000000000003.2026-11-22-1.n-2@exch-b",
              "000000000004.2026-11-22-1.n-3@exch-b",
              "000000000005.2026-11-22-1.n-4@exch-b");
    }
    new FileOutbox(folder, 3, new NioDisk()).post(Fixture.letter("next"));
    assertThat(folder.resolve("new/000000000006.2026-11-22-1.next@exch-b")).exists();
  }

  @Test
  void putsAFileThatDoesNotReadAsideAndGoesOn() throws IOException {
    new FileOutbox(folder).post(Fixture.letter("two"));
    Files.writeString(folder.resolve("new/000000000000.2026-11-22-1.one@exch-b"), "torn");
    FileOutbox outbox = new FileOutbox(folder);
    assertThat(kinds(outbox)).containsExactly("two");
    assertThat(outbox.rejected()).isEqualTo(1);
    assertThat(folder.resolve("dead/000000000000.2026-11-22-1.one@exch-b")).hasContent("torn");
  }

  @Test
  void passesOverALetterThatAPersonDeleted() throws IOException {
    FileOutbox outbox = new FileOutbox(folder);
    outbox.post(Fixture.letter("one"));
    outbox.post(Fixture.letter("two"));
    outbox.post(Fixture.letter("three"));
    Files.delete(folder.resolve("new/000000000001.2026-11-22-1.one@exch-b"));
    Files.delete(folder.resolve("new/000000000002.2026-11-22-1.two@exch-b"));
    outbox.sent(id("two"));
    assertThat(kinds(outbox)).containsExactly("three");
    assertThat(outbox.waiting()).isEqualTo(1);
  }

  @Test
  void sendsALetterOnceWhoseOldNameCameBackAfterAPowerCut() throws IOException {
    FileOutbox outbox = new FileOutbox(folder);
    outbox.post(Fixture.letter("one"));
    Path file = folder.resolve("new/000000000001.2026-11-22-1.one@exch-b");
    String text = Files.readString(file);
    outbox.sent(id("one"));
    Files.writeString(file, text);
    assertThat(new FileOutbox(folder).next()).isEmpty();
    assertThat(file).doesNotExist();
  }

  @Test
  void saysWhatTheDiskRefusedAndWhatToDo() throws IOException {
    Path file = Files.createFile(folder.resolve("mail"));
    assertThatThrownBy(() -> new FileOutbox(file))
        .isInstanceOf(OutboxException.class)
        .hasMessageStartingWith("mail outbox: cannot open " + file + ": ")
        .hasMessageContaining("free space");
  }

  /** Every disk operation fails once, or the machine stops there, while a letter is posted. */
  @Test
  void aCrashWhilePostingLeavesTheLetterOnceOrNotAtAll() throws IOException {
    Letter letter = Fixture.letter("takeover");
    int crashes = 0;
    for (int at = 1; ; at++) {
      Path place = folder.resolve("post-" + at);
      boolean crashed = crashAt(at, place, outbox -> outbox.post(letter));
      FileOutbox after = new FileOutbox(place);
      assertThat(after.waiting()).isBetween(crashed ? 0 : 1, 1);
      after.post(letter);
      assertThat(everything(after)).containsExactly(letter);
      assertThat(leftovers(place)).isEmpty();
      if (!crashed) {
        break;
      }
      crashes++;
    }
    assertThat(crashes).isGreaterThanOrEqualTo(3);
  }

  @Test
  void aCrashWhileAnAttemptIsNotedLeavesTheLetterOnce() throws IOException {
    Letter letter = Fixture.letter("takeover");
    Tries tries = Tries.NONE.and(Fixture.AT, "451 later", Set.of("a@example.net"));
    boolean crashed = true;
    for (int at = 1; crashed; at++) {
      Path place = folder.resolve("failed-" + at);
      new FileOutbox(place).post(letter);
      crashed = crashAt(at, place, outbox -> outbox.failed(letter.id(), tries));
      FileOutbox after = new FileOutbox(place);
      assertThat(everything(after)).containsExactly(letter);
      assertThat(after.next().orElseThrow().tries()).isIn(Tries.NONE, tries);
    }
  }

  @Test
  void aCrashWhileALetterIsTakenOutLeavesItWaitingOrSent() throws IOException {
    Letter letter = Fixture.letter("takeover");
    boolean crashed = true;
    for (int at = 1; crashed; at++) {
      Path place = folder.resolve("sent-" + at);
      new FileOutbox(place).post(letter);
      crashed = crashAt(at, place, outbox -> outbox.sent(letter.id()));
      FileOutbox after = new FileOutbox(place);
      assertThat(after.post(letter)).isEqualTo(Outbox.Posting.KNOWN);
      assertThat(after.waiting()).isBetween(0, crashed ? 1 : 0);
    }
  }

  @Test
  void aCrashWhileALetterIsPutAsideLosesNothing() throws IOException {
    Letter letter = Fixture.letter("takeover");
    boolean crashed = true;
    for (int at = 1; crashed; at++) {
      Path place = folder.resolve("dead-" + at);
      new FileOutbox(place).post(letter);
      crashed =
          crashAt(
              at,
              place,
              outbox -> outbox.reject(letter.id(), Tries.NONE.and(Fixture.AT, "550", Set.of())));
      FileOutbox after = new FileOutbox(place);
      assertThat(after.waiting() + after.rejected()).isEqualTo(1);
      after.revive();
      assertThat(everything(after)).containsExactly(letter);
    }
  }

  @Test
  void anErrorOfTheDiskLosesNothingAndCanBeTriedAgain() throws IOException {
    Letter letter = Fixture.letter("takeover");
    boolean refused = true;
    for (int at = 1; refused; at++) {
      Path place = folder.resolve("error-" + at);
      FaultyDisk disk = new FaultyDisk();
      FileOutbox outbox = new FileOutbox(place, 10, disk);
      disk.failAt(at, false);
      try {
        outbox.post(letter);
        refused = false;
      } catch (OutboxException e) {
        assertThat(e).hasMessageContaining("disk full").hasMessageContaining("free space");
      }
      disk.mend();
      outbox.post(letter);
      assertThat(everything(outbox)).containsExactly(letter);
      assertThat(everything(new FileOutbox(place))).containsExactly(letter);
    }
  }

  private static boolean crashAt(int operation, Path place, Consumer<FileOutbox> work) {
    FaultyDisk disk = new FaultyDisk();
    FileOutbox outbox = new FileOutbox(place, 10, disk);
    disk.failAt(operation, true);
    try {
      work.accept(outbox);
      return false;
    } catch (FaultyDisk.Crash e) {
      return true;
    }
  }

  private static List<String> leftovers(Path place) throws IOException {
    return new NioDisk().list(place.resolve("tmp"));
  }

  private static List<Letter> everything(Outbox outbox) {
    List<Letter> letters = new ArrayList<>();
    Optional<Waiting> next = outbox.next();
    while (next.isPresent()) {
      letters.add(next.get().letter());
      next = outbox.nextAfter(next.get());
    }
    return letters;
  }

  private static List<String> kinds(Outbox outbox) {
    return everything(outbox).stream()
        .map(l -> l.id().replaceAll("^2026-11-22-1\\.|@exch-b$", ""))
        .toList();
  }

  private static String id(String kind) {
    return Letter.id("2026-11-22-1", kind, "exch-b");
  }
}
