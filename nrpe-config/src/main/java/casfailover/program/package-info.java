/**
 * The three programs, and {@code Parts}, the one place where the parts are put together.
 *
 * <p>Imports everything; nothing imports it.
 */
@NullMarked
package casfailover.program;

import org.jspecify.annotations.NullMarked;
