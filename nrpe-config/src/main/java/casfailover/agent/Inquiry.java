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
  String WHAT_IF = "what_if";

  /** The commands that are inquiries. */
  Set<String> COMMANDS = Set.of(PEER_REPORT, STATUS, EXPLAIN, WHAT_IF);

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

  /**
   * What would be decided if something were so.
   *
   * @param words what is supposed
   */
  record Suppose(List<String> words, Form form) implements Inquiry {

    public Suppose {
      words = List.copyOf(words);
    }
  }

  /** Who reads an answer. */
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
      case WHAT_IF -> suppose(arguments);
      default -> throw new IllegalArgumentException("there is no inquiry " + command);
    };
  }

  /** What is supposed is read by those who know the tables; who reads the answer stands first. */
  private static Suppose suppose(List<String> arguments) {
    boolean json = !arguments.isEmpty() && arguments.get(0).equals("form=json");
    return json
        ? new Suppose(arguments.subList(1, arguments.size()), Form.JSON)
        : new Suppose(arguments, Form.TEXT);
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
