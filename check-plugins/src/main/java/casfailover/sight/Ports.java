package casfailover.sight;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
   * @param address where it was asked, if not at the server's own address
   */
  public record Answer(String name, boolean accepts, String words, Optional<String> address) {
    /** An answer at the server's own address. */
    public Answer(String name, boolean accepts, String words) {
      this(name, accepts, words, Optional.empty());
    }

    /** The same, of another address. */
    public Answer on(String other) {
      return new Answer(name, accepts, words, Optional.of(other));
    }

    @Override
    public String toString() {
      return name + " " + words;
    }

    /** A page tells by its own name where it is. */
    private String place(String own) {
      return address.map(other -> name.contains(other) ? "" : " on " + other).orElse(own);
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
    return said(answers.stream().allMatch(a -> a.address().isEmpty()) ? "" : " here");
  }

  /** The same for a reader who needs to be told the server's own address. */
  public String on(String own) {
    return said(" on " + own);
  }

  /** Each answer once, with all the places where it was given. */
  private String said(String own) {
    Map<String, List<String>> places = new LinkedHashMap<>();
    for (Answer answer : answers) {
      places.computeIfAbsent(answer.toString(), a -> new ArrayList<>()).add(answer.place(own));
    }
    if (Set.copyOf(places.values()).size() == 1) {
      return String.join(", ", places.keySet()) + all(places.values().iterator().next());
    }
    return places.entrySet().stream()
        .map(said -> said.getKey() + all(said.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String all(List<String> places) {
    return String.join(" and", places);
  }
}
