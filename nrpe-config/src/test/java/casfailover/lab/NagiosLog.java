package casfailover.lab;

import java.util.Optional;
import java.util.Set;

/** What lines of nagios.log, and of the log that Icinga writes in its form, mean in the stories. */
final class NagiosLog {
  private static final String ALERT = "SERVICE ALERT: ";
  private static final String HANDLER = "SERVICE EVENT HANDLER: ";

  /** The services whose events reach the agents; the others only come and go with their host. */
  private static final Set<String> CALLS_HANDLER = Set.of("CAS peer", "CAS IP");

  private NagiosLog() {}

  /** A line's kind and text, or nothing where the stories do not need it. */
  static Optional<Seen> read(String monitor, String line) {
    int end = line.indexOf("] ");
    String text = end < 0 ? line : line.substring(end + 2);
    if (text.startsWith(ALERT)) {
      return alert(monitor, text.substring(ALERT.length()).split(";", 6));
    }
    if (text.startsWith(HANDLER)) {
      return handler(monitor, text.substring(HANDLER.length()).split(";", 6));
    }
    if (text.startsWith("wproc: ") && text.contains("EVENT HANDLER")) {
      return Optional.of(new Seen(Step.Kind.FAULT, text));
    }
    return Optional.empty();
  }

  /** A kind of step and its text, without a time: the log has whole seconds only. */
  record Seen(Step.Kind kind, String text) {}

  private static Optional<Seen> alert(String monitor, String[] field) {
    if (field.length < 6 || !CALLS_HANDLER.contains(field[1])) {
      return Optional.empty();
    }
    Step.Kind kind =
        field[2].equals("OK")
            ? Step.Kind.RECOVERED
            : field[3].equals("HARD") ? Step.Kind.HARD : Step.Kind.SOFT;
    return Optional.of(
        new Seen(
            kind,
            String.format(
                "%s: %s on %s %s %s %s: %s",
                monitor, field[1], field[0], field[2], field[3], field[4], field[5])));
  }

  private static Optional<Seen> handler(String monitor, String[] field) {
    if (field.length < 6 || !CALLS_HANDLER.contains(field[1])) {
      return Optional.empty();
    }
    return Optional.of(
        new Seen(
            Step.Kind.HANDLER,
            String.format(
                "%s calls %s: %s on %s %s %s %s",
                monitor,
                field[5].split("!", 2)[0],
                field[1],
                field[0],
                field[2],
                field[3],
                field[4])));
  }
}
