package casfailover.nrpe;

import casfailover.nrpe.PacketReader.Reading;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One connection of the server, from the first byte of its query to the last of its answer. Runs on
 * its network thread alone; once a command was begun, only an answer ends it. Where somebody wants
 * a receipt, the connection then stays for a moment, to see whether its caller closes it in order.
 */
final class Conversation extends SimpleChannelInboundHandler<Reading> {

  /** What a server that stops tells its connections. */
  enum Stop {
    /** Who has not asked yet should do so now. */
    SOON,
    /** Whoever waits gets an answer that is none. */
    NOW
  }

  private static final Duration LAST_CHANCE = Duration.ofMillis(250);

  /** How long a caller may take to close after its answer where somebody wants to know of it. */
  private static final Duration PARTING = Duration.ofSeconds(2);

  private enum Step {
    LISTENING,
    WORKING,
    ANSWERED,
    PARTING
  }

  private final InetAddress address;
  private final Duration deadline;
  private final ConnectionTable connections;
  private final CommandRunner runner;
  private final RateLimitedLog log;

  private final Receipt receipt = new Receipt();
  private Step step = Step.LISTENING;
  private PacketVersion asked = PacketVersion.V4;
  private boolean saysNoMore;
  private @Nullable Future<?> timer;

  /**
   * @param deadline how long the query may take to come, and then the answer to be taken
   */
  Conversation(
      InetAddress address,
      Duration deadline,
      ConnectionTable connections,
      CommandRunner runner,
      RateLimitedLog log) {
    this.address = address;
    this.deadline = deadline;
    this.connections = connections;
    this.runner = runner;
    this.log = log;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    after(context, deadline, () -> giveUp(context));
  }

  /** Whoever connects and does not come to the point is refused as well. */
  private void giveUp(ChannelHandlerContext context) {
    SslHandler tls = context.pipeline().get(SslHandler.class);
    boolean inHandshake = tls != null && !tls.handshakeFuture().isSuccess();
    refuse(
        context,
        " deadline",
        (inHandshake ? "did not end its TLS handshake within " : "did not ask within ")
            + deadline.toSeconds()
            + " s");
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    cancelTimer();
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, Reading reading) {
    if (step != Step.LISTENING) {
      return;
    }
    if (reading instanceof Reading.Whole whole) {
      begin(context, whole.packet());
    } else if (reading instanceof Reading.Refused refused) {
      refuse(context, refused.why());
    }
  }

  private void begin(ChannelHandlerContext context, Packet packet) {
    Query query = Query.parse(packet.text());
    if (query.command().isEmpty()) {
      refuse(context, "names no command");
      return;
    }
    if (connections.ask(context.channel()) == ConnectionTable.Turn.MISSED) {
      return;
    }
    step = Step.WORKING;
    asked = packet.version();
    cancelTimer();
    Caller caller =
        new Caller(
            address,
            Door.isThisMachine(context.channel(), address),
            TlsPipeline.peerName(context.pipeline()),
            asked,
            receipt);
    runner
        .run(caller, query, context.executor())
        .thenAccept(reply -> context.executor().execute(() -> answer(context, reply)));
  }

  private void answer(ChannelHandlerContext context, Reply reply) {
    if (step != Step.WORKING) {
      return;
    }
    step = Step.ANSWERED;
    byte[] packet = PacketWriter.write(Packet.response(asked, reply.asSent()));
    ChannelFuture sent = context.writeAndFlush(Unpooled.wrappedBuffer(packet));
    if (receipt.isWanted() && !saysNoMore) {
      sent.addListener(written -> part(context, written.isSuccess()));
    } else {
      sent.addListener(ChannelFutureListener.CLOSE);
    }
    if (!sent.isDone()) {
      closeAfter(context, deadline);
    }
  }

  /** Closes our side, and waits a moment for the caller to close the other. */
  private void part(ChannelHandlerContext context, boolean sent) {
    if (!sent || saysNoMore || !(context.channel() instanceof DuplexChannel channel)) {
      Closing.of(context);
      return;
    }
    step = Step.PARTING;
    closeAfter(context, PARTING.compareTo(deadline) < 0 ? PARTING : deadline);
    SslHandler tls = context.pipeline().get(SslHandler.class);
    ChannelFuture closed = tls == null ? channel.shutdownOutput() : tls.closeOutbound();
    closed.addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
  }

  private void refuse(ChannelHandlerContext context, String why) {
    refuse(context, " request", why);
  }

  /** One thing of the log for each kind: a broken request does not hide a wrong certificate. */
  private void refuse(ChannelHandlerContext context, String kind, String why) {
    log.warn(
        address.getHostAddress() + kind,
        "refused a request of %s: %s".formatted(address.getHostAddress(), Printable.text(why)));
    Closing.of(context);
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof Stop stop) {
      stop(context, stop);
    } else if (event instanceof ChannelInputShutdownEvent && step == Step.LISTENING) {
      Closing.of(context);
    } else if (event instanceof ChannelInputShutdownEvent) {
      hungUp(context, context.pipeline().get(SslHandler.class) == null);
    } else if (event instanceof SslHandshakeCompletionEvent shaken
        && shaken.cause() instanceof SslHandshakeTimeoutException) {
      cancelTimer();
      giveUp(context);
    } else if (event instanceof SslCloseCompletionEvent closed) {
      hungUp(context, closed.isSuccess());
    }
  }

  private void stop(ChannelHandlerContext context, Stop stop) {
    switch (step) {
      case LISTENING, PARTING -> {
        if (stop == Stop.SOON) {
          closeAfter(context, LAST_CHANCE);
        } else {
          Closing.of(context);
        }
      }
      case WORKING -> {
        if (stop == Stop.NOW) {
          answer(
              context,
              Reply.unknown("UNKNOWN - the agent is stopping and does not wait any longer"));
        }
      }
      case ANSWERED -> {}
    }
  }

  /**
   * The caller closed its side.
   *
   * @param inOrder whether it said so itself: under TLS the mere end of the bytes says nothing
   */
  private void hungUp(ChannelHandlerContext context, boolean inOrder) {
    saysNoMore = true;
    if (step == Step.PARTING) {
      if (inOrder) {
        receipt.take();
      }
      Closing.of(context);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (!(cause instanceof IOException || cause.getCause() instanceof IOException)) {
      log.error(
          "conversation",
          "closed a connection of %s, which is a defect".formatted(address.getHostAddress()),
          cause);
      Closing.of(context);
    } else if (step == Step.LISTENING && !(cause instanceof IOException)) {
      String why = TlsPipeline.explain(cause);
      refuse(context, " " + TlsTrouble.kind(why), why);
    } else {
      // Of a caller that goes away there is nothing to say; what it began goes on.
      Closing.of(context);
    }
  }

  private void closeAfter(ChannelHandlerContext context, Duration time) {
    after(context, time, () -> Closing.of(context));
  }

  private void after(ChannelHandlerContext context, Duration time, Runnable then) {
    cancelTimer();
    timer = context.executor().schedule(then, time.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void cancelTimer() {
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
  }
}
