package casfailover.lab;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * What one simulated server answers to its PowerShell sessions, and how a test tells it to behave.
 * One line in, at most one line out.
 *
 * <p>Questions of a session: {@code COPIES} and {@code QUORUM}, answered with {@code OK base64},
 * {@code DIE} or {@code GARBLE}, late, or not at all. Words of a test: {@code hang lie die garble
 * slow MS language de|en behave stop-service start-service hold-moves free-moves move NODE
 * move-after MS status}, answered in words that begin with {@code refused} if they cannot be
 * obeyed.
 */
final class DagControl {
  /** An answer, and how much later it is given. */
  record Told(String line, long afterMs) {}

  private enum Mood {
    WELL,
    HANGS,
    DIES,
    GARBLES
  }

  private final DagMember member;
  private final AccessService access;
  private Mood mood = Mood.WELL;
  private Dialect dialect = Dialect.PLAIN;
  private long slow;

  DagControl(DagMember member, AccessService access) {
    this.member = member;
    this.access = access;
  }

  /** The answer to a line; empty where there will never be one. */
  Optional<Told> hear(String line, long now) {
    String[] words = line.strip().split(" ", 2);
    return switch (words[0]) {
      case "COPIES" -> session(member.copies(now, dialect));
      case "QUORUM" -> session(dialect.lies() || member.quorum(now) ? "yes" : "no");
      default -> Optional.of(new Told(obey(words[0], words.length > 1 ? words[1] : "", now), 0));
    };
  }

  private Optional<Told> session(String text) {
    String answer =
        switch (mood) {
          case WELL ->
              "OK "
                  + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8))
                  + (dialect.german() ? " NOISE" : "");
          case DIES -> "DIE";
          case GARBLES -> "GARBLE";
          case HANGS -> "";
        };
    return answer.isEmpty() ? Optional.empty() : Optional.of(new Told(answer, slow));
  }

  private String obey(String word, String value, long now) {
    switch (word) {
      case "hang" -> mood = Mood.HANGS;
      case "die" -> mood = Mood.DIES;
      case "garble" -> mood = Mood.GARBLES;
      case "lie" -> dialect = new Dialect(true, dialect.german());
      case "slow" -> slow = Long.parseLong(value);
      case "language" -> dialect = new Dialect(dialect.lies(), value.equals("de"));
      case "behave" -> {
        mood = Mood.WELL;
        dialect = Dialect.PLAIN;
        slow = 0;
      }
      case "stop-service" -> access.stop();
      case "start-service" -> access.start();
      case "hold-moves" -> member.holdMoves(true);
      case "free-moves" -> member.holdMoves(false);
      case "move-after" -> member.moveAfter(Long.parseLong(value));
      case "move" -> {
        return member.move(value, now);
      }
      case "status" -> {
        return member
            + " quorum="
            + member.quorum(now)
            + " mood="
            + mood
            + " access problem: "
            + access.problem();
      }
      default -> {
        return "refused: " + word + " is no word of the simulator";
      }
    }
    return "done";
  }
}
