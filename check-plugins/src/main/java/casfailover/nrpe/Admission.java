package casfailover.nrpe;

import java.util.Optional;

/**
 * Who is let in, and how: what a server can change while it runs.
 *
 * @param hosts where connections may come from
 * @param tls empty for plain NRPE
 */
public record Admission(AllowedHosts hosts, Optional<Tls> tls) {}
