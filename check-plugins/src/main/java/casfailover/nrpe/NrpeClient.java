package casfailover.nrpe;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.time.Duration;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** An NRPE client: one connection for each query, and exactly one {@link Answer} to each. */
public final class NrpeClient implements AutoCloseable {

  /** Beyond the deadline of the query, which the network threads keep by themselves. */
  private static final Duration SLACK = Duration.ofSeconds(2);

  private final NetworkThreads threads;
  private final Runnable end;

  /** What is made once for each TLS that is asked with, and as long as somebody asks with it. */
  private final Map<Tls, TlsEngines> engines = new WeakHashMap<>();

  private NrpeClient(NetworkThreads threads, Runnable end) {
    this.threads = threads;
    this.end = end;
  }

  /** A client on threads that others use as well; closing it closes nothing. */
  public static NrpeClient on(NetworkThreads threads) {
    return new NrpeClient(threads, () -> {});
  }

  /** A client with a thread of its own, which ends with it. */
  public static NrpeClient alone() {
    NetworkThreads own = new NetworkThreads("nrpe-client", 1);
    return new NrpeClient(own, own::close);
  }

  /**
   * Asks a server. The stage never fails, and completes within the deadline and a little more, on a
   * thread that must not be kept waiting: one of the network, or a timer where that one hangs.
   */
  public CompletionStage<Answer> ask(NrpeTarget target, Query query) {
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    if (!threads.group().isShuttingDown()) {
      connect(new Inquiry(target, query), answer);
    }
    // Asked again, since threads that end tell nobody about a connection that comes too late.
    if (threads.group().isShuttingDown()) {
      answer.complete(new Answer.NoAnswer(target + " was not asked: the client is closed"));
    }
    return answer.completeOnTimeout(
        new Answer.NoAnswer(target + ": the network thread of the client does not run"),
        target.deadline().plus(SLACK).toMillis(),
        TimeUnit.MILLISECONDS);
  }

  private void connect(Inquiry inquiry, CompletableFuture<Answer> answer) {
    NrpeTarget target = inquiry.target();
    new Bootstrap()
        .group(threads.group())
        .channel(NioSocketChannel.class)
        .option(ChannelOption.TCP_NODELAY, true)
        .option(
            ChannelOption.CONNECT_TIMEOUT_MILLIS,
            (int) Math.min(Integer.MAX_VALUE, target.deadline().toMillis()))
        .handler(
            new ChannelInitializer<SocketChannel>() {
              @Override
              protected void initChannel(SocketChannel channel) {
                target
                    .tls()
                    .map(tls -> engines(tls).next(channel.alloc()))
                    .map(engine -> TlsPipeline.handler(engine, target.deadline()))
                    .ifPresent(channel.pipeline()::addLast);
                channel
                    .pipeline()
                    .addLast(new PacketDecoder(Packet.Kind.RESPONSE))
                    .addLast(new Question(inquiry, answer));
              }
            })
        .connect(target.server())
        .addListener(
            connected -> {
              if (!connected.isSuccess()) {
                answer.complete(inquiry.notConnected(connected.cause()));
              }
            });
  }

  private TlsEngines engines(Tls tls) {
    synchronized (engines) {
      return engines.computeIfAbsent(tls, TlsEngines::of);
    }
  }

  /** Asks a server and waits; never to be called on a network thread. */
  public Answer askAndWait(NrpeTarget target, Query query) {
    try {
      return ask(target, query).toCompletableFuture().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Answer.NoAnswer(target + ": interrupted while waiting for its answer");
    } catch (ExecutionException e) {
      throw new IllegalStateException("an answer never fails", e);
    }
  }

  @Override
  public void close() {
    end.run();
  }
}
