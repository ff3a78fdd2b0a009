package casfailover.probe;

import java.nio.file.Path;

/**
 * Where the programs of Windows lie that we call: below its own folder, never on a search path.
 *
 * @param systemRoot the folder that {@code %SystemRoot%} names
 */
public record WindowsPrograms(Path systemRoot) {

  /** The program that sends ICMP echo requests. */
  public Path ping() {
    return inSystem32("PING.EXE");
  }

  /** The program that shows and forgets what ARP has learnt. */
  public Path arp() {
    return inSystem32("ARP.EXE");
  }

  /** The program that changes addresses. */
  public Path netsh() {
    return inSystem32("netsh.exe");
  }

  /** The program that reads the registry. */
  public Path reg() {
    return inSystem32("reg.exe");
  }

  /** The program that shows the scheduled tasks. */
  public Path schtasks() {
    return inSystem32("schtasks.exe");
  }

  private Path inSystem32(String name) {
    return systemRoot.resolve("System32").resolve(name);
  }
}
