package casfailover.program;

import casfailover.pair.Timing;
import casfailover.probe.Pinger;
import casfailover.probe.ReachProbe;
import casfailover.probe.WireProbe;
import casfailover.takeover.AddressTable;
import casfailover.takeover.Announcer;
import casfailover.takeover.Carrier;
import casfailover.takeover.OldScriptTask;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The parts that look at and change this machine, which are others on each operating system. */
interface SystemParts {

  Pinger pinger(Timing timing);

  WireProbe wire();

  ReachProbe reach();

  /** The addresses, for one who gives them a lifetime and renews it. */
  AddressTable addresses();

  /** The addresses, for one who only looks and deletes. */
  AddressTable addressesToDelete();

  /** The addresses, for one who adds one for a moment and deletes it again by itself. */
  AddressTable addressesForATrial();

  /** The programs of the system that are called. */
  List<Path> programs();

  /** What is taken for granted of this kind of system alone. */
  List<Trial> trials();

  Announcer announcer();

  Carrier carrier();

  OldScriptTask oldScript();

  /** What a person has to know of what keeps the lifetime of an address; empty if nothing. */
  Optional<String> lifetimeTrouble();

  /** Readies what an agent needs and no other program. */
  void beginService();
}
