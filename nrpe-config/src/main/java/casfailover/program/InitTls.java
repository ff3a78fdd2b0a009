package casfailover.program;

import casfailover.certificate.CertificateMaker;
import casfailover.certificate.Made;
import casfailover.certificate.Monitors;
import casfailover.certificate.TlsFolder;
import casfailover.config.ActionClients;
import casfailover.config.Settings;
import casfailover.pair.Node;
import casfailover.process.ExecCommandRunner;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/** {@code cas-agent init-tls}: makes the certificates of a pair, and says what to do with them. */
final class InitTls {

  /** Where the packages for the two look for the files of a monitor. */
  private static final String NAGIOS = "/etc/nagios4/cas-failover";

  private static final String ICINGA = "/etc/icinga2/cas-failover";

  private InitTls() {}

  /**
   * Makes them.
   *
   * @param settings read on any machine
   * @param monitors those who watch the pair
   */
  static int run(Settings settings, Monitors monitors, PrintStream out, PrintStream err)
      throws IOException {
    if (settings.tlsDir().isEmpty()) {
      err.println(
          "cas-agent: tls_dir is not set: say in the settings where the certificates shall lie, as"
              + " in tls_dir=/etc/cas-failover/tls");
      return Exit.FAILED;
    }
    TlsFolder folder = new TlsFolder(settings.tlsDir().get());
    List<Node> servers = List.of(settings.pair().self(), settings.pair().peer());
    Made made =
        new CertificateMaker(
                new ExecCommandRunner(),
                Path.of(System.getProperty("java.home")),
                servers,
                monitors)
            .make(folder);
    if (made instanceof Made.Refused refused) {
      err.println("cas-agent: nothing was made: " + refused.why());
      return Exit.REFUSED;
    }
    Made.Done done = (Made.Done) made;
    out.println("Made in " + folder.path() + ", valid until " + day(done) + ":");
    done.files().forEach(file -> out.println("  " + file.getFileName()));
    out.println("Each server gets its own files, into this folder; a key is for one user alone:");
    servers.forEach(node -> row(out, node.name(), "the agent's user"));
    out.println(
        "The monitor gets its own into " + NAGIOS + ", or under Icinga 2 into " + ICINGA + ":");
    monitors.names().forEach(name -> row(out, name, "the user of Nagios or Icinga"));
    out.println("Take away from here what belongs to the others, once they have it.");
    if (done.files().contains(folder.authorityKey())) {
      out.println(
          "Keep ca.key offline, on none of the three machines: whoever has it can order a takeover."
              + "\nOnly to sign another certificate, it must lie here again.");
    }
    if (!done.toDo().isEmpty()) {
      out.println("Still to be run, since this user may not give files away:");
      done.toDo().forEach(command -> out.println("  " + command));
    }
    monitors.second().ifPresent(name -> admit(settings, name, out));
    out.println("To try it from the monitor, when all that is done and the agents are started:");
    servers.forEach(node -> out.println(checkNrpe(settings, node)));
    return Exit.DONE;
  }

  /** A certificate of the pair's own authority may ask; only one that is named may order. */
  private static void admit(Settings settings, String monitor, PrintStream out) {
    out.printf(
        Locale.ROOT,
        "On %s call its two files monitor.pem and monitor.key: the packages for Nagios and Icinga do.%n",
        monitor);
    if (settings.actionClients() instanceof ActionClients.Certificates known
        && !known.names().contains(monitor)) {
      out.println("In the settings of both servers, before it may send events and orders:");
      out.println("  action_clients=" + String.join(", ", known.names()) + ", " + monitor);
    }
  }

  private static LocalDate day(Made.Done done) {
    return LocalDate.ofInstant(done.until(), ZoneOffset.UTC);
  }

  private static void row(PrintStream out, String name, String user) {
    out.printf(Locale.ROOT, "  %-12s ca.pem %s.pem %s.key, owned by %s%n", name, name, name, user);
  }

  private static String checkNrpe(Settings settings, Node node) {
    return "/usr/lib/nagios/plugins/check_nrpe -H %s -p %d -u -S TLSv1.2+ -C %s/monitor.pem -K %s/monitor.key -A %s/ca.pem -c check_peer"
        .formatted(node.address(), settings.serverPort(), NAGIOS, NAGIOS, NAGIOS);
  }
}
