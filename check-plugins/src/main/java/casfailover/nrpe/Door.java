package casfailover.nrpe;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * The first thing that a connection meets: looks at where it comes from and whether there is room,
 * before a byte of it is looked at, and only then opens.
 */
@ChannelHandler.Sharable
final class Door extends ChannelInboundHandlerAdapter {

  /** How many connections may wait for a name to be looked up. */
  private static final int MOST_HELD_BACK = 64;

  /** How many refused connections may be seen off; any more are cut. */
  private static final int MOST_SEEN_OFF = 64;

  private final AtomicInteger heldBack = new AtomicInteger();
  private final AtomicInteger seenOff = new AtomicInteger();
  private final Duration deadline;
  private final ConnectionTable connections;
  private final Function<InetAddress, Conversation> conversations;
  private final RateLimitedLog log;
  private volatile Admission admission;

  /**
   * @param deadline how long a TLS handshake may take
   * @param conversations what is held with whoever is let in
   */
  Door(
      Admission admission,
      Duration deadline,
      ConnectionTable connections,
      Function<InetAddress, Conversation> conversations,
      RateLimitedLog log) {
    this.admission = admission;
    this.deadline = deadline;
    this.connections = connections;
    this.conversations = conversations;
    this.log = log;
  }

  /** Sets who is let in from the next connection on. */
  void admit(Admission changed) {
    admission = changed;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    // Gone already: then there is no address any more.
    if (!(context.channel().remoteAddress() instanceof InetSocketAddress remote)) {
      Closing.of(context);
      return;
    }
    Admission now = admission;
    InetAddress address = remote.getAddress();
    CompletableFuture<Verdict> verdict = now.hosts().ask(address).toCompletableFuture();
    if (verdict.isDone()) {
      decide(context, now, address, verdict.join());
    } else if (heldBack.incrementAndGet() > MOST_HELD_BACK) {
      heldBack.decrementAndGet();
      refuse(context, address, "too many connections wait for names to be looked up");
    } else {
      decideLater(context, now, address, verdict);
    }
  }

  private void decideLater(
      ChannelHandlerContext context,
      Admission now,
      InetAddress address,
      CompletionStage<Verdict> verdict) {
    verdict.whenComplete(
        (answer, failure) -> {
          heldBack.decrementAndGet();
          context
              .executor()
              .execute(
                  () -> decide(context, now, address, failure == null ? answer : Verdict.REFUSED));
        });
  }

  private void decide(
      ChannelHandlerContext context, Admission now, InetAddress address, Verdict verdict) {
    if (verdict == Verdict.REFUSED) {
      refuse(context, address, "it is not in allowed_hosts");
      return;
    }
    ConnectionTable.Entry entry = connections.enter(context.channel(), address);
    if (entry instanceof ConnectionTable.Entry.Full full) {
      refuse(context, address, full.why());
    } else if (entry instanceof ConnectionTable.Entry.Entered entered) {
      entered.pushedOut().ifPresent(this::pushOut);
      open(context, now.tls(), address);
    }
  }

  private void open(ChannelHandlerContext context, Optional<Tls> tls, InetAddress address) {
    Channel channel = context.channel();
    channel.closeFuture().addListener(closed -> connections.leave(channel));
    tls.ifPresent(t -> channel.pipeline().addLast(TlsPipeline.handler(t, deadline)));
    channel
        .pipeline()
        .addLast(new PacketDecoder(Packet.Kind.QUERY))
        .addLast(conversations.apply(address));
    channel.pipeline().remove(this);
    channel.config().setAutoRead(true);
  }

  private void pushOut(Channel channel) {
    log.warn(
        "pushed out",
        "closed a connection of %s that had not asked anything, to make room"
            .formatted(channel.remoteAddress()));
    Closing.of(channel);
  }

  private void refuse(ChannelHandlerContext context, InetAddress address, String why) {
    log.warn(
        address.getHostAddress(),
        "refused a connection of %s: %s".formatted(address.getHostAddress(), why));
    seeOff(context);
  }

  private void seeOff(ChannelHandlerContext context) {
    if (seenOff.incrementAndGet() > MOST_SEEN_OFF) {
      seenOff.decrementAndGet();
      Closing.of(context);
      return;
    }
    context.channel().closeFuture().addListener(closed -> seenOff.decrementAndGet());
    context.pipeline().replace(this, null, new Farewell());
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    log.error("door", "closed a connection", cause);
    Closing.of(context);
  }
}
