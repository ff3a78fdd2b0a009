package casfailover.lab;

/** What a program that ran to its end left: its exit code, and what it wrote. */
record Answer(int code, String text) {
  /** The first line, which is all that a monitor shows. */
  String firstLine() {
    return text.lines().findFirst().orElse("");
  }
}
