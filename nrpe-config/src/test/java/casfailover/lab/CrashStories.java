package casfailover.lab;

import casfailover.lab.CrashCase.Role;
import casfailover.lab.CrashWay.Never;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** The way to every durable step, for the server that has the address and for the other one. */
final class CrashStories {
  private static final Set<Role> EITHER = EnumSet.allOf(Role.class);
  private static final Map<String, Ways> WAYS = ways();

  /** The way of each of the two roles. */
  private record Ways(CrashWay holder, CrashWay standby) {}

  private CrashStories() {}

  static CrashWay to(String step, Role role) {
    Ways ways = WAYS.get(step);
    if (ways == null) {
      throw new IllegalArgumentException(
          "the crash sweep has no way to the durable step " + step + ": add one");
    }
    return role == Role.HOLDER ? ways.holder() : ways.standby();
  }

  static Set<String> steps() {
    return WAYS.keySet();
  }

  private static Map<String, Ways> ways() {
    Map<String, Ways> ways = new TreeMap<>();
    journal(ways);
    folder(ways);
    outbox(ways);
    return ways;
  }

  private static void journal(Map<String, Ways> ways) {
    both(ways, "journal.installed", CrashStories::firstStart);
    both(
        ways,
        "journal.lost",
        role -> new Never("it is the first line of a new journal: folder.journal_begun"));
    both(ways, "journal.heard", role -> CrashStory.staying(role, CrashScene::peerEvent));
    both(ways, "journal.ended", role -> CrashStory.staying(role, CrashScene::peerEvent));
    each(
        ways,
        "journal.learned",
        CrashStory.moving(Role.HOLDER, CrashScene::overtaken, Set.of(Role.STANDBY)),
        CrashStory.staying(Role.STANDBY, CrashScene::holderGoesHome));
    each(ways, "journal.begun", goingHome(), failover());
    both(ways, "journal.gave_up", role -> CrashStory.start(role, CrashScene::begunByHalf));
    each(ways, "journal.taken", goingHome(), failover());
    each(
        ways,
        "journal.releasing",
        goingHome(),
        new Never("who does not have the address does not remove it"));
    each(
        ways,
        "journal.released",
        goingHome(),
        CrashStory.staying(Role.STANDBY, scene -> scene.order("release")));
    both(ways, "journal.paused", role -> CrashStory.staying(role, scene -> scene.order("pause")));
    both(ways, "journal.resumed", role -> CrashStory.staying(role, CrashScene::pauseAndResume));
    each(
        ways,
        "journal.right_regained",
        CrashStory.moving(Role.HOLDER, CrashScene::takenInSpiteOfDatabases, Set.of(Role.HOLDER)),
        CrashStory.moving(Role.STANDBY, CrashScene::takenInSpiteOfDatabases, Set.of(Role.STANDBY)));
    both(ways, "journal.acknowledged", role -> CrashStory.staying(role, CrashScene::acknowledge));
    both(ways, "journal.kept", role -> CrashStory.staying(role, CrashScene::keep));
    both(ways, "journal.reloaded", role -> CrashStory.staying(role, CrashScene::reload));
    each(ways, "journal.posted", goingHome(), failover());
    Never gives = new Never("only who has the address hands it over");
    each(ways, "journal.handing_over", handover(), gives);
    each(ways, "journal.handed_over", handover(), gives);
    restarts(ways);
  }

  private static void restarts(Map<String, Ways> ways) {
    Never keepsNothing = new Never("who stands by keeps no address alive and announces no restart");
    each(
        ways,
        "journal.back_soon",
        CrashStory.staying(Role.HOLDER, scene -> scene.order("back_soon")),
        keepsNothing);
    each(
        ways,
        "journal.back_soon_over",
        CrashStory.start(Role.HOLDER, CrashScene::restartAnnounced),
        keepsNothing);
    each(
        ways,
        "journal.peer_back_soon",
        keepsNothing,
        CrashStory.staying(Role.STANDBY, CrashScene::holderRestarts));
    both(
        ways,
        "journal.peer_back",
        role -> CrashStory.start(role, CrashScene::restartOfPeerAnnounced));
  }

