package casfailover.report;

import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One thing that a decision table asks, and the words that answer it.
 *
 * @param key the word for it, as in {@code gateway}
 * @param answers what each answer means to the table, by its word and in order
 */
record Question<T>(String key, Map<String, T> answers) {

  /** One whose answers are the constants of an enum, in lower case. */
  static <E extends Enum<E>> Question<E> of(String key, Class<E> type) {
    return of(
        key,
        type,
        Arrays.stream(type.getEnumConstants())
            .map(constant -> constant.name().toLowerCase(Locale.ROOT))
            .toArray(String[]::new));
  }

  /** One whose answers are the constants of an enum, each with a word of its own. */
  static <E extends Enum<E>> Question<E> of(String key, Class<E> type, String... words) {
    Map<String, E> answers = new LinkedHashMap<>();
    Iterator<String> word = List.of(words).iterator();
    for (E constant : type.getEnumConstants()) {
      answers.put(word.next(), constant);
    }
    return new Question<>(key, answers);
  }

  /** One that is answered by one of two words. */
  static Question<Boolean> either(String key, String no, String yes) {
    Map<String, Boolean> answers = new LinkedHashMap<>();
    answers.put(no, false);
    answers.put(yes, true);
    return new Question<>(key, answers);
  }

  static Question<Boolean> yesOrNo(String key) {
    return either(key, "no", "yes");
  }

  List<String> words() {
    return List.copyOf(answers.keySet());
  }

  /** Adds the word for an answer to others. */
  void tell(T answer, Map<String, String> words) {
    answers.forEach(
        (word, meaning) -> {
          if (meaning.equals(answer)) {
            words.put(key, word);
          }
        });
  }

  /** What the words say to this question, which they all answer. */
  T answer(Map<String, String> words) {
    T answer = answers.get(words.get(key));
    if (answer == null) {
      throw new IllegalArgumentException(key + "= is not answered");
    }
    return answer;
  }
}
