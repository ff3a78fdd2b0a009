package casfailover.check;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The six checks: what a monitor calls them, and which words it may send along. */
public enum Check {
  PEER("check_peer", "CAS PEER", "pl rta", ""),
  GATEWAY("check_gateway", "CAS GATEWAY", "pl rta", ""),
  DAG("check_dag", "CAS DAG", "age copyq replayq", ""),
  CAS_IP("check_cas_ip", "CAS IP", "", ""),
  FAILOVER(
      "check_failover",
      "CAS FAILOVER",
      "pending",
      "cas_ip service state type downtime peer_state peer_checked now"),
  READINESS("check_readiness", "CAS READINESS", "", "");

  private static final Map<String, Check> BY_COMMAND =
      Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Check::command, c -> c));

  private final String command;
  private final String service;
  private final String measured;
  private final String levelWords;

  Check(String command, String service, String measured, String levelWords) {
    this.command = command;
    this.service = service;
    this.measured = measured;
    this.levelWords = levelWords;
  }

  /** The check that an NRPE command asks for. */
  public static Optional<Check> of(String command) {
    return Optional.ofNullable(BY_COMMAND.get(command));
  }

  /** The name of the NRPE command. */
  public String command() {
    return command;
  }

  /** The words that its output begins with. */
  public String service() {
    return service;
  }

  /** The arguments that are thresholds: {@code rta_warning}, {@code rta_critical}. */
  public List<String> thresholds() {
    return words(measured)
        .flatMap(m -> Stream.of(Thresholds.warningOf(m), Thresholds.criticalOf(m)))
        .toList();
  }

  /**
   * The arguments by which a monitor's poll tells what it knows itself. They are for the keeper;
   * the check passes over them.
   */
  public List<String> levelWords() {
    return words(levelWords).toList();
  }

  private static Stream<String> words(String text) {
    return Stream.of(text.split(" ")).filter(word -> !word.isEmpty());
  }

  /** The outcome of a check that could not be made. */
  public Outcome unknown(String sentence) {
    return Outcome.of(Status.UNKNOWN, this, sentence);
  }
}
