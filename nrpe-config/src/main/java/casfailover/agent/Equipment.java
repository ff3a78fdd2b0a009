package casfailover.agent;

import casfailover.certificate.CertificateWatch;
import casfailover.exchange.DagReader;
import casfailover.handover.Peer;
import casfailover.journal.Journal;
import casfailover.mail.Outbox;
import casfailover.probe.LocalAddresses;
import casfailover.probe.Pinger;
import casfailover.probe.ReachProbe;
import casfailover.probe.ServiceProbe;
import casfailover.probe.WireProbe;
import casfailover.probe.WitnessWatch;
import casfailover.sight.Moment;
import casfailover.takeover.AddressTable;
import casfailover.takeover.Announcer;
import casfailover.takeover.Carrier;
import casfailover.takeover.OldScriptTask;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What an agent works with; whoever puts the parts together chooses them for the system.
 *
 * @param clock reads the clocks
 * @param pinger pings the peer and the gateway
 * @param wire asks the network by ARP
 * @param reach asks whether anybody outside finds the way to the address
 * @param peerService asks the peer's client access
 * @param ownService asks our own client access
 * @param dag reads where the databases are; empty where there is no DAG
 * @param witness looks after the witness of the DAG; empty where none is named
 * @param local tells which addresses this machine has
 * @param addresses adds, renews and removes the address
 * @param lifetimes tells what a person has to know of what keeps its lifetime, if anything
 * @param announcer tells the network where it is
 * @param carrier tells how often the link of the interface came up
 * @param oldScript tells whether the script of 2010 still moves the address
 * @param journal keeps what must survive a crash
 * @param outbox keeps letters until they are sent
 * @param peer asks the other agent
 * @param handover moves the address between the two agents
 * @param certificates looks how long they last
 */
public record Equipment(
    Supplier<Moment> clock,
    Pinger pinger,
    WireProbe wire,
    ReachProbe reach,
    ServiceProbe peerService,
    ServiceProbe ownService,
    Optional<DagReader> dag,
    Optional<WitnessWatch> witness,
    LocalAddresses local,
    AddressTable addresses,
    Supplier<Optional<String>> lifetimes,
    Announcer announcer,
    Carrier carrier,
    OldScriptTask oldScript,
    Journal journal,
    Outbox outbox,
    PeerLine peer,
    Peer handover,
    CertificateWatch certificates) {}
