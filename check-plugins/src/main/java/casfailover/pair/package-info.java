/**
 * Who the two nodes are, what they share, and what was settled about them: values only.
 *
 * <p>Everybody may import this package; it imports nothing of ours and does no I/O.
 */
@NullMarked
package casfailover.pair;

import org.jspecify.annotations.NullMarked;
