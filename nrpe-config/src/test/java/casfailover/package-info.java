/** What holds for all the packages together: who may import whom, and what each may use. */
@NullMarked
package casfailover;

import org.jspecify.annotations.NullMarked;
