/**
 * The lab: two servers, a monitor, a client and a mail server on one machine, and the stories that
 * are played on them. Programs and their parts; nothing of the product may depend on it.
 */
@NullMarked
package casfailover.lab;

import org.jspecify.annotations.NullMarked;
