package casfailover.probe;

import casfailover.pair.Ipv4;
import casfailover.sight.Moment;
import casfailover.sight.Ports;
import casfailover.sight.Sighting;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Asks a page of the client access for its status: 200 is well, everything else is not. Redirects
 * are not followed. The certificate is not verified, since the page is asked for by address and
 * nothing is sent to it that could be stolen.
 */
public final class HttpServiceProbe implements ServiceProbe {

  /** The word in the settings that stands for the server that is asked. */
  public static final String NODE = "NODE";

  private final String url;
  private final Duration deadline;
  private final Supplier<Moment> clock;
  private final HttpClient client;

  /**
   * A probe.
   *
   * @param url the page, with {@code NODE} in place of the server
   * @param deadline how long the status may take
   * @param clock dates what is seen
   */
  public HttpServiceProbe(String url, Duration deadline, Supplier<Moment> clock) {
    this.url = url;
    this.deadline = deadline;
    this.clock = clock;
    this.client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .sslContext(trusting())
            .build();
  }

  @Override
  public Sighting ask(Ipv4 host) {
    Moment begun = clock.get();
    String page = url.replace(NODE, host.toString());
    HttpRequest request = HttpRequest.newBuilder(URI.create(page)).timeout(deadline).build();
    CompletableFuture<HttpResponse<Void>> asked =
        client.sendAsync(request, HttpResponse.BodyHandlers.discarding());
    try {
      int status = asked.get(deadline.toMillis(), TimeUnit.MILLISECONDS).statusCode();
      return told(begun, page, status == 200, "answers " + status);
    } catch (TimeoutException e) {
      return told(begun, page, false, "no answer");
    } catch (ExecutionException e) {
      return failed(begun, page, e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Sighting.Unknown(begun, clock.get(), "asking for " + page + " was interrupted");
    } finally {
      asked.cancel(true);
    }
  }

  private Sighting failed(Moment begun, String page, Throwable cause) {
    if (cause instanceof HttpTimeoutException || cause instanceof NoRouteToHostException) {
      return told(begun, page, false, "no answer");
    }
    if (cause instanceof ConnectException) {
      return told(begun, page, false, "refused");
    }
    if (cause instanceof SocketException && !String.valueOf(cause.getMessage()).contains("reset")) {
      String why = page + " could not be asked from here: " + cause.getMessage();
      return new Sighting.Unknown(begun, clock.get(), why);
    }
    return told(begun, page, false, "breaks off: " + cause.getMessage());
  }

  private Sighting told(Moment begun, String page, boolean accepts, String words) {
    Ports answer = new Ports(List.of(new Ports.Answer(page, accepts, words)));
    return accepts
        ? new Sighting.Seen(begun, clock.get(), answer)
        : new Sighting.Silent(begun, clock.get(), answer);
  }

  private static SSLContext trusting() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(new KeyManager[0], new TrustManager[] {new Trusting()}, new SecureRandom());
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no TLS: " + e.getMessage(), e);
    }
  }

  /**
   * Takes every certificate. It must be an extended one, or Java compares the name all the same.
   */
  private static final class Trusting extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
