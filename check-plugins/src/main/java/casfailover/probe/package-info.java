/**
 * Looks at the world: who answers to ping, who answers on the wire for an address, which addresses
 * this machine has, whether a server lets clients in. Every look says seen, silent or unknown, and
 * when it began.
 *
 * <p>Imports {@code pair}, {@code sight} and {@code process}. The adapters here are for Linux;
 * those made of the Java library alone work everywhere.
 */
@NullMarked
package casfailover.probe;

import org.jspecify.annotations.NullMarked;
