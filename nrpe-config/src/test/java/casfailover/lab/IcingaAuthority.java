package casfailover.lab;

import java.nio.file.Path;
import java.util.List;

/**
 * The certificates by which daemons of Icinga 2 know each other, as {@code icinga2 pki} makes them.
 */
final class IcingaAuthority {
  private final Lab lab;
  private final IcingaDaemon master;

  /** That of a zone's first master. */
  IcingaAuthority(Lab lab, IcingaDaemon master) {
    this.lab = lab;
    this.master = master;
  }

  void certify(List<IcingaDaemon> daemons) {
    owned(master);
    lab.local(master.command("pki", "new-ca"));
    for (IcingaDaemon daemon : daemons) {
      Path certificates = lab.ground().made(daemon.data().resolve("certs"));
      owned(daemon);
      String name = daemon.host().label();
      String file = certificates.resolve(name).toString();
      lab.local(
          master.command(
              "pki", "new-cert", "--cn", name, "--key", file + ".key", "--csr", file + ".csr"));
      lab.local(master.command("pki", "sign-csr", "--csr", file + ".csr", "--cert", file + ".crt"));
      lab.local(
          "cp",
          master.data().resolve("ca/ca.crt").toString(),
          certificates.resolve("ca.crt").toString());
    }
  }

  private void owned(IcingaDaemon daemon) {
    lab.local("chown", "-R", "nagios:nagios", daemon.folder().toString());
  }
}
