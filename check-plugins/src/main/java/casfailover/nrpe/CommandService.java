package casfailover.nrpe;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The port behind which the commands are that the server answers with. */
public interface CommandService {

  /**
   * The lane that a caller's command runs in, or empty if there is no such command. Called on a
   * network thread: answers at once.
   */
  Optional<Lane> lane(Caller caller, String command);

  /**
   * Answers a query. Called on a thread of the command's lane, which may be kept busy; waiting for
   * what comes later belongs into the stage, so that it holds no thread.
   *
   * <p>After the lane's time-out the caller has its answer, but the command is neither ended nor
   * interrupted: half an action is worse than a late one.
   */
  CompletionStage<Reply> answer(Caller caller, Query query);
}
