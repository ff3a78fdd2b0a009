/**
 * Takes the address and gives it up: adds it with a lifetime, renews, deletes, reads back, and
 * tells the network.
 *
 * <p>Imports {@code pair}, {@code sight}, {@code process}, {@code decide} and {@code journal}. The
 * adapters here are for Linux.
 */
@NullMarked
package casfailover.takeover;

import org.jspecify.annotations.NullMarked;
