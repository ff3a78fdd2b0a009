/**
 * The running agent: the keeper's loop, the hands that carry out what it wants, the commands that
 * others ask, and what they are told.
 *
 * <p>Imports everything but {@code program}; only {@code program} imports it.
 */
@NullMarked
package casfailover.agent;

import org.jspecify.annotations.NullMarked;
