package casfailover.program;

import casfailover.config.Settings;
import casfailover.exchange.DagReader;
import casfailover.pair.Ipv4;
import casfailover.report.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Shows on an admin's own server whether what this program takes for granted is true there. */
@Command(
    name = "selftest",
    description =
        "Look whether all that the agent takes for granted is true on this server, with the agent's"
            + " own parts. One line each: what is expected, and what was seen. Changes nothing,"
            + " unless it is given a spare address to add and delete. Needs no agent.",
    footer = {
      "",
      "Examples:",
      "  cas-event-handler selftest",
      "  cas-event-handler selftest --only exchange",
      "  cas-event-handler selftest --with-address 192.0.2.99 --report selftest.txt"
    })
final class SelfTestCommand implements Callable<Integer> {

  private static final List<String> GROUPS =
      List.of("system", "network", "service", "exchange", "address");

  /** What changes addresses on Windows. */
  private static final String NETSH = "netsh";

  private final Invocation call;

  @Option(
      names = "--only",
      paramLabel = "GROUP",
      split = ",",
      description =
          "system, network, service, exchange or address, which on Windows is also called netsh; all"
              + " if not given")
  private List<String> only = new ArrayList<>();

  @Option(
      names = "--with-address",
      paramLabel = "ADDRESS",
      description = "an address of the network that nobody has: it is added and deleted again")
  private Optional<String> spare = Optional.empty();

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "write all of it to a file too, to send with a report of a bug")
  private Optional<Path> report = Optional.empty();

  SelfTestCommand(Invocation call) {
    this.call = call;
  }

  @Override
  public Integer call() {
    for (String group : only) {
      if (!GROUPS.contains(group) && !group.equals(NETSH)) {
        throw new ParameterException(
            call.line(), "'" + group + "' is none of " + String.join(", ", GROUPS));
      }
    }
    Settings settings = call.settings();
    Optional<Ipv4> address = spare.map(text -> spare(text, settings));
    Parts parts = new Parts(settings, CasAgent.home(), call.file());
    List<Trial.Made> made = new ArrayList<>();
    Optional<DagReader> dag = wanted("exchange") ? parts.exchange().dagReader() : Optional.empty();
    try {
      for (Trial trial : new SelfTest(settings, parts).trials(dag, address)) {
        if (wanted(trial.group())) {
          Trial.Made one = trial.make();
          made.add(one);
          if (!call.json()) {
            call.say(one.line());
          }
        }
      }
    } finally {
      dag.ifPresent(DagReader::close);
    }
    long well = made.stream().filter(m -> m.seen().verdict() == Trial.Verdict.OK).count();
    boolean all = well == made.size() && !made.isEmpty();
    String sum = (all ? "DONE " : "FAILED ") + well + " of " + made.size() + " are as expected";
    if (call.json()) {
      call.say(
          Json.object()
              .with("version", 1)
              .with("outcome", all ? "DONE" : "FAILED")
              .with("text", sum)
              .with("trials", Json.array(made, Trial.Made::json))
              .end());
    } else {
      call.say(sum);
    }
    report.ifPresent(file -> write(file, settings, made, sum));
    return all ? Exit.DONE : Exit.FAILED;
  }

  private boolean wanted(String group) {
    return only.isEmpty()
        || only.contains(group)
        || (group.equals("address") && only.contains(NETSH));
  }

  private Ipv4 spare(String text, Settings settings) {
    try {
      Ipv4 address = Ipv4.parse(text);
      List<Ipv4> taken =
          new ArrayList<>(
              List.of(
                  settings.pair().self().address(),
                  settings.pair().peer().address(),
                  settings.pair().gateway()));
      settings.pair().casIps().forEach(c -> taken.add(c.address()));
      if (taken.contains(address) || !settings.pair().casIps().get(0).contains(address)) {
        throw new IllegalArgumentException(
            text + " is no spare address of the network " + settings.pair().casIps().get(0));
      }
      return address;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(call.line(), String.valueOf(e.getMessage()), e);
    }
  }

  /** No mail addresses, no keys, no names of people: what is seen, and on what it was seen. */
  private void write(Path file, Settings settings, List<Trial.Made> made, String sum) {
    List<String> lines = new ArrayList<>();
    lines.add("cas-event-handler " + Version.text() + ", selftest of " + Instant.now());
    lines.add(
        System.getProperty("os.name")
            + " "
            + System.getProperty("os.version")
            + ", Java "
            + Runtime.version()
            + ", language "
            + System.getProperty("user.language"));
    lines.add("settings " + settings.hash());
    made.forEach(m -> lines.add(m.line()));
    lines.add(sum);
    try {
      Files.write(file, lines, StandardCharsets.UTF_8);
      call.warn("written to " + file);
    } catch (IOException e) {
      call.warn(file + " could not be written: " + e.getMessage());
    }
  }
}
