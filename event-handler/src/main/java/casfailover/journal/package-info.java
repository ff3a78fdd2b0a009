/**
 * The durable record of what was heard, decided and done, its recovery after a crash, and the lock
 * that lets one process at a time write it.
 *
 * <p>Imports {@code pair}, {@code sight} and {@code decide}. What acts on the address depends on
 * it, since nothing is done before it is written; {@code keep} may use its records and interfaces
 * only.
 */
@NullMarked
package casfailover.journal;

import org.jspecify.annotations.NullMarked;
