/**
 * The settings of a pair: one file in the dialect of nrpe.cfg, the same on both servers, becomes
 * either {@link casfailover.config.Settings} or every problem in it at once.
 *
 * <p>Imports {@code pair}. Whoever puts the programs together may depend on it; the parts
 * themselves are given values and do not know where they come from.
 */
@NullMarked
package casfailover.config;

import org.jspecify.annotations.NullMarked;
