/**
 * The words that an action may carry, and what they become. Nothing passes that is not listed here.
 *
 * <p>Imports {@code pair} and {@code decide}.
 */
@NullMarked
package casfailover.order;

import org.jspecify.annotations.NullMarked;
