package casfailover.lab;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A real SMTP server that keeps each letter as a file, and prints {@code MICROSECONDS FILE SUBJECT}
 * for it.
 */
public final class MailServer {
  private final GreenMail server;
  private final Path folder;
  private final PrintStream out;

  MailServer(String address, int port, Path folder, PrintStream out) {
    this.server = new GreenMail(new ServerSetup(port, address, ServerSetup.PROTOCOL_SMTP));
    this.folder = folder;
    this.out = out;
  }

  /**
   * Receives until it is ended.
   *
   * @param arguments the address, the port and the folder for the letters
   */
  public static void main(String[] arguments) throws IOException, MessagingException {
    new MailServer(
            arguments[0],
            Integer.parseInt(arguments[1]),
            Files.createDirectories(Path.of(arguments[2])),
            new PrintStream(System.out, true, StandardCharsets.UTF_8))
        .run();
  }

  private void run() throws IOException, MessagingException {
    server.start();
    out.printf("%d ready%n", micros());
    for (int kept = 0; true; kept++) {
      while (!server.waitForIncomingEmail(60_000, kept + 1)) {
        // Nothing came; wait on.
      }
      keep(kept + 1, server.getReceivedMessages()[kept]);
    }
  }

  private void keep(int number, MimeMessage letter) throws IOException, MessagingException {
    Path file = folder.resolve(String.format("%03d.eml", number));
    Path aside = folder.resolve(".arriving");
    try (OutputStream bytes = Files.newOutputStream(aside)) {
      letter.writeTo(bytes);
    }
    Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
    String subject = letter.getSubject();
    out.printf("%d %s %s%n", micros(), file.getFileName(), subject == null ? "" : subject);
  }

  private static long micros() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
  }
}
