package casfailover.agent;

import casfailover.order.Order;
import casfailover.pair.Node;
import casfailover.takeover.OldScriptTask;
import casfailover.takeover.OldScriptTask.State;
import java.util.Optional;

/** The script of 2010, which must be off before an agent acts by itself. */
final class Rival {

  private final Node self;
  private final OldScriptTask task;

  Rival(Node self, OldScriptTask task) {
    this.self = self;
    this.task = task;
  }

  /** What speaks against going to work beside it, and what to do; empty if nothing. */
  Optional<String> against(Order.Resume order) {
    State state = task.state();
    if (state instanceof State.Enabled enabled) {
      return Optional.of(
          "the scheduled task %s of %s runs %s, which moves the address by itself: disable it on both servers, in the Task Scheduler or by  schtasks /Change /TN \"%s\" /DISABLE"
              .formatted(enabled.name(), self, OldScriptTask.SCRIPT, enabled.name()));
    }
    return state instanceof State.Unknown unknown && !order.evenIfScript()
        ? Optional.of(
            "cannot tell whether a scheduled task of %s runs %s: %s. Look into the Task Scheduler; if none does: cas-event-handler resume --even-if script"
                .formatted(self, OldScriptTask.SCRIPT, unknown.why()))
        : Optional.empty();
  }
}
