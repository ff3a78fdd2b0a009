package casfailover.lab;

import java.nio.file.Path;

/** The stock dashboard of a Nagios that runs: its CGIs, under lighttpd on the monitor. */
final class NagiosWeb {
  private final Nagios nagios;

  NagiosWeb(Nagios nagios) {
    this.nagios = nagios;
  }

  void start() {
    Path here = nagios.folder();
    nagios.put("users", Person.USER + ":" + Person.PASSWORD + "\n");
    nagios.put("cgi.cfg", filled(CGI, here));
    nagios.put("lighttpd.conf", filled(LIGHTTPD, here));
    Lab lab = nagios.lab();
    lab.start(
        Host.MONITOR,
        "lighttpd",
        "setpriv",
        "--reuid=nagios",
        "--regid=nagios",
        "--init-groups",
        "/usr/sbin/lighttpd",
        "-D",
        "-f",
        here.resolve("lighttpd.conf").toString());
  }

  private static String filled(String text, Path here) {
    return text.replace("HERE", here.toString()).replace("USER", Person.USER);
  }

  private static final String CGI =
      """
      main_config_file=HERE/nagios.cfg
      physical_html_path=/usr/share/nagios4/htdocs
      url_html_path=/nagios4
      use_authentication=1
      authorized_for_system_information=USER
      authorized_for_configuration_information=USER
      authorized_for_all_services=USER
      authorized_for_all_hosts=USER
      authorized_for_all_service_commands=USER
      authorized_for_all_host_commands=USER
      lock_author_names=1
      escape_html_tags=1
      refresh_rate=90
      """;

  private static final String LIGHTTPD =
      """
      server.document-root = "/usr/share/nagios4/htdocs"
      server.bind = "127.0.0.1"
      server.port = 8080
      server.errorlog = "HERE/lighttpd.log"
      server.modules = ("mod_alias", "mod_auth", "mod_authn_file", "mod_cgi", "mod_setenv")
      mimetype.assign = (".css" => "text/css", ".js" => "text/javascript", ".png" => "image/png", ".gif" => "image/gif")
      alias.url = (
        "/cgi-bin/nagios4/" => "/usr/lib/cgi-bin/nagios4/",
        "/nagios4/stylesheets/" => "/etc/nagios4/stylesheets/",
        "/nagios4/" => "/usr/share/nagios4/htdocs/"
      )
      auth.backend = "plain"
      auth.backend.plain.userfile = "HERE/users"
      auth.require = ("/" => ("method" => "basic", "realm" => "Nagios", "require" => "valid-user"))
      setenv.set-environment = ("NAGIOS_CGI_CONFIG" => "HERE/cgi.cfg")
      $HTTP["url"] =~ "^/cgi-bin/" {
        cgi.assign = ("" => "")
      }
      """;
}
