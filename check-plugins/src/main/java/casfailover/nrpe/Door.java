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
import java.util.function.BiFunction;

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

  /** How many connections beyond the bound may be told so at a time. */
  private static final int MOST_TURNED_AWAY = 64;

  /** How long such a connection may take to ask, and then to take its answer. */
  private static final Duration BRIEF = Duration.ofSeconds(5);

  private final AtomicInteger heldBack = new AtomicInteger();
  private final AtomicInteger seenOff = new AtomicInteger();
  private final ConnectionTable connections;
  private final BiFunction<InetAddress, Duration, Conversation> conversations;
  private final RateLimitedLog log;
  private final AtomicInteger turnedAway = new AtomicInteger();
  private volatile Terms terms;

  /** How the next connection is met. */
  private record Terms(AllowedHosts hosts, Optional<TlsEngines> tls, Duration deadline) {
    static Terms of(Admission admission, Duration deadline) {
      return new Terms(admission.hosts(), admission.tls().map(TlsEngines::of), deadline);
    }

    Terms within(Duration other) {
      return new Terms(hosts, tls, other);
    }
  }

  /**
   * @param deadline how long a query may take to come, handshake included
   * @param conversations what is held with whoever is let in, with the deadline of its day
   */
  Door(
      Admission admission,
      Duration deadline,
      ConnectionTable connections,
      BiFunction<InetAddress, Duration, Conversation> conversations,
      RateLimitedLog log) {
    this.terms = Terms.of(admission, deadline);
    this.connections = connections;
    this.conversations = conversations;
    this.log = log;
  }

  /** Sets who is let in from the next connection on. */
  void admit(Admission changed) {
    admit(changed, terms.deadline());
  }

  /** Sets that, and the deadline, from the next connection on. */
  void admit(Admission changed, Duration deadline) {
    terms = Terms.of(changed, deadline);
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    // Gone already: then there is no address any more.
    if (!(context.channel().remoteAddress() instanceof InetSocketAddress remote)) {
      Closing.of(context);
      return;
    }
    Terms now = terms;
    InetAddress address = remote.getAddress();
    CompletableFuture<Verdict> verdict =
        isThisMachine(context.channel(), address)
            ? CompletableFuture.completedFuture(Verdict.ADMITTED)
            : now.hosts().ask(address).toCompletableFuture();
    if (verdict.isDone()) {
      decide(context, now, address, verdict.join());
    } else if (heldBack.incrementAndGet() > MOST_HELD_BACK) {
      heldBack.decrementAndGet();
      refuse(context, address, "too many connections wait for names to be looked up");
    } else {
      decideLater(context, now, address, verdict);
    }
  }

  /** Whoever connects to one of our addresses from here does so from that same address. */
  static boolean isThisMachine(Channel channel, InetAddress remote) {
    return remote.isLoopbackAddress()
        || (channel.localAddress() instanceof InetSocketAddress here
            && here.getAddress().equals(remote));
  }

  private void decideLater(
      ChannelHandlerContext context,
      Terms now,
      InetAddress address,
      CompletionStage<Verdict> verdict) {
    verdict.whenComplete(
        (answer, failure) -> {
          heldBack.decrementAndGet();
          Verdict late = failure == null ? answer : Verdict.REFUSED;
          context.executor().execute(() -> decideNow(context, now, address, late));
        });
  }

  /** What breaks outside of a handler's call is told to nobody else. */
  private void decideNow(
      ChannelHandlerContext context, Terms now, InetAddress address, Verdict verdict) {
    try {
      decide(context, now, address, verdict);
    } catch (RuntimeException e) {
      exceptionCaught(context, e);
    }
  }

  private void decide(
      ChannelHandlerContext context, Terms now, InetAddress address, Verdict verdict) {
    if (verdict == Verdict.REFUSED) {
      refuse(context, address, "it is not in allowed_hosts");
      return;
    }
    ConnectionTable.Entry entry = connections.enter(context.channel(), address);
    if (entry instanceof ConnectionTable.Entry.Full full) {
      turnAway(context, now, address, full.why());
    } else if (entry instanceof ConnectionTable.Entry.Entered entered) {
      entered.pushedOut().ifPresent(this::pushOut);
      open(context, now, address);
    }
  }

  private void open(ChannelHandlerContext context, Terms now, InetAddress address) {
    Channel channel = context.channel();
    channel.closeFuture().addListener(closed -> connections.leave(channel));
    listen(channel, now, conversations.apply(address, now.deadline()));
  }

  private void listen(Channel channel, Terms now, ChannelHandler conversation) {
    now.tls()
        .map(tls -> TlsPipeline.handler(tls.next(channel.alloc()), now.deadline()))
        .ifPresent(channel.pipeline()::addLast);
    channel.pipeline().addLast(new PacketDecoder(Packet.Kind.QUERY)).addLast(conversation);
    channel.pipeline().remove(this);
    channel.config().setAutoRead(true);
  }

  /**
   * Where there is no room, a sentence says so; where there are too many even for that, nothing.
   */
  private void turnAway(ChannelHandlerContext context, Terms now, InetAddress address, String why) {
    if (turnedAway.incrementAndGet() > MOST_TURNED_AWAY) {
      turnedAway.decrementAndGet();
      refuse(context, address, why);
      return;
    }
    log.warn(
        address.getHostAddress() + " turned away",
        "turned a connection of %s away: %s".formatted(address.getHostAddress(), why));
    context.channel().closeFuture().addListener(closed -> turnedAway.decrementAndGet());
    Duration brief = now.deadline().compareTo(BRIEF) < 0 ? now.deadline() : BRIEF;
    listen(context.channel(), now.within(brief), new TurnedAway(why, brief));
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
        address.getHostAddress() + " " + why,
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
