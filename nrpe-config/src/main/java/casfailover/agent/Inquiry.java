package casfailover.agent;

import casfailover.order.Words;
import casfailover.pair.FreeText;
import casfailover.report.History;
import casfailover.report.Incident;
import casfailover.report.When;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What somebody wants to know of the agent beyond its checks; answering it changes nothing. */
sealed interface Inquiry {

  /** What the two agents ask each other all the time. */
  String PEER_REPORT = "peer_report";

  String STATUS = "status";
  String EXPLAIN = "explain";
  String HISTORY = "history";
  String WHAT_IF = "what_if";
  String DRILL = "drill";

  /** The commands that are inquiries. */
  Set<String> COMMANDS = Set.of(PEER_REPORT, STATUS, EXPLAIN, HISTORY, WHAT_IF, DRILL);

  /** What says which incident is meant, and who reads the answer. */
  Set<String> EXPLAIN_WORDS = Set.of("incident", "problem", "at", "form");

  /** What this server has and sees, for its peer. */
  record Report() implements Inquiry {}

  /** How things stand. */
  record Status(Form form) implements Inquiry {}

  /**
   * What happened in an incident, and why.
   *
   * @param at a time that it is asked for by, in the words of {@link When}; empty if by another way
   */
  record Explain(Incident.Which which, Optional<String> at, Form form) implements Inquiry {}

  /**
   * What happened to the address at all.
   *
   * @param since nothing before that, in the words of {@link When}; empty for all
   */
  record Past(Optional<String> since, int limit, Form form) implements Inquiry {}

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

  /** What would be decided if the peer failed at this moment. */
  record Rehearse(Form form) implements Inquiry {}

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
        yield new Status(form(Words.read(command, arguments, Set.of("form"))));
      }
      case EXPLAIN -> explain(Words.read(command, arguments, EXPLAIN_WORDS));
      case HISTORY -> history(Words.read(command, arguments, Set.of("since", "limit", "form")));
      case DRILL -> new Rehearse(form(Words.read(command, arguments, Set.of("form"))));
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

  private static Form form(Words words) {
    return words.has("form") ? words.one("form", EnumSet.allOf(Form.class)) : Form.TEXT;
  }

  private static Explain explain(Words words) {
    long ways = Stream.of("incident", "problem", "at").filter(words::has).count();
    if (ways > 1) {
      throw new IllegalArgumentException("explain takes one of incident= problem= at=");
    }
    Incident.Which which =
        words.has("incident")
            ? new Incident.Which.Named(incident(words))
            : words.has("problem")
                ? new Incident.Which.OfProblem(words.need("problem"))
                : new Incident.Which.Latest();
    Optional<String> at = words.has("at") ? Optional.of(words.need("at")) : Optional.empty();
    return new Explain(which, at, form(words));
  }

  private static Past history(Words words) {
    String limit = words.get("limit", String.valueOf(History.USUAL));
    if (!limit.matches("[1-9][0-9]{0,3}") || Integer.parseInt(limit) > History.MOST) {
      throw new IllegalArgumentException(
          "history: limit=" + FreeText.shown(limit) + " is no number from 1 to " + History.MOST);
    }
    Optional<String> since =
        words.has("since") ? Optional.of(words.need("since")) : Optional.empty();
    return new Past(since, Integer.parseInt(limit), form(words));
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
