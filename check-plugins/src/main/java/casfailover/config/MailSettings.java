package casfailover.config;

import casfailover.pair.Ipv4;
import casfailover.pair.Node;
import casfailover.pair.Pair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The settings of the mail to the administrator. */
record MailSettings(
    String from,
    List<String> to,
    List<HostPort> hosts,
    SmtpSecurity security,
    Optional<String> user,
    Optional<Path> passwordFile,
    Optional<Path> templates) {

  private static final int SMTP = 25;

  /** Reads them; what is missing after a problem is empty. */
  static MailSettings read(Values values, boolean withSecrets) {
    MailSettings mail =
        new MailSettings(
            values.require("mail_from", Syntax::mailAddress, "cas@example.net").orElse(""),
            values.requireList("mail_to", Syntax::mailAddress, "admin@example.net"),
            values.requireList(
                "smtp_host", text -> Syntax.hostPort(text, SMTP), "mail.provider.example:587"),
            values.get(
                "smtp_security",
                text -> Syntax.word(text, SmtpSecurity.values()),
                SmtpSecurity.OPPORTUNISTIC),
            values.find("smtp_user", Syntax::plain),
            values.find("smtp_password_file", Syntax::path),
            values.find("mail_templates", Syntax::path));
    if (values.isSet("smtp_user") != values.isSet("smtp_password_file")) {
      boolean user = values.isSet("smtp_user");
      values.problem(
          user ? "smtp_user" : "smtp_password_file",
          user
              ? "a user needs a password: name the file that holds it with smtp_password_file="
              : "a password needs a user: name it with smtp_user=");
    }
    mail.templates
        .filter(folder -> !Files.isDirectory(folder))
        .ifPresent(
            folder ->
                values.problem(
                    "mail_templates",
                    folder + " is no folder: make it, with letter.txt or letter.html in it"));
    if (withSecrets) {
      mail.passwordFile.ifPresent(file -> checkSecret(values, file));
    }
    return mail;
  }

  private static void checkSecret(Values values, Path file) {
    String name = "smtp_password_file";
    if (!Files.isRegularFile(file)) {
      values.problem(name, file + " is not there: write the password into it, alone on one line");
      return;
    }
    if (!Files.isReadable(file)) {
      values.problem(name, file + " cannot be read: make the agent's user its owner");
      return;
    }
    try {
      if (Files.size(file) == 0) {
        values.problem(name, file + " is empty: write the password into it, alone on one line");
      }
      if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
        Set<PosixFilePermission> rights = new HashSet<>(Files.getPosixFilePermissions(file));
        rights.removeIf(right -> right.name().startsWith("OWNER_"));
        if (!rights.isEmpty()) {
          values.problem(
              name,
              file
                  + " is open to others than its owner: run chmod 600 "
                  + file
                  + ", and"
                  + " change the password if somebody may have read it");
        }
      }
    } catch (IOException e) {
      values.problem(name, file + " cannot be looked at (" + e + "): check its folder's rights");
    }
  }

  /** Warns of mail that would die with the servers, or go over the network in the open. */
  void warn(Values values, Pair pair, NameResolver resolver) {
    // With a user, "opportunistic" is as strict as "starttls".
    if (user.isPresent() && security == SmtpSecurity.NONE) {
      values.warning(
          "smtp_user",
          "with smtp_security=none the password crosses the network in the open: set"
              + " smtp_security=starttls");
    }
    Set<String> own = ownDomains(pair);
    if (!to.isEmpty() && to.stream().allMatch(recipient -> inside(domain(recipient), own))) {
      values.warning(
          "mail_to",
          "every recipient is inside "
              + String.join(", ", own.stream().sorted().toList())
              + ", whose mail these servers may carry: it would be stuck with them; add an address"
              + " elsewhere");
    }
    for (Node server : List.of(pair.self(), pair.peer())) {
      if (!hosts.isEmpty() && hosts.stream().allMatch(h -> is(h.host(), server, resolver))) {
        values.warning(
            "smtp_host",
            "every mail server is "
                + server
                + ": when it is dead, nobody hears of it; add the other server or one elsewhere");
      }
    }
  }

  /** The domains that the pair works for: that of the sender, and those of the servers' names. */
  private Set<String> ownDomains(Pair pair) {
    Set<String> own = new HashSet<>();
    if (!from.isEmpty()) {
      own.add(domain(from));
    }
    for (Node server : List.of(pair.self(), pair.peer())) {
      String name = server.name().toLowerCase(Locale.ROOT);
      int dot = name.indexOf('.');
      if (dot > 0) {
        own.add(name.substring(dot + 1));
      }
      for (HostPort host : hosts) {
        String full = host.host().toLowerCase(Locale.ROOT);
        if (full.startsWith(name + ".")) {
          own.add(full.substring(name.length() + 1));
        }
      }
    }
    return own;
  }

  private static boolean inside(String domain, Set<String> own) {
    return own.stream().anyMatch(o -> domain.equals(o) || domain.endsWith("." + o));
  }

  private static String domain(String address) {
    return address.substring(address.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
  }

  private static boolean is(String host, Node server, NameResolver resolver) {
    String name = server.name().toLowerCase(Locale.ROOT);
    String asked = host.toLowerCase(Locale.ROOT);
    if (asked.equals(server.address().toString())
        || asked.equals(name)
        || asked.startsWith(name + ".")) {
      return true;
    }
    Set<Ipv4> found = resolver.addresses(host);
    return found.equals(Set.of(server.address()));
  }
}
