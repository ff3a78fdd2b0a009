package casfailover.config;

import java.util.List;

/** Who may order an action, beyond asking. */
public sealed interface ActionClients {

  /**
   * Whoever shows a certificate with one of these names.
   *
   * @param names the common names (CN), at least one
   */
  record Certificates(List<String> names) implements ActionClients {
    public Certificates {
      names = List.copyOf(names);
    }
  }

  /** Everybody in {@code allowed_hosts}, with or without a certificate. */
  record AllowedHosts() implements ActionClients {}
}
