package casfailover.mail;

import casfailover.sight.Moment;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A process that sends all that waits in an outbox without a pause, and ends with 0 when nothing is
 * left; somebody else may kill it at any moment.
 */
public final class LetterSender {

  private LetterSender() {}

  /**
   * Sends.
   *
   * @param arguments the folder of the outbox, and the port of the mail server on loopback
   */
  public static void main(String[] arguments) {
    SmtpSettings smtp =
        new SmtpSettings(
            "exch-b",
            "cas@example.net",
            List.of("admin@example.net"),
            List.of(new SmtpHost("127.0.0.1", Integer.parseInt(arguments[1]))),
            SmtpSecurity.OPPORTUNISTIC,
            Optional.empty(),
            Duration.ofMillis(500),
            Duration.ofSeconds(2));
    Outbox outbox = new FileOutbox(Path.of(arguments[0]));
    SendingRound round = new SendingRound(outbox, new SmtpCourier(() -> smtp), LetterSender::now);
    while (outbox.waiting() + outbox.revive() > 0) {
      round.step();
    }
    System.exit(0);
  }

  private static Moment now() {
    return new Moment(
        Duration.ofNanos(System.nanoTime()), Duration.ofNanos(System.nanoTime()), Instant.now());
  }
}
