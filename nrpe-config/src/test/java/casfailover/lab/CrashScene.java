package casfailover.lab;

import casfailover.journal.Entry;
import casfailover.journal.EntryText;
import casfailover.journal.FileJournal;
import casfailover.journal.JournalFailure;
import casfailover.journal.JournalLine;
import casfailover.pair.Epoch;
import casfailover.probe.SystemMoments;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** What can be done to the agent that is to die, to the other one, and to the world around them. */
final class CrashScene {
  /** Longer than all that leads to a step; a step that does not come by then does not come. */
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private static final Duration MOMENT = Duration.ofMillis(300);

  /** One more than an outbox keeps. */
  private static final int SENT_LETTERS = 1001;

  /** Far behind the letters that are real, and far from each other. */
  private static final AtomicLong PLACES = new AtomicLong(900_000_000_000L);

  private final Site site;
  private final Agent mortal;
  private final Agent other;
  private final boolean holds;

  /**
   * A scene for one case.
   *
   * @param mortal the agent that is to die
   * @param holds whether its server has the address when the case begins
   */
  CrashScene(Site site, Agent mortal, boolean holds) {
    this.site = site;
    this.mortal = mortal;
    this.other = site.agent(Keepers.other(mortal.node()));
    this.holds = holds;
  }

  Agent mortal() {
    return mortal;
  }

  Agent other() {
    return other;
  }

  boolean dead() {
    return !mortal.process().isAlive();
  }

  /** Waits until something is so or the agent is dead, or the limit is over. */
  void until(BooleanSupplier so) {
    Instant end = Instant.now().plus(LIMIT);
    while (!dead() && !so.getAsBoolean() && Instant.now().isBefore(end)) {
      Site.watch(Duration.ofMillis(50));
    }
  }

  // Orders and events. The agent may die of them, so that no answer comes.

  void order(String word, String... more) {
    CheckNrpe.ask(site.lab(), mortal.node(), word, more);
  }

  /** The agent hears that the other server has failed, which it has not. */
  void peerEvent() {
    event(mortal, "peer", "DOWN");
  }

  private void event(Agent agent, String service, String peerState) {
    String problem = "crash-" + System.nanoTime();
    PeerEvent event = new PeerEvent(service, peerState, "CRITICAL", "HARD", 3, problem);
    Answer answer = CheckNrpe.ask(site.lab(), agent.node(), PeerEvent.COMMAND, event.words());
    site.timeline().add(Step.Kind.HANDLER, agent.node().label() + ": " + event + ": " + answer);
  }

  /** The one that is left tells a monitor that nobody has the address. */
  boolean missed() {
    return CheckNrpe.ask(site.lab(), other.node(), "check_cas_ip").code() == 2;
  }

  /** The monitor calls the one that is left, when nobody has the address any more. */
  void vacant() {
    event(other, "cas_ip", "UP");
  }

  void reload() {
    Path config = site.config();
    String text = read(config);
    boolean changed = text.contains("remind_every=2h");
    write(
        config,
        changed
            ? text.replace("remind_every=2h", "remind_every=1h")
            : text.replace("remind_every=1h", "remind_every=2h"));
    order("reload");
  }

  /** A person has seen what is wrong. */
  void acknowledge() {
    peerEvent();
    order("acknowledge", "author=lab", "comment=seen");
  }

  void pauseAndResume() {
    order("pause");
    order("resume");
  }

  /** It is refused until the agent has heard who has the address. */
  void keep() {
    String where = "server=" + (holds ? mortal : other).node().label();
    until(() -> CheckNrpe.ask(site.lab(), mortal.node(), "keep", where).code() == 0);
  }

  // Moves of the address.

  /** Its server is cut off until the address is gone from it. */
  void goesHome() {
    cutUntilGone(mortal);
  }

  void holderGoesHome() {
    cutUntilGone(other);
  }

  private void cutUntilGone(Agent holder) {
    site.lab().silence(holder.node());
    until(() -> !holder.holds());
    Site.watch(MOMENT);
    site.lab().heal(holder.node());
  }

  /** The holder is cut off until the agent has taken the address and told of it, or is dead. */
  void failover() {
    site.lab().silence(other.node());
    event(mortal, "peer", "DOWN");
    until(() -> false);
    site.lab().heal(other.node());
  }

  /** The agent is cut off until the other one has the address. */
  void overtaken() {
    site.lab().silence(mortal.node());
    event(other, "peer", "DOWN");
    until(other::holds);
    site.lab().heal(mortal.node());
  }

  /** The other one is ordered to take it, again where its checks do not come out at once. */
  void handOver() {
    until(() -> CheckNrpe.ask(site.lab(), other.node(), "takeover").code() == 0);
  }

  void takenInSpiteOfDatabases() {
    site.exchange().tell(mortal.node(), "move", mortal.node().label());
    CheckNrpe.ask(site.lab(), (holds ? mortal : other).node(), "release");
    until(
        () -> {
          order("takeover", "even_if=databases");
          return mortal.holds();
        });
  }

  /** The other one, which has the address, announces its restart and is restarted. */
  void holderRestarts() {
    CheckNrpe.ask(site.lab(), other.node(), "back_soon");
    until(() -> false);
    other.kill();
    other.start();
    site.awaitAnswering(other);
  }

  // What its state folder holds at its start.

  /** As after an installation, and the address where it is, as an admin configured it. */
  void firstStart() {
    site.lab().local("sh", "-c", "rm -rf -- \"$1\"/*", "sh", mortal.state().toString());
    if (holds) {
      lifetime("forever");
    }
  }

