/**
 * Runs one child process with a deadline, ends it together with everything that it started, and
 * keeps what it printed within bounds.
 *
 * <p>Imports nothing of this program. The only package that knows Commons Exec; whoever looks at or
 * changes the system by a program of its own asks a {@link casfailover.process.CommandRunner}.
 */
@NullMarked
package casfailover.process;

import org.jspecify.annotations.NullMarked;
