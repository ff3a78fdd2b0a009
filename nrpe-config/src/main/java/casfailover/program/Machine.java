package casfailover.program;

import casfailover.config.LocalView;
import casfailover.config.NameResolver;
import casfailover.config.Platform;
import casfailover.config.Reading;
import casfailover.config.SettingsReader;
import casfailover.pair.Ipv4;
import casfailover.probe.JavaLocalAddresses;
import casfailover.probe.LocalAddress;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The machine that a program runs on, as far as settings and journal ask for it. */
final class Machine {

  private static final Duration RESOLVE = Duration.ofSeconds(2);

  private Machine() {}

  /** The settings, with all that they need to be read. */
  static Reading settings(Path file) {
    return SettingsReader.read(file, view());
  }

  /** The same for those who may not read the keys. */
  static Reading settingsWithoutSecrets(Path file) {
    return SettingsReader.readWithoutSecrets(file, view());
  }

  /** The same for the one who makes the keys, on whatever machine. */
  static Reading settingsAnywhere(Path file) {
    return SettingsReader.readAnywhere(file, view());
  }

  private static LocalView view() {
    Set<Ipv4> own = addresses().stream().map(LocalAddress::address).collect(Collectors.toSet());
    return new LocalView(own, resolver(), platform());
  }

  /** The addresses of this machine. */
  static List<LocalAddress> addresses() {
    return new JavaLocalAddresses().all();
  }

  /** The address of a name, if it has exactly one. */
  static Optional<Ipv4> resolved(String name) {
    Set<Ipv4> found = resolver().addresses(name);
    return found.size() == 1 ? found.stream().findFirst() : Optional.empty();
  }

  /** What kind of system it is. */
  static Platform platform() {
    return Platform.of(System.getProperty("os.name", ""), System.getenv());
  }

  /** Asks the system's name service, but not for long: it may be what has just died. */
  private static NameResolver resolver() {
    return name -> {
      CompletableFuture<Set<Ipv4>> answer =
          CompletableFuture.supplyAsync(() -> resolve(name), task -> daemon(task).start());
      try {
        return answer.get(RESOLVE.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException | ExecutionException e) {
        log().debug("{} was not resolved: {}", name, e.toString());
        return Set.of();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return Set.of();
      }
    };
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "resolver");
    thread.setDaemon(true);
    return thread;
  }

  /** The log, which a program that has nothing to say does not set up. */
  private static Logger log() {
    return LoggerFactory.getLogger(Machine.class);
  }

  private static Set<Ipv4> resolve(String name) {
    Set<Ipv4> addresses = new HashSet<>();
    try {
      for (InetAddress address : InetAddress.getAllByName(name)) {
        if (address instanceof Inet4Address) {
          addresses.add(Ipv4.parse(address.getHostAddress()));
        }
      }
    } catch (UnknownHostException e) {
      log().debug("{} has no address", name);
    }
    return addresses;
  }

  /** A word that changes with each start of the machine, where the system has one. */
  static String bootId() {
    Path file = Path.of("/proc/sys/kernel/random/boot_id");
    try {
      return Files.isReadable(file)
          ? Files.readString(file, StandardCharsets.US_ASCII).strip()
          : "unknown";
    } catch (IOException e) {
      return "unknown";
    }
  }
}
