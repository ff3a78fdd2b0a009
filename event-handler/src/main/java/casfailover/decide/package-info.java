/**
 * Decides, from what was heard and seen, what must be done about the address. Pure: the same input
 * gives the same decision, and nothing here looks, waits or acts.
 *
 * <p>Imports {@code pair} and {@code sight}.
 */
@NullMarked
package casfailover.decide;

import org.jspecify.annotations.NullMarked;
