package casfailover.lab;

/** How an agent comes to a durable step. */
sealed interface CrashWay permits CrashStory, CrashWay.Never {

  /**
   * It does not.
   *
   * @param why the reason, in one sentence
   */
  record Never(String why) implements CrashWay {}
}
