package casfailover.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A monitor that is awake already, with a line to one agent: its certificate is the monitor's, and
 * no start of a program delays its events.
 */
final class MonitorLine {
  private final Host server;
  private final Writer events;
  private final BufferedReader answers;

  /** When an event left, and what the agent answered. */
  record Sent(Instant at, String answer) {}

  MonitorLine(Lab lab, Host server) {
    this.server = server;
    Certificates certificates = new Certificates(lab.ground());
    Process caller =
        lab.talk(
            Host.MONITOR,
            lab.ground()
                .java(
                    "EventCaller",
                    server.address(),
                    "5666",
                    certificates.certificate(Host.MONITOR).toString(),
                    certificates.key(Host.MONITOR).toString(),
                    certificates.authority(Host.MONITOR).toString()));
    this.events = caller.outputWriter(StandardCharsets.UTF_8);
    this.answers = caller.inputReader(StandardCharsets.UTF_8);
  }

  Sent send(PeerEvent event) {
    try {
      events.write(event.query() + "\n");
      events.flush();
      String line = answers.readLine();
      if (line == null) {
        throw new CannotRun(
            "the agent on " + server.label() + " does not answer: see logs/talk.log");
      }
      String[] field = line.split(" ", 3);
      return new Sent(Instant.EPOCH.plus(Long.parseLong(field[0]), ChronoUnit.MICROS), field[2]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
