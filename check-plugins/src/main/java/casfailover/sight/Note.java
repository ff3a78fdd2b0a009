package casfailover.sight;

/**
 * A finding that is no more than its words.
 *
 * @param detail the words
 */
public record Note(String detail) implements Finding {}
