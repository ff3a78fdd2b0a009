/**
 * News for the administrator as letters, an outbox on disk that loses none of them, and the one
 * sender that brings them to a mail server.
 *
 * <p>Nothing here is on the path of a takeover: posting a letter writes one file, all else happens
 * on the sender's own thread. A letter has a stable name, so the same news posted twice is sent
 * once.
 *
 * <p>{@code keep}, {@code report}, {@code agent} and {@code program} may import this package; it
 * imports {@code pair}, {@code sight} and {@code decide}. Only here is {@code jakarta.mail} used.
 */
@NullMarked
package casfailover.mail;

import org.jspecify.annotations.NullMarked;
