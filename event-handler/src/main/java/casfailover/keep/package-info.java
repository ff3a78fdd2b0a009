/**
 * Keeps the address where it must be: compares what is with what must be, and says what to do next.
 * Never blocks, waits or reads a clock; whoever drives it brings the inputs and carries out the
 * effects.
 *
 * <p>Imports {@code pair}, {@code sight}, {@code decide}, {@code order}, and of {@code journal},
 * {@code takeover}, {@code handover} and {@code mail} only records, enums and sealed interfaces.
 */
@NullMarked
package casfailover.keep;

import org.jspecify.annotations.NullMarked;
