/**
 * A pair's own certificates: a private authority, what it signs, and whether what lies in {@code
 * tls_dir} is fit to be used.
 *
 * <p>Imports {@code process} and {@code pair}. The agent and the programs may depend on it.
 */
@NullMarked
package casfailover.certificate;

import org.jspecify.annotations.NullMarked;
