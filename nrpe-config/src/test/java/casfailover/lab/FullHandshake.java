package casfailover.lab;

import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** TLS as check_nrpe speaks it: each connection shakes hands in full, and no host name counts. */
final class FullHandshake {
  private final SSLSocketFactory factory;
  private final AtomicLong names = new AtomicLong();

  /** With the keys and the trust that a builder was given. */
  FullHandshake(SslContextBuilder builder) throws IOException {
    this.factory =
        ((JdkSslContext)
                builder.sslProvider(SslProvider.JDK).endpointIdentificationAlgorithm(null).build())
            .context()
            .getSocketFactory();
  }

  /** Shakes hands on a connected socket, which is closed with the one that comes back. */
  SSLSocket over(Socket connected) throws IOException {
    long begun = System.currentTimeMillis();
    // A session is found again by its server's name: each connection has its own.
    String name = "server" + names.incrementAndGet();
    SSLSocket tls = (SSLSocket) factory.createSocket(connected, name, connected.getPort(), true);
    tls.startHandshake();
    if (tls.getSession().getCreationTime() < begun) {
      throw new IOException("a session was resumed, which check_nrpe never does");
    }
    return tls;
  }
}
