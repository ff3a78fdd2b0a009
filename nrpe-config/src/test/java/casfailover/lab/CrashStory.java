package casfailover.lab;

import casfailover.lab.CrashCase.After;
import casfailover.lab.CrashCase.Role;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A way to a durable step, and where it must end.
 *
 * @param down what is done while the agent is not running, before it is started for its death
 * @param running what is done once it runs; may be skipped by a death at the start
 * @param restarted which of the two may have the address in the end if the agent is started again,
 *     by what they were before
 * @param left the one that must have it if the agent stays dead; then a monitor calls as soon as
 *     nobody has it
 */
record CrashStory(
    Consumer<CrashScene> down, Consumer<CrashScene> running, Set<Role> restarted, Role left)
    implements CrashWay {

  /** The agent comes to the step by its start on what is found in its state folder. */
  static CrashStory start(Role dies, Consumer<CrashScene> down) {
    return new CrashStory(down, scene -> {}, Set.of(Role.HOLDER), dies.other());
  }

  /** The address stays where it is, and the agent comes to the step meanwhile. */
  static CrashStory staying(Role dies, Consumer<CrashScene> running) {
    return new CrashStory(scene -> {}, running, Set.of(Role.HOLDER), dies.other());
  }

  /** The address moves, or is about to. */
  static CrashStory moving(Role dies, Consumer<CrashScene> running, Set<Role> restarted) {
    return new CrashStory(scene -> {}, running, restarted, dies.other());
  }

  CrashStory then(Consumer<CrashScene> once) {
    return new CrashStory(down, once, restarted, left);
  }

  CrashStory leftTo(Role holder) {
    return new CrashStory(down, running, restarted, holder);
  }

  Set<Role> holders(After after) {
    return after == After.RESTART ? restarted : Set.of(left);
  }
}
