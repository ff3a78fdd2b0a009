/**
 * What the program knows, told to a person as text and to a program as JSON.
 *
 * <p>{@code agent} and {@code program} may import this package; it imports {@code pair}, {@code
 * sight}, {@code decide}, {@code journal} and {@code mail}. What it shows comes in as its own
 * records; nothing here looks or acts.
 */
@NullMarked
package casfailover.report;

import org.jspecify.annotations.NullMarked;
