/**
 * Asks Exchange where the databases are, and the cluster service whether it has quorum, by a warm
 * PowerShell session.
 *
 * <p>Imports {@code pair}, {@code sight} and {@code process}; the only package that knows the
 * session's protocol and Exchange's words.
 */
@NullMarked
package casfailover.exchange;

import org.jspecify.annotations.NullMarked;
