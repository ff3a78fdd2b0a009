package casfailover.program;

import casfailover.config.Reading;
import casfailover.config.Settings;
import casfailover.takeover.AddressGuard;
import casfailover.takeover.GuardClaim;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;

/** The guard process of an agent: see {@link AddressGuard}. */
final class GuardMain {

  private GuardMain() {}

  /**
   * Guards.
   *
   * @param claim the file that names the guard in charge; empty for the one that agents share
   */
  static int run(
      Path file, Optional<Path> claim, InputStream in, PrintStream out, PrintStream err) {
    Reading reading = Machine.settingsWithoutSecrets(file);
    if (reading instanceof Reading.Refused refused) {
      refused.problems().forEach(err::println);
      return Exit.FAILED;
    }
    Settings settings = ((Reading.Good) reading).settings();
    ProcessHandle self = ProcessHandle.current();
    String name = self.pid() + " " + self.info().startInstant().map(Object::toString).orElse("");
    AddressGuard guard =
        new AddressGuard(
            new Parts(settings, CasAgent.home()).addressTable(),
            new GuardClaim(claim.orElse(settings.stateDir().resolve("guard")), name),
            System::nanoTime,
            out);
    try {
      guard.run(in);
      return Exit.DONE;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Exit.FAILED;
    }
  }
}
