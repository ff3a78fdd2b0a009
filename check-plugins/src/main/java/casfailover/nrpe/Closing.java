package casfailover.nrpe;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOutboundInvoker;

/** The end of a connection that nobody waits for: a close that fails leaves nothing open. */
final class Closing {

  private Closing() {}

  static void of(ChannelOutboundInvoker connection) {
    ChannelFuture unused = connection.close();
  }
}
