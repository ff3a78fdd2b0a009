package casfailover.nrpe;

import java.util.Arrays;
import java.util.List;

/**
 * A command and its arguments. An argument that contains {@code !} is as many arguments as that
 * separates, for so it would arrive.
 *
 * @param command the name of the command, without {@code !}
 * @param arguments the arguments in their order, empty ones kept
 */
public record Query(String command, List<String> arguments) {

  private static final String SEPARATOR = "!";

  public Query {
    if (command.contains(SEPARATOR)) {
      throw new IllegalArgumentException("the name of a command has no '!': " + command);
    }
    arguments = arguments.stream().flatMap(a -> Arrays.stream(a.split(SEPARATOR, -1))).toList();
  }

  /** A query with its arguments one by one. */
  public static Query of(String command, String... arguments) {
    return new Query(command, List.of(arguments));
  }

  /** Reads {@code command!arg1!arg2}. */
  public static Query parse(String text) {
    List<String> words = List.of(text.split(SEPARATOR, -1));
    return new Query(words.get(0), words.subList(1, words.size()));
  }

  /** The query as it goes over the wire. */
  public String text() {
    return arguments.isEmpty() ? command : command + SEPARATOR + String.join(SEPARATOR, arguments);
  }
}
