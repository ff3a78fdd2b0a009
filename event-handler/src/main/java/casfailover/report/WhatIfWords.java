package casfailover.report;

import casfailover.pair.FreeText;
import casfailover.pair.Spelling;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The words of a what-if: all of them known, and known to one table together. */
final class WhatIfWords {

  private static final String FROM = "from";
  private static final String TABLE = "table";
  private static final List<String> FROM_WORDS = List.of("now", "scratch");

  private final Map<String, String> words;
  private final Set<Table> tables;

  private WhatIfWords(Map<String, String> words, Set<Table> tables) {
    this.words = words;
    this.tables = tables;
  }

  /**
   * Reads words of the form {@code key=word}, in capitals or not, with {@code -} or {@code _}.
   *
   * @throws IllegalArgumentException naming the one that is not known, and those that are
   */
  static WhatIfWords read(List<String> arguments) {
    Map<String, String> words = map(arguments);
    return new WhatIfWords(words, tables(words));
  }

  boolean fromScratch() {
    return words.getOrDefault(FROM, "").equals("scratch");
  }

  /** The table that is meant: the natural one, unless the words are only in the other. */
  Table table(Table natural) {
    return tables.contains(natural) ? natural : tables.iterator().next();
  }

  /** What is supposed. */
  Map<String, String> supposed() {
    Map<String, String> supposed = new LinkedHashMap<>(words);
    supposed.keySet().removeAll(Set.of(FROM, TABLE));
    return supposed;
  }

  private static Map<String, String> map(List<String> arguments) {
    Map<String, String> words = new LinkedHashMap<>();
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      String key = normal(equals < 0 ? argument : argument.substring(0, equals));
      if (equals < 0 || allowed(key).isEmpty()) {
        throw new IllegalArgumentException(unknownKey(key));
      }
      String word = normal(argument.substring(equals + 1));
      if (!allowed(key).contains(word)) {
        throw new IllegalArgumentException(
            key
                + "="
                + FreeText.shown(word)
                + " is not known; "
                + meant(word, allowed(key))
                + key
                + " is one of "
                + String.join(" ", allowed(key)));
      }
      if (words.put(key, word) != null) {
        throw new IllegalArgumentException(key + "= stands there twice");
      }
    }
    return words;
  }

  private static String normal(String word) {
    return word.toLowerCase(Locale.ROOT).replace('-', '_');
  }

  private static String unknownKey(String key) {
    Set<String> known = new LinkedHashSet<>();
    Arrays.stream(Table.values()).forEach(table -> known.addAll(table.keys()));
    known.addAll(List.of(TABLE, FROM));
    return "what-if does not know '"
        + FreeText.shown(key)
        + "'; "
        + meant(key, known)
        + "it knows "
        + String.join(" ", known)
        + ", each with = and a word";
  }

  private static String meant(String word, Collection<String> known) {
    return Spelling.closest(word, known).map(w -> "did you mean " + w + "? ").orElse("");
  }

  /** The words that may stand behind a key, in whichever table. */
  private static List<String> allowed(String key) {
    return switch (key) {
      case FROM -> FROM_WORDS;
      case TABLE -> Arrays.stream(Table.values()).map(WhatIfWords::name).toList();
      default -> Stream.of(Table.values()).flatMap(t -> t.words(key).stream()).distinct().toList();
    };
  }

  private static String name(Table table) {
    return table.name().toLowerCase(Locale.ROOT);
  }

  /** The tables that know all of the words. */
  private static Set<Table> tables(Map<String, String> words) {
    Set<Table> tables = EnumSet.allOf(Table.class);
    for (Map.Entry<String, String> entry : words.entrySet()) {
      String key = entry.getKey();
      Set<Table> before = EnumSet.copyOf(tables);
      if (key.equals(TABLE)) {
        tables.removeIf(table -> !name(table).equals(entry.getValue()));
      } else if (!key.equals(FROM)) {
        tables.removeIf(table -> !table.words(key).contains(entry.getValue()));
      }
      if (tables.isEmpty()) {
        throw new IllegalArgumentException(
            key
                + "="
                + entry.getValue()
                + " is not asked of "
                + before.stream().map(Table::of).collect(Collectors.joining(" or "))
                + ", which the other words are about; there it is one of "
                + before.stream()
                    .flatMap(
                        table ->
                            (table.words(key).isEmpty() ? table.keys() : table.words(key)).stream())
                    .collect(Collectors.joining(" ")));
      }
    }
    return tables;
  }
}
