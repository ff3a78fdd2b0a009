package casfailover.takeover;

/**
 * The scheduled task of the PowerShell script of 2010, which adds the address by itself and asks
 * nobody: with it and this program on one server, each moves the address behind the other's back.
 */
public interface OldScriptTask {

  /** The name of the script, as far as this program knows it. */
  String SCRIPT = "FailoverMon.ps1";

  /** How the task is now. */
  State state();

  /** One of three answers. */
  sealed interface State {

    /**
     * It runs the script when its time comes.
     *
     * @param name what the task is called
     */
    record Enabled(String name) implements State {}

    /** No task runs the script: there is none, or it is disabled. */
    record Off() implements State {}

    /**
     * It could not be asked.
     *
     * @param why what was tried and what came back, in one sentence
     */
    record Unknown(String why) implements State {}
  }
}
