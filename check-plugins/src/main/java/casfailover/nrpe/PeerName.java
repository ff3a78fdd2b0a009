package casfailover.nrpe;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.SslHandler;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.net.ssl.SSLPeerUnverifiedException;

/** The name in the certificate of the other end. */
final class PeerName {

  private PeerName() {}

  /** The CN of the certificate that TLS verified; empty without TLS or without a certificate. */
  static Optional<String> of(ChannelPipeline pipeline) {
    SslHandler tls = pipeline.get(SslHandler.class);
    if (tls == null) {
      return Optional.empty();
    }
    try {
      return commonName(tls.engine().getSession().getPeerPrincipal().getName());
    } catch (SSLPeerUnverifiedException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> commonName(String distinguishedName) {
    try {
      return new LdapName(distinguishedName)
          .getRdns().stream()
              .filter(rdn -> rdn.getType().equalsIgnoreCase("CN"))
              .map(Rdn::getValue)
              .map(Object::toString)
              .reduce((general, specific) -> specific);
    } catch (InvalidNameException e) {
      return Optional.empty();
    }
  }
}
