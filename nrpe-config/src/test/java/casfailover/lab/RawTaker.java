package casfailover.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * The anchor of the takeover benchmark: a host without an agent, on which a waiting shell takes the
 * address by {@code ip addr add} and {@code arping -U} and does nothing else.
 */
final class RawTaker {
  static final Host HOST = Host.WITNESS;

  private static final String SHELL =
      """
      while read -r word; do
        case $word in
          take) ip address add ADDRESS/24 dev eth0 && arping -q -U -c 1 -I eth0 ADDRESS & ;;
          drop) wait; ip address del ADDRESS/24 dev eth0 ;;
        esac
      done
      """
          .replace("ADDRESS", Host.CAS_IP);

  private final Writer shell;

  RawTaker(Lab lab) {
    lab.start(HOST, "responder", lab.ground().java("Responder", HOST.label(), "443"));
    shell = lab.talk(HOST, "sh", "-c", SHELL).outputWriter(StandardCharsets.UTF_8);
  }

  /** Takes the address, and says when the order left. */
  Instant take() {
    Instant sent = Instant.now();
    say("take");
    return sent;
  }

  void drop() {
    say("drop");
  }

  private void say(String word) {
    try {
      shell.write(word + "\n");
      shell.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("the shell of the raw step does not listen", e);
    }
  }
}
