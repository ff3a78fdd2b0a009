package casfailover.mail;

/**
 * A letter in the outbox.
 *
 * @param place its place in the order of posting, counting up
 * @param letter the letter
 * @param tries what was tried with it so far
 */
public record Waiting(long place, Letter letter, Tries tries) {}