  /** Gives the address, which nobody renews now, another lifetime. */
  void lifetime(String seconds) {
    site.lab()
        .must(
            mortal.node(),
            "ip",
            "address",
            "change",
            Host.CAS_IP + "/24",
            "dev",
            "eth0",
            "valid_lft",
            seconds,
            "preferred_lft",
            seconds);
  }

  /** Its last process died between the begin of a take and the add. */
  void begunByHalf() {
    if (holds) {
      site.lab().must(mortal.node(), "ip", "address", "del", Host.CAS_IP + "/24", "dev", "eth0");
    }
    String self = mortal.node().label();
    Entry begun =
        new Entry.Begun(
            lastEpoch().next(self), Entry.How.HOME, "2026-01-01-1", false, "the lab says so");
    write(begun);
  }

  /** The last process announced its restart. */
  void restartAnnounced() {
    Duration boot = new SystemMoments().get().boot();
    write(new Entry.BackSoon(boot.toMillis(), boot, Duration.ofSeconds(30), "", ""));
  }

  /** The other agent announced its restart and is back. */
  void restartOfPeerAnnounced() {
    write(new Entry.PeerBackSoon(1, Duration.ofSeconds(35)));
  }

  /** Longer than a journal may grow, and nothing new in it. */
  void journalTooLong() {
    write(Collections.nCopies(600, new Entry.Resumed("lab", "x".repeat(2000))));
  }

  private void write(Entry entry) {
    write(List.of(entry));
  }

  private void write(List<? extends Entry> entries) {
    try (FileJournal journal =
        FileJournal.open(mortal.state(), Instant::now, "the-lab").journal()) {
      for (Entry entry : entries) {
        journal.append(EntryText.word(entry), EntryText.values(entry));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Epoch lastEpoch() {
    return lastEpoch(mortal);
  }

  /** The highest epoch that an agent's journal tells of. */
  static Epoch lastEpoch(Agent agent) {
    return lines(agent).stream()
        .flatMap(
            line -> Stream.of("epoch", "known").map(name -> line.values().getOrDefault(name, "0")))
        .map(Epoch::parse)
        .reduce(Epoch.NONE, (one, two) -> two.counter() > one.counter() ? two : one);
  }

  static List<JournalLine> lines(Agent agent) {
    try {
      return FileJournal.read(agent.state());
    } catch (JournalFailure e) {
      throw new Unseen("the journal of " + agent.node().label() + " does not read: " + e);
    }
  }

  private Path journal() {
    return mortal.state().resolve("journal");
  }

  void tearJournal() {
    String text = read(journal());
    String last = text.substring(text.lastIndexOf('\n', text.length() - 2) + 1);
    write(journal(), text + last.substring(0, last.length() / 2));
  }

  void damageJournal() {
    write(journal(), read(journal()).replaceFirst(" ", "_"));
  }

  /** The file of the journal can grow by some bytes, and no more. */
  void diskFull() {
    try {
      site.lab()
          .local(
              "setpriv",
              "--reuid=" + Agent.USER,
              "--regid=" + Agent.USER,
              "--clear-groups",
              "prlimit",
              "--pid=" + mortal.process().pid(),
              "--fsize=" + (Files.size(journal()) + 20));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    order("pause");
  }

  void letterWaits() {
    letter("new", nextLetter());
  }

  void letterHalfWritten() {
    letter("tmp", nextLetter());
  }

  /** As a power cut can leave it. */
  void letterSentAndWaiting() {
    String name = nextLetter();
    letter("new", name);
    letter("sent", name);
  }

  void letterNobodyTakes() {
    site.lab().cut(Host.MAIL);
    letterWaits();
  }

  void letterPutAside() {
    letter("dead", nextLetter());
  }

  void letterUnreadable() {
    own(write(mail("new").resolve(nextLetter()), "no letter\n"));
  }

  void thousandSent() {
    site.lab()
        .local(
            "sh",
            "-c",
            "for i in $(seq -f %012.0f \"$2\"); do : > \"$1/$i.lab-$i\"; done",
            "sh",
            mail("sent").toString(),
            Integer.toString(SENT_LETTERS));
    own(mail("sent"));
    letterWaits();
  }

  private static String nextLetter() {
    long place = PLACES.addAndGet(1000);
    return "%012d.lab-%d".formatted(place, place);
  }

  /** A letter as the outbox keeps it. */
  private void letter(String folder, String name) {
    String text =
        """
        Subject: a letter of the lab
        Date: %s
        Message-ID: <%s@%s>
        X-Incident: 2026-01-01-1
        X-Tries: 0

        Nothing has happened.
        """
            .formatted(Instant.now(), name.substring(name.indexOf('.') + 1), mortal.node().label());
    own(write(mail(folder).resolve(name + "@" + mortal.node().label()), text));
  }

  private Path mail(String folder) {
    Path made = site.lab().ground().made(mortal.state().resolve("mail").resolve(folder));
    own(mortal.state().resolve("mail"));
    return made;
  }

  private void own(Path path) {
    site.lab().local("chown", "-R", Agent.USER + ":" + Agent.USER, path.toString());
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Into the same file, so that it stays its owner's. */
  private static Path write(Path file, String text) {
    try {
      return Files.writeString(
          file,
          text,
          StandardOpenOption.CREATE,
          StandardOpenOption.WRITE,
          StandardOpenOption.TRUNCATE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
