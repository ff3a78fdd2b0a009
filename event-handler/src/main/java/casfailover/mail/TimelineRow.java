package casfailover.mail;

import java.time.Instant;

/**
 * One line of what happened.
 *
 * @param at when
 * @param text what, in a few words
 */
public record TimelineRow(Instant at, String text) {}