  private static void folder(Map<String, Ways> ways) {
    both(ways, "folder.first_line_written", CrashStories::firstStart);
    both(ways, "folder.journal_begun", role -> CrashStory.start(role, CrashScene::damageJournal));
    both(ways, "folder.tail_written", role -> CrashStory.start(role, CrashScene::tearJournal));
    both(ways, "folder.tail_kept", role -> CrashStory.start(role, CrashScene::tearJournal));
    both(ways, "folder.tail_cut", role -> CrashStory.start(role, CrashScene::tearJournal));
    both(ways, "folder.damaged_kept", role -> CrashStory.start(role, CrashScene::damageJournal));
    both(ways, "folder.line_taken_back", role -> CrashStory.staying(role, CrashScene::diskFull));
    both(ways, "folder.old_written", CrashStories::tooLong);
    both(ways, "folder.old_kept", CrashStories::tooLong);
    both(ways, "folder.shorter_written", CrashStories::tooLong);
    both(ways, "folder.shortened", CrashStories::tooLong);
  }

  private static void outbox(Map<String, Ways> ways) {
    both(
        ways,
        "outbox.half_written_deleted",
        role -> CrashStory.start(role, CrashScene::letterHalfWritten));
    both(
        ways,
        "outbox.old_name_deleted",
        role -> CrashStory.start(role, CrashScene::letterSentAndWaiting));
    each(ways, "outbox.letter_written", goingHome(), failover());
    each(ways, "outbox.letter_posted", goingHome(), failover());
    both(ways, "outbox.try_written", role -> CrashStory.start(role, CrashScene::letterNobodyTakes));
    both(ways, "outbox.try_noted", role -> CrashStory.start(role, CrashScene::letterNobodyTakes));
    both(ways, "outbox.letter_sent", role -> CrashStory.start(role, CrashScene::letterWaits));
    both(
        ways,
        "outbox.letter_rejected",
        role -> CrashStory.start(role, CrashScene::letterUnreadable));
    both(
        ways,
        "outbox.letter_revived",
        role ->
            CrashStory.start(role, CrashScene::letterPutAside)
                .then(scene -> scene.order("flush_mail")));
    both(ways, "outbox.sent_deleted", role -> CrashStory.start(role, CrashScene::thousandSent));
  }

  /** The holder is cut off for a moment, lets the address go, and takes it back by itself. */
  private static CrashStory goingHome() {
    return CrashStory.moving(Role.HOLDER, CrashScene::goesHome, Set.of(Role.HOLDER));
  }

  /** The holder is cut off, and the other one takes the address; who wins after a heal is open. */
  private static CrashStory failover() {
    return CrashStory.moving(Role.STANDBY, CrashScene::failover, EITHER);
  }

  /** The other one is ordered to take the address; who has it after a death is open. */
  private static CrashStory handover() {
    return CrashStory.moving(Role.HOLDER, CrashScene::handOver, EITHER);
  }

  /** An address that was configured before the installation is nobody's to remove. */
  private static CrashStory firstStart(Role role) {
    return CrashStory.start(role, CrashScene::firstStart).leftTo(Role.HOLDER);
  }

  /** The journal has grown too long, and is shortened at its next line. */
  private static CrashStory tooLong(Role role) {
    return CrashStory.start(role, CrashScene::journalTooLong).then(CrashScene::keep);
  }

  private static void both(Map<String, Ways> ways, String step, Function<Role, CrashWay> way) {
    each(ways, step, way.apply(Role.HOLDER), way.apply(Role.STANDBY));
  }

  private static void each(Map<String, Ways> ways, String step, CrashWay holder, CrashWay standby) {
    ways.put(step, new Ways(holder, standby));
  }
}
