package casfailover.takeover;

import casfailover.pair.Cidr;
import casfailover.pair.Ipv4;
import casfailover.process.Command;
import casfailover.process.CommandRunner;
import casfailover.process.Ended;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The addresses of a Linux machine, by the program {@code ip}. The kernel counts lifetimes in whole
 * seconds; both of an address are set alike, since one that is only deprecated still answers.
 */
public final class IpAddressTable implements AddressTable {

  private static final Duration DEADLINE = Duration.ofSeconds(2);
  private static final Pattern LINE =
      Pattern.compile("^\\d+: (\\S+)\\s+inet (\\d+\\.\\d+\\.\\d+\\.\\d+)(?:/\\d+)? .*");
  private static final Pattern LIFETIME = Pattern.compile("valid_lft (\\d+)sec");

  private final Path program;
  private final CommandRunner runner;

  /**
   * A table.
   *
   * @param program the path of ip
   * @param runner runs it
   */
  public IpAddressTable(Path program, CommandRunner runner) {
    this.program = program;
    this.runner = runner;
  }

  @Override
  public Result add(Cidr address, String networkInterface, Duration lifetime) {
    return change("add", address, networkInterface, Optional.of(lifetime));
  }

  @Override
  public Result renew(Cidr address, String networkInterface, Duration lifetime) {
    return change("change", address, networkInterface, Optional.of(lifetime));
  }

  @Override
  public Result delete(Cidr address, String networkInterface) {
    return change("del", address, networkInterface, Optional.empty());
  }

  private Result change(
      String verb, Cidr address, String networkInterface, Optional<Duration> lifetime) {
    List<String> words =
        new ArrayList<>(List.of("-4", "addr", verb, address.toString(), "dev", networkInterface));
    lifetime.ifPresent(
        time -> {
          String seconds = Long.toString(time.toSeconds());
          words.addAll(List.of("valid_lft", seconds, "preferred_lft", seconds));
        });
    Command command = new Command(program, words, DEADLINE, Command.FEW_LINES);
    Ended ended = runner.run(command);
    return ended instanceof Ended.Exited exited && exited.code() == 0
        ? new Done(exited.took())
        : new Failed(ended.sentence(command));
  }

  @Override
  public Presence look(Cidr address) {
    Command command =
        Command.of(program, DEADLINE, "-4", "-o", "addr", "show", "to", address.address() + "/32");
    Ended ended = runner.run(command);
    if (!(ended instanceof Ended.Exited exited) || exited.code() != 0) {
      return new Presence.Unknown(ended.sentence(command));
    }
    return exited
        .out()
        .lines()
        .flatMap(line -> here(line, address.address()).stream())
        .findFirst()
        .orElseGet(Presence.Absent::new);
  }

  private static Optional<Presence> here(String line, Ipv4 address) {
    Matcher found = LINE.matcher(line);
    if (!found.matches() || !Ipv4.parse(found.group(2)).equals(address)) {
      return Optional.empty();
    }
    Matcher lifetime = LIFETIME.matcher(line);
    return Optional.of(
        new Presence.Present(
            found.group(1),
            lifetime.find()
                ? Optional.of(Duration.ofSeconds(Long.parseLong(lifetime.group(1))))
                : Optional.empty()));
  }
}
