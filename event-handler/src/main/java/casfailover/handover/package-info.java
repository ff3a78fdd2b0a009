/**
 * Planned moves of the address between two agents that both live: what they ask each other, and the
 * line on which they ask. Who may ask what, and when, is the keeper's business.
 *
 * <p>Imports {@code pair}, {@code sight}, {@code decide}, {@code journal} and {@code nrpe}.
 */
@NullMarked
package casfailover.handover;

import org.jspecify.annotations.NullMarked;
