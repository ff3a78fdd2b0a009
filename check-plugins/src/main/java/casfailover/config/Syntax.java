package casfailover.config;

import casfailover.pair.Ipv4;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The forms that a value can take. Each reader throws {@link IllegalArgumentException} with a
 * sentence that says what was read and how it is written.
 */
final class Syntax {

  private static final Duration LONGEST = Duration.ofDays(30);

  private Syntax() {}

  /** A time with its unit, as in {@code 100ms 4s 2m 1h}. */
  static Duration duration(String text) {
    if (text.matches("[0-9]+")) {
      throw wrong(text, "has no unit: write ms, s, m or h behind it, as in " + text + "s");
    }
    if (!text.matches("[0-9]{1,9}(ms|s|m|h)")) {
      throw wrong(text, "is not a time: a whole number and ms, s, m or h, as in 100ms or 4s");
    }
    int digits = text.replaceAll("[a-z]", "").length();
    long number = Long.parseLong(text.substring(0, digits));
    Duration time =
        switch (text.substring(digits)) {
          case "ms" -> Duration.ofMillis(number);
          case "s" -> Duration.ofSeconds(number);
          case "m" -> Duration.ofMinutes(number);
          default -> Duration.ofHours(number);
        };
    if (time.isZero() || time.compareTo(LONGEST) > 0) {
      throw wrong(text, "is out of range: more than 0 and at most 720h");
    }
    return time;
  }

  /** A time as {@link #duration}, or a bare number of seconds as NRPE has it. */
  static Duration seconds(String text) {
    return duration(text.matches("[0-9]+") ? text + "s" : text);
  }

  /** A time in whole seconds: the kernel's lifetimes know no smaller ones. */
  static Duration wholeSeconds(String text) {
    Duration time = duration(text);
    if (time.toMillis() % 1000 != 0) {
      throw wrong(
          text, "is not a number of whole seconds, and the kernel knows no smaller lifetimes");
    }
    return time;
  }

  static int port(String text) {
    return (int) number(text, 1, 65535, "a port");
  }

  static int limit(String text) {
    return (int) number(text, 1, 1000, "a number of pings");
  }

  static long queue(String text) {
    return number(text, 0, 999_999_999, "a length of a queue");
  }

  private static long number(String text, long least, long most, String what) {
    if (text.matches("[0-9]{1,9}")) {
      long number = Long.parseLong(text);
      if (number >= least && number <= most) {
        return number;
      }
    }
    throw wrong(text, "is not " + what + ": a whole number from " + least + " to " + most);
  }

  static boolean yesOrNo(String text) {
    if (text.equals("yes") || text.equals("no")) {
      return text.equals("yes");
    }
    throw wrong(text, "is neither yes nor no");
  }

  /** One of an enum's words. */
  static <E extends Enum<E> & Word> E word(String text, E[] words) {
    for (E word : words) {
      if (word.word().equals(text)) {
        return word;
      }
    }
    String all = Arrays.stream(words).map(Word::word).collect(Collectors.joining(", "));
    throw wrong(text, "is not one of " + all);
  }

  /** A path from the root on, since nobody knows the folder that an agent is started in. */
  static Path path(String text) {
    try {
      Path path = Path.of(text);
      if (path.isAbsolute()) {
        return path.normalize();
      }
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("this cannot be the name of a file: write its path", e);
    }
    // Not repeated: where a file with a password belongs, people put the password itself.
    throw new IllegalArgumentException(
        "this is not a path from the root on: write the whole path of the file or folder");
  }

  /** A host name, an IPv4 address, or an IPv6 address. */
  static String host(String text) {
    if (text.indexOf(':') >= 0) {
      ipv6(text);
      return text;
    }
    if (text.matches("[0-9.]+")) {
      return Ipv4.parse(text).toString();
    }
    String label = "([A-Za-z0-9]|[A-Za-z0-9_][A-Za-z0-9_-]{0,61}[A-Za-z0-9])";
    if (text.length() > 253 || !text.matches(label + "(\\." + label + ")*\\.?")) {
      throw wrong(text, "is neither a host name nor an address");
    }
    return text;
  }

  static byte[] ipv6(String text) {
    try {
      // With a colon and nothing but these signs in it, Java asks no name server.
      if (text.matches("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*")) {
        byte[] bytes = InetAddress.getByName(text).getAddress();
        if (bytes.length == 16) {
          return bytes;
        }
      }
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("'" + text + "' is not an IPv6 address", e);
    }
    throw wrong(text, "is not an IPv6 address");
  }

  /** A host and its port, {@code host:port} or {@code [IPv6]:port}. */
  static HostPort hostPort(String text, int defaultPort) {
    String host = text;
    String port = "";
    int colon = text.lastIndexOf(':');
    if (text.startsWith("[")) {
      int close = text.indexOf(']');
      if (close < 0 || (close + 1 < text.length() && text.charAt(close + 1) != ':')) {
        throw wrong(text, "is not an address with a port, as in [2001:db8::25]:25");
      }
      host = text.substring(1, close);
      port = text.substring(Math.min(close + 2, text.length()));
    } else if (colon >= 0) {
      if (text.indexOf(':') < colon) {
        throw wrong(text, "has several colons: write an IPv6 address in brackets");
      }
      host = text.substring(0, colon);
      port = text.substring(colon + 1);
      if (port.isEmpty()) {
        throw wrong(text, "ends with a colon: write the port behind it");
      }
    }
    return new HostPort(host(host), port.isEmpty() ? defaultPort : port(port));
  }

  /** A bare mail address without a display name. */
  static String mailAddress(String text) {
    int at = text.lastIndexOf('@');
    String atom = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
    boolean local =
        at > 0 && at <= 64 && text.substring(0, at).matches(atom + "(\\." + atom + ")*");
    if (!local || text.length() > 254) {
      throw wrong(text, "is not a mail address, as in admin@example.net, without a name around it");
    }
    String domain = text.substring(at + 1);
    if (domain.isEmpty() || domain.indexOf(':') >= 0 || domain.matches("[0-9.]*[0-9]")) {
      throw wrong(text, "is not a mail address: the part behind the @ must be a domain");
    }
    host(domain);
    return text;
  }

  /** A server's name, which also stands in its certificate, in the journal and in commands. */
  static String serverName(String text) {
    if (!text.matches("[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?")) {
      throw wrong(text, "is not a server's name: letters, digits, '-', '_' and '.', at most 63");
    }
    return text;
  }

  /** Plain text such as a name: nothing that breaks a line or a column. */
  static String plain(String text) {
    if (text.indexOf('\t') >= 0 || text.length() > 200) {
      throw new IllegalArgumentException("a tab or more than 200 characters have no place in it");
    }
    return text;
  }

  private static IllegalArgumentException wrong(String text, String how) {
    return new IllegalArgumentException("'" + text + "' " + how);
  }
}
