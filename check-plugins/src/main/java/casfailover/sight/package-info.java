/**
 * What was seen, of what, and when. A look has three answers, and none of them turns into another:
 * seen, silent (asked, and nobody answered), unknown (could not ask).
 *
 * <p>Everybody may import this package; it imports {@code pair} and does no I/O.
 */
@NullMarked
package casfailover.sight;

import org.jspecify.annotations.NullMarked;
