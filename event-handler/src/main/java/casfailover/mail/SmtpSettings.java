package casfailover.mail;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * From whom, to whom and by which servers letters go out.
 *
 * @param self the name that this machine gives of itself in EHLO
 * @param from the sender's address
 * @param to the recipients' addresses, at least one
 * @param hosts the mail servers, tried in this order, at least one
 * @param security how the connection is protected
 * @param login with which user; none where the servers ask for none
 * @param timeout how long a connect, a read or a write may take each
 * @param deadline how long everything with one server may take together
 * @param templates the folder of an admin's own templates
 */
public record SmtpSettings(
    String self,
    String from,
    List<String> to,
    List<SmtpHost> hosts,
    SmtpSecurity security,
    Optional<Login> login,
    Duration timeout,
    Duration deadline,
    Optional<Path> templates) {

  public static final Duration TIMEOUT = Duration.ofSeconds(10);
  public static final Duration DEADLINE = Duration.ofSeconds(60);

  /** With letters as they are shipped. */
  public SmtpSettings(
      String self,
      String from,
      List<String> to,
      List<SmtpHost> hosts,
      SmtpSecurity security,
      Optional<Login> login,
      Duration timeout,
      Duration deadline) {
    this(self, from, to, hosts, security, login, timeout, deadline, Optional.empty());
  }

  /**
   * A user of the mail servers.
   *
   * @param user the user's name
   * @param passwordFile the file that holds the password, read at each use
   */
  public record Login(String user, Path passwordFile) {}

  public SmtpSettings {
    to = List.copyOf(to);
    hosts = List.copyOf(hosts);
    if (to.isEmpty() || hosts.isEmpty()) {
      throw new IllegalArgumentException("mail needs at least one recipient and one server");
    }
    if (login.isPresent() && security == SmtpSecurity.OPPORTUNISTIC) {
      security = SmtpSecurity.REQUIRED;
    }
  }
}
