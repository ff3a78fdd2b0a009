package casfailover.program;

import casfailover.pair.Cidr;
import casfailover.pair.Ipv4;
import casfailover.probe.LocalAddress;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Writes the settings that the script of 2010 worked by. What it does not tell is left open with a
 * question mark, which the check of the settings refuses: nothing is guessed.
 */
final class ScriptImport {

  private static final String OPEN = "?";
  private static final Pattern ADDRESS = Pattern.compile("[0-9]+(?:\\.[0-9]+){3}");

  private final OldScript script;
  private final List<LocalAddress> local;
  private final Function<String, Optional<Ipv4>> resolver;
  private final List<String> notes = new ArrayList<>();

  ScriptImport(
      OldScript script, List<LocalAddress> local, Function<String, Optional<Ipv4>> resolver) {
    this.script = script;
    this.local = local;
    this.resolver = resolver;
  }

  /** Reads a script and writes the settings to a file that is not there yet. */
  static int run(Path from, Path to, PrintStream out, PrintStream err) throws IOException {
    ScriptImport made =
        new ScriptImport(
            OldScript.read(Files.readAllBytes(from)), Machine.addresses(), Machine::resolved);
    List<String> lines = made.settings();
    try {
      Files.write(to, lines, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException e) {
      err.println("cas-agent: " + to + " is there already, and stays as it is");
      return Exit.REFUSED;
    }
    out.println(to + " is written from " + from);
    made.notes.forEach(note -> out.println("open: " + note));
    out.println("look through it, then: cas-agent --config " + to + " --check-config");
    out.println("then disable the scheduled task of the script on both servers before you resume");
    return Exit.DONE;
  }

  /** The lines of the file; what was left open is noted. */
  List<String> settings() {
    List<String> lines = new ArrayList<>();
    lines.add("# Made from FailoverMon.ps1; the same file belongs on both servers.");
    server(lines, "Hostname");
    server(lines, "LocalHostname");
    lines.add("cas_ip=" + casIp());
    lines.add("gateway=" + address("Gateway").orElseGet(() -> open("gateway: no $Gateway")));
    script.value("Limit").ifPresent(limit -> lines.add("limit=" + limit));
    lines.add("mail_from=" + value("MailFrom", "mail_from"));
    List<String> to = script.list("MailTo");
    lines.add(
        "mail_to="
            + (to.isEmpty()
                ? open("mail_to: no $MailTo")
                : String.join(", ", to).replace(';', ',')));
    lines.add(
        "smtp_host="
            + script
                .value("SmtpServer", "MailServer", "SmtpHost")
                .orElseGet(() -> open("smtp_host: the script names no mail server")));
    lines.add(
        "# The script watched by itself. With Nagios or Icinga: its address, and no self_watch.");
    lines.add("allowed_hosts=127.0.0.1");
    lines.add("self_watch=yes");
    lines.add("# Made by cas-agent init-tls; without it nobody can give orders over the network.");
    lines.add("#tls_dir=");
    return lines;
  }

  private void server(List<String> lines, String variable) {
    Optional<String> name = script.value(variable);
    if (name.isEmpty()) {
      lines.add("server[" + open("server: no $" + variable) + "]=" + OPEN);
      return;
    }
    String told = name.get();
    if (ADDRESS.matcher(told).matches()) {
      lines.add(
          "server["
              + open("server: $" + variable + " is an address; Exchange's name of it is needed")
              + "]="
              + told);
      return;
    }
    int dot = told.indexOf('.');
    String shortName = dot < 0 ? told : told.substring(0, dot);
    lines.add(
        "server["
            + shortName
            + "]="
            + resolver
                .apply(told)
                .map(Ipv4::toString)
                .orElseGet(() -> open("server[" + shortName + "]: " + told + " does not resolve")));
  }

  private String casIp() {
    Optional<String> ip = address("IP");
    if (ip.isEmpty()) {
      return open("cas_ip: no $IP");
    }
    Ipv4 address = Ipv4.parse(ip.get());
    return ip.get()
        + "/"
        + prefix(address)
            .map(p -> Integer.toString(p))
            .orElseGet(() -> open("cas_ip: neither the script nor this server tells its prefix"));
  }

  /** By the script's own mask, or by the network of this server that the address lies in. */
  private Optional<Integer> prefix(Ipv4 address) {
    Optional<Integer> told = script.mask().flatMap(ScriptImport::prefixOf);
    return told.or(
        () ->
            local.stream()
                .filter(l -> l.prefix() > 0 && l.prefix() < 32)
                .filter(l -> new Cidr(l.address(), l.prefix()).contains(address))
                .map(LocalAddress::prefix)
                .findFirst());
  }

  private static Optional<Integer> prefixOf(String mask) {
    for (int prefix = 1; prefix < 32; prefix++) {
      if (new Cidr(Ipv4.parse("0.0.0.0"), prefix).mask().toString().equals(mask)) {
        return Optional.of(prefix);
      }
    }
    return Optional.empty();
  }

  private Optional<String> address(String variable) {
    return script
        .value(variable)
        .filter(text -> ADDRESS.matcher(text).matches())
        .filter(this::reads);
  }

  private boolean reads(String text) {
    try {
      Ipv4.parse(text);
      return true;
    } catch (IllegalArgumentException e) {
      notes.add(text + " is no address: " + e.getMessage());
      return false;
    }
  }

  private String value(String variable, String setting) {
    return script.value(variable).orElseGet(() -> open(setting + ": no $" + variable));
  }

  private String open(String note) {
    notes.add(note);
    return OPEN;
  }

  List<String> notes() {
    return List.copyOf(notes);
  }
}
