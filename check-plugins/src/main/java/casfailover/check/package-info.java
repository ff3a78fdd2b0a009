/**
 * What was seen, judged and worded for a monitor: facts → {@code Outcome} → {@code PluginLine}.
 *
 * <p>Every check is a pure function of its own record of facts, of the moment at which it is asked
 * and of the limits that came with the question. What other packages know comes in by those
 * records. {@code jnrpe} and the programs above it may import this package; it imports {@code pair}
 * and {@code sight} and does no I/O.
 */
@NullMarked
package casfailover.check;

import org.jspecify.annotations.NullMarked;
