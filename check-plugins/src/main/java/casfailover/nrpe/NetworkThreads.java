package casfailover.nrpe;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.TimeUnit;

/** The threads that network traffic runs on; never to be kept waiting. */
public final class NetworkThreads implements AutoCloseable {

  private static final int END_SECONDS = 5;

  private final EventLoopGroup group;

  /**
   * Threads that start when they are first needed.
   *
   * @param name a word that their names begin with
   */
  public NetworkThreads(String name, int threads) {
    this.group = new NioEventLoopGroup(threads, new DefaultThreadFactory(name, true));
  }

  EventLoopGroup group() {
    return group;
  }

  /** Ends the connections and the threads, and waits for that, at most five seconds. */
  @Override
  public void close() {
    group
        .shutdownGracefully(0, END_SECONDS, TimeUnit.SECONDS)
        .awaitUninterruptibly(END_SECONDS, TimeUnit.SECONDS);
  }
}
