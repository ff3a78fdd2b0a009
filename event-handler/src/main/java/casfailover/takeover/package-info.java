/**
 * Makes this machine have the address, or not have it, and tells the network.
 *
 * <p>Imports {@code pair}, {@code sight}, {@code process}, {@code decide} and {@code journal}.
 */
@NullMarked
package casfailover.takeover;

import org.jspecify.annotations.NullMarked;
