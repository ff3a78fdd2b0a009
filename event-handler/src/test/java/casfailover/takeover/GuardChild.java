package casfailover.takeover;

import casfailover.pair.Cidr;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** A guard process whose only address is a file: the address is there as long as the file is. */
final class GuardChild {

  private GuardChild() {}

  /** Guards the file {@code address} in a folder, until there is nothing left to do. */
  public static void main(String[] arguments) throws InterruptedException {
    Path folder = Path.of(arguments[0]);
    new AddressGuard(
            new FileTable(folder.resolve("address")),
            new GuardClaim(folder.resolve("guard"), Long.toString(ProcessHandle.current().pid())),
            System::nanoTime,
            System.out)
        .run(System.in);
  }

  private record FileTable(Path file) implements AddressTable {
    @Override
    public Result add(Cidr address, String networkInterface, Duration lifetime) {
      return new Failed("a guard adds nothing");
    }

    @Override
    public Result renew(Cidr address, String networkInterface, Duration lifetime) {
      return new Failed("a guard renews nothing");
    }

    @Override
    public Result delete(Cidr address, String networkInterface) {
      try {
        Files.delete(file);
        return new Done(Duration.ZERO);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public Presence look(Cidr address) {
      return Files.exists(file)
          ? new Presence.Present("eth3", Optional.empty())
          : new Presence.Absent();
    }
  }
}
