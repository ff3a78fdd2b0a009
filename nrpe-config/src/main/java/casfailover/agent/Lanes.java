package casfailover.agent;

import casfailover.check.Check;
import casfailover.config.Settings;
import casfailover.handover.QuestionText;
import casfailover.nrpe.Caller;
import casfailover.nrpe.Lane;
import casfailover.nrpe.WorkPool;
import casfailover.order.Orders;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Where commands are worked on, so that they slow only their like. Whoever may not give a command
 * takes no place from those who may: he is refused among the checks.
 */
final class Lanes implements AutoCloseable {

  /** Longer than either agent is asked for in a handover. */
  private static final Duration MOVE_TIMEOUT = Duration.ofMinutes(1);

  private static final Duration PEER_TIMEOUT = Duration.ofSeconds(2);

  /** Actions that look something up on their worker: files and names, or the Task Scheduler. */
  private static final Set<String> SLOW = Set.of("reload", "resume");

  private final Supplier<Settings> settings;
  private final Rights rights;
  private final WorkPool checks = new WorkPool("checks", 2, 64);
  private final WorkPool actions = new WorkPool("actions", 2, 64);
  private final WorkPool slowActions = new WorkPool("slow actions", 2, 16);
  private final WorkPool peer = new WorkPool("peer", 1, 32);

  Lanes(Supplier<Settings> settings, Rights rights) {
    this.settings = settings;
    this.rights = rights;
  }

  /** The lane of a command; empty if there is no such command. */
  Optional<Lane> of(Caller caller, String command) {
    return isKnown(command) ? Optional.of(lane(caller, command)) : Optional.empty();
  }

  private static boolean isKnown(String command) {
    return Orders.COMMANDS.contains(command)
        || QuestionText.COMMANDS.contains(command)
        || Inquiry.COMMANDS.contains(command)
        || Check.of(command).isPresent();
  }

  private Lane lane(Caller caller, String command) {
    Duration timeout = settings.get().commandTimeout();
    if (rights.against(caller, command).isPresent()) {
      return new Lane(checks, timeout);
    }
    if (Orders.COMMANDS.contains(command)) {
      return new Lane(SLOW.contains(command) ? slowActions : actions, timeout);
    }
    if (QuestionText.COMMANDS.contains(command)) {
      return new Lane(peer, MOVE_TIMEOUT);
    }
    return command.equals(Inquiry.PEER_REPORT) && rights.isAgentOfPeer(caller)
        ? new Lane(peer, PEER_TIMEOUT)
        : new Lane(checks, timeout);
  }

  @Override
  public void close() {
    checks.close();
    actions.close();
    slowActions.close();
    peer.close();
  }
}
