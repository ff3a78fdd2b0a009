package casfailover.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Exchange as the lab simulates it: the client access service and the databases of both servers,
 * the witness, and the launcher that stands where powershell.exe stands. All that the lab knows
 * about the simulator's command line is here.
 */
final class Exchange {
  private static final String PROGRAM = "ExchangeSimulator";

  private final Lab lab;

  Exchange(Lab lab) {
    this.lab = lab;
  }

  void startWitness() {
    lab.start(
        Host.WITNESS,
        "witness",
        lab.ground().java(PROGRAM, "witness", "--address", Host.WITNESS.address()));
  }

  /**
   * Starts Exchange on a server.
   *
   * @param moveAfterMs how long after a server is gone its databases are mounted on the other
   */
  void start(Host node, Host peer, long moveAfterMs) {
    lab.start(
        node,
        "exchange-" + node.label(),
        lab.ground()
            .java(
                PROGRAM,
                "serve",
                "--node",
                node.label(),
                "--address",
                node.address(),
                "--peer",
                peer.address(),
                "--witness",
                Host.WITNESS.address(),
                "--move-after",
                Long.toString(moveAfterMs)));
  }

  /**
   * Tells Exchange on a server how to behave: {@code hang}, {@code hold-moves}, {@code move NODE}…
   */
  void tell(Host node, String... words) {
    List<String> all = new ArrayList<>(List.of("control"));
    all.addAll(List.of(words));
    lab.must(node, lab.ground().java(PROGRAM, all.toArray(String[]::new)));
  }

  /** The program that the agents start as their PowerShell session. */
  Path session() {
    Path launcher = lab.ground().folder().resolve("exchange-session");
    try {
      Files.writeString(
          launcher,
          "#!/bin/sh\nexec " + String.join(" ", lab.ground().java(PROGRAM, "session")) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    lab.local("chmod", "755", launcher.toString());
    return launcher;
  }
}
