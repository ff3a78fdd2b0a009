/**
 * NRPE, versions 2, 3 and 4: the packets, a server that serves any {@link
 * casfailover.nrpe.CommandService}, and two clients, with or without TLS: one on network threads
 * that go on with other work, and one that waits and, with all that it uses, needs no Netty.
 *
 * <p>It knows no check and no action. It imports nothing of ours, and is the only package that
 * imports {@code io.netty}, whose types therefore stand in no public signature. {@code jnrpe}, the
 * handover between the agents, the agent and the programs may depend on it.
 */
@NullMarked
package casfailover.nrpe;

import org.jspecify.annotations.NullMarked;
