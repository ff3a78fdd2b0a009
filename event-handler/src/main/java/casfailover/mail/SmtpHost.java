package casfailover.mail;

import casfailover.pair.FreeText;

/**
 * A mail server's name and port.
 *
 * @param name a host name or an address
 * @param port its TCP port
 */
public record SmtpHost(String name, int port) {

  public SmtpHost {
    if (name.isEmpty() || !name.matches("[A-Za-z0-9._:-]+")) {
      throw new IllegalArgumentException("'" + FreeText.line(name) + "' is no mail server's name");
    }
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException("port " + port + " is not within 1 to 65535");
    }
  }

  @Override
  public String toString() {
    return name + ":" + port;
  }
}
