package casfailover.config;

import java.net.URI;
import java.net.URISyntaxException;

/** A web address in which {@code NODE} stands for a server, since both servers read one file. */
final class NodeUri {

  static final String NODE = "NODE";

  private NodeUri() {}

  /**
   * Reads an http or https address.
   *
   * @throws IllegalArgumentException if it is anything else; a user or password in it is refused
   *     and not repeated
   */
  static URI parse(String text) {
    if (text.indexOf('@') >= 0) {
      throw new IllegalArgumentException(
          "a user, a password or an @ has no place in a web address: take it out");
    }
    String form = "'" + text + "' is not a web address, as in https://NODE/owa/healthcheck.htm";
    try {
      URI uri = new URI(text);
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (!web || uri.getHost() == null || uri.getFragment() != null || uri.getPort() > 65535) {
        throw new IllegalArgumentException(form);
      }
      return uri;
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(form, e);
    }
  }

  /** Whether the host is {@code NODE} or begins with it. */
  static boolean namesNode(URI uri) {
    return uri.getHost().equals(NODE) || uri.getHost().startsWith(NODE + ".");
  }

  /**
   * The address with the server's own host in it: one text for a bare NODE, one before a domain.
   */
  static URI of(URI uri, String alone, String beforeDomain) {
    if (!namesNode(uri)) {
      return uri;
    }
    String domain = uri.getHost().substring(NODE.length());
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    String host = domain.isEmpty() ? alone : beforeDomain + domain;
    return URI.create(uri.getScheme() + "://" + host + port + uri.getRawPath() + query);
  }
}
