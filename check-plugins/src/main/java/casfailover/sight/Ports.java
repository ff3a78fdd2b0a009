package casfailover.sight;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The outcome of asking a server's client access, port by port or page by page.
 *
 * @param answers one for each that was asked, in the order of the settings
 */
public record Ports(List<Answer> answers) implements Finding {

  /**
   * What one port or page answered.
   *
   * @param name what was asked, as in {@code 443/tcp}
   * @param accepts whether it would serve a client
   * @param words how it answered: {@code accepts}, {@code refused}, {@code no answer}
   */
  public record Answer(String name, boolean accepts, String words) {
    /** The same, of one of several addresses. */
    public Answer on(String address) {
      return new Answer(name + " on " + address, accepts, words);
    }

    @Override
    public String toString() {
      return name + " " + words;
    }
  }

  public Ports {
    answers = List.copyOf(answers);
  }

  /** How many would serve a client. */
  public int accepting() {
    return (int) answers.stream().filter(Answer::accepts).count();
  }

  @Override
  public String detail() {
    return answers.stream().map(Answer::toString).collect(Collectors.joining(", "));
  }
}
