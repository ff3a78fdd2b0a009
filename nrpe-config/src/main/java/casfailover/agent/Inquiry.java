package casfailover.agent;

import casfailover.order.Words;
import casfailover.pair.FreeText;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What somebody wants to know of the agent beyond its checks; answering it changes nothing. */
sealed interface Inquiry {

  /** What the two agents ask each other all the time. */
  String PEER_REPORT = "peer_report";

  String STATUS = "status";
  String EXPLAIN = "explain";

  /** The commands that are inquiries. */
  Set<String> COMMANDS = Set.of(PEER_REPORT, STATUS, EXPLAIN);

  /** What this server has and sees, for its peer. */
  record Report() implements Inquiry {}

  /** How things stand. */
  record Status(Form form) implements Inquiry {}

  /**
   * What happened.
   *
   * @param incident the one that is asked for; the latest if empty
   */
  record Explain(Optional<String> incident) implements Inquiry {}

  /** Who reads a status. */
  enum Form {
    TEXT,
    JSON
  }

  /**
   * Reads an inquiry.
   *
   * @throws IllegalArgumentException naming the word that is not known or does not read
   */
  static Inquiry read(String command, List<String> arguments) {
    return switch (command) {
      case PEER_REPORT -> {
        Words.read(command, arguments, Set.of());
        yield new Report();
      }
      case STATUS -> {
        Words words = Words.read(command, arguments, Set.of("form"));
        yield new Status(
            words.has("form") ? words.one("form", EnumSet.allOf(Form.class)) : Form.TEXT);
      }
      case EXPLAIN -> {
        Words words = Words.read(command, arguments, Set.of("incident"));
        yield new Explain(words.has("incident") ? Optional.of(incident(words)) : Optional.empty());
      }
      default -> throw new IllegalArgumentException("there is no inquiry " + command);
    };
  }

  private static String incident(Words words) {
    String incident = words.need("incident");
    if (!incident.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}-[0-9]{1,9}")) {
      throw new IllegalArgumentException(
          "explain: incident="
              + FreeText.shown(incident)
              + " is no name of an incident, as in 2026-11-22-1");
    }
    return incident;
  }
}
