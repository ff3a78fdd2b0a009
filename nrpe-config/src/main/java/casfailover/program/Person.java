package casfailover.program;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Who gives an order on the command line, and what that person says of it. */
final class Person {

  @Option(
      names = "--comment",
      paramLabel = "TEXT",
      description = "why, for the journal and the mails")
  private Optional<String> comment = Optional.empty();

  /** The words that tell it to the agent. */
  List<String> words() {
    return after(List.of());
  }

  /** The same behind other words, since a comment takes the rest. */
  List<String> after(List<String> words) {
    List<String> all = new ArrayList<>(words);
    String user = System.getProperty("user.name", "?").toLowerCase(Locale.ROOT);
    if (!user.equals("?")) {
      all.add("author=" + user);
    }
    comment.ifPresent(text -> all.add("comment=" + text));
    return all;
  }
}
