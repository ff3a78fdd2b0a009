/**
 * What must survive a crash: a durable record, what it adds up to, and the lock of its folder.
 *
 * <p>Imports {@code pair}, {@code sight} and {@code decide}.
 */
@NullMarked
package casfailover.journal;

import org.jspecify.annotations.NullMarked;
