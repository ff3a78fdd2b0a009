package casfailover.lab;

import casfailover.pair.Timing;
import java.nio.file.Path;
import java.time.Duration;

/** The settings of the lab's pair: one file for both servers, as at a real site. */
final class Settings {
  /** Shorter than the defaults where DESIGN gives the lab its own. */
  static final Duration LEASE = Duration.ofSeconds(2);

  static final Duration DAG_MAX_AGE = Duration.ofSeconds(1);

  private Settings() {}

  /** The lab's own times, as lines of the file. */
  static final String TIMES = times(LEASE);

  /** The same with another lease. */
  static String times(Duration lease) {
    return "lease=%ds\ndag_max_age=%ds\n".formatted(lease.toSeconds(), DAG_MAX_AGE.toSeconds());
  }

  /** How long a taker waits for a holder that it cannot see, with these settings. */
  static Duration takeWait() {
    Timing by = Timing.DEFAULT;
    return new Timing(
            by.limit(),
            by.pingInterval(),
            by.pingDeadline(),
            by.tick(),
            LEASE,
            DAG_MAX_AGE,
            by.evidenceMaxAge(),
            by.grant(),
            by.standDown(),
            by.peerUpHold(),
            by.coolDown(),
            by.dagPatience(),
            by.remindEvery())
        .takeWait();
  }

  /**
   * The file's text.
   *
   * @param tls the folder of certificates and keys
   * @param state the folder that each agent sees as its own
   * @param session what stands where powershell.exe stands
   * @param times lines that say how long all takes
   * @param more lines that only one story or benchmark needs
   */
  static String text(Path tls, Path state, Path session, String times, String more) {
    return """
        server[exch-a]=%s
        server[exch-b]=%s
        cas_ip=%s/24
        gateway=%s
        allowed_hosts=%s, %s
        tls_dir=%s
        ssl_client_certs=2
        server_port=5666
        mail_from=cas@example.net
        mail_to=admin@example.net
        smtp_host=%s:25
        smtp_security=none
        powershell=%s
        state_dir=%s
        %s%s"""
        .formatted(
            Host.EXCH_A.address(),
            Host.EXCH_B.address(),
            Host.CAS_IP,
            Host.GATEWAY.address(),
            Host.MONITOR.address(),
            Host.MONITOR_2.address(),
            tls,
            Host.MAIL.address(),
            session,
            state,
            times,
            more);
  }
}
