package casfailover.lab;

import java.nio.file.Path;

/** Icinga Web 2 with its database, on the machine of an Icinga that is to fill it. */
final class IcingaWeb {
  /** What Icinga itself needs to fill the database. */
  static final String FEATURE =
      """
      object IdoPgsqlConnection "ido" {
        host = "127.0.0.1"
        user = "icinga"
        database = "ido"
      }
      """;

  /** All that its set-up wizard would have asked for. */
  private static final String SET_UP =
      """
      set -eu
      here=$1 user=$2 password=$3 commands=$4
      bin=$(ls -d /usr/lib/postgresql/*/bin | tail -n 1)
      mkdir -p "$here/etc/enabledModules" "$here/etc/modules/monitoring" "$here/sessions"
      "$bin/initdb" -D "$here/database" --auth=trust --username=icinga --encoding=UTF8 --no-locale --no-sync
      "$bin/pg_ctl" -D "$here/database" -l "$here/postgres.log" -w \\
        -o "-c listen_addresses=127.0.0.1 -c unix_socket_directories=$here -c fsync=off -c dynamic_shared_memory_type=mmap" start
      ask() { psql -q -v ON_ERROR_STOP=1 -h 127.0.0.1 -U icinga "$@"; }
      ask -d postgres -c 'create database ido' -c 'create database web'
      ask -d ido -f /usr/share/icinga2-ido-pgsql/schema/pgsql.sql
      ask -d web -f /usr/share/icingaweb2/schema/pgsql.schema.sql
      hash=$(php -r 'echo password_hash($argv[1], PASSWORD_DEFAULT);' "$password")
      ask -d web -c "insert into icingaweb_user (name, active, password_hash) values ('$user', 1, '$hash')"
      cd "$here/etc"
      ln -s /usr/share/icingaweb2/modules/monitoring enabledModules/monitoring
      cat > config.ini <<INI
      [global]
      config_backend = "db"
      config_resource = "web"
      module_path = "/usr/share/icingaweb2/modules"
      [logging]
      log = "file"
      file = "$here/icingaweb.log"
      INI
      for each in ido web; do
        printf '[%s]\\ntype = "db"\\ndb = "pgsql"\\nhost = "127.0.0.1"\\ndbname = "%s"\\nusername = "icinga"\\n' $each $each
      done > resources.ini
      printf '[users]\\nbackend = "db"\\nresource = "web"\\n' > authentication.ini
      printf '[operators]\\nusers = "%s"\\npermissions = "*"\\n' "$user" > roles.ini
      printf '[icinga]\\ntype = "ido"\\nresource = "ido"\\n' > modules/monitoring/backends.ini
      printf '[icinga]\\ntransport = "local"\\npath = "%s"\\n' "$commands" > modules/monitoring/commandtransports.ini
      """;

  private static final String PUBLIC = "/usr/share/icingaweb2/public";

  private final Lab lab;
  private final Path folder;
  private final Path commands;

  /**
   * One that does not run yet.
   *
   * @param commands Icinga's pipe
   */
  IcingaWeb(Lab lab, Path folder, Path commands) {
    this.lab = lab;
    this.folder = folder;
    this.commands = commands;
  }

  void start() {
    lab.ground().made(folder);
    lab.local("chown", "nagios:nagios", folder.toString());
    // PostgreSQL is killed with its host, and what it shared must go with it.
    lab.patiently(
        Host.MONITOR,
        "unshare",
        "--ipc",
        "setpriv",
        "--reuid=nagios",
        "--regid=nagios",
        "--init-groups",
        "sh",
        "-c",
        SET_UP,
        "icingaweb",
        folder.toString(),
        Person.USER,
        Person.PASSWORD,
        commands.toString());
    lab.start(
        Host.MONITOR,
        "icingaweb",
        "env",
        "ICINGAWEB_CONFIGDIR=" + folder.resolve("etc"),
        "PHP_CLI_SERVER_WORKERS=4",
        "setpriv",
        "--reuid=nagios",
        "--regid=nagios",
        "--init-groups",
        "php",
        "-d",
        "session.save_path=" + folder.resolve("sessions"),
        "-S",
        Person.DASHBOARD.replace("http://", ""),
        "-t",
        PUBLIC,
        PUBLIC + "/index.php");
  }
}
