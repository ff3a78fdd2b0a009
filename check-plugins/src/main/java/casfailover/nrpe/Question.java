package casfailover.nrpe;

import casfailover.nrpe.PacketReader.Reading;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One connection of the client, from its connect to its answer. */
final class Question extends SimpleChannelInboundHandler<Reading> {

  private final NrpeTarget target;
  private final Query query;
  private final CompletableFuture<Answer> answer;
  private @Nullable Future<?> timer;

  Question(NrpeTarget target, Query query, CompletableFuture<Answer> answer) {
    this.target = target;
    this.query = query;
    this.answer = answer;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    timer =
        context
            .executor()
            .schedule(
                () -> endUnanswered(context), target.deadline().toMillis(), TimeUnit.MILLISECONDS);
    if (context.channel().isActive()) {
      connected(context);
    }
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    if (timer != null) {
      timer.cancel(false);
    }
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    connected(context);
  }

  private void connected(ChannelHandlerContext context) {
    if (target.tls().isEmpty()) {
      send(context);
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (!(event instanceof SslHandshakeCompletionEvent handshake)) {
      return;
    }
    if (!handshake.isSuccess()) {
      end(context, Tls.explain(handshake.cause()));
      return;
    }
    Optional<String> name = PeerName.of(context.pipeline());
    if (target.name().isPresent() && !target.name().equals(name)) {
      end(
          context,
          "its certificate is of %s, not of %s"
              .formatted(name.orElse("nobody"), target.name().get()));
    } else {
      send(context);
    }
  }

  private void send(ChannelHandlerContext context) {
    try {
      context
          .writeAndFlush(
              Unpooled.wrappedBuffer(PacketWriter.write(Packet.query(target.version(), query))))
          .addListener(
              sent -> {
                if (!sent.isSuccess()) {
                  end(context, "the query could not be sent: " + sent.cause());
                }
              });
    } catch (IllegalArgumentException e) {
      end(context, String.valueOf(e.getMessage()));
    }
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, Reading reading) {
    if (reading instanceof Reading.Whole whole) {
      take(context, whole.packet());
    } else if (reading instanceof Reading.Refused refused) {
      end(context, "its answer cannot be read: " + refused.why());
    }
  }

  private void take(ChannelHandlerContext context, Packet packet) {
    if (packet.version() != target.version()) {
      end(
          context,
          "answered in version %d, not in %d"
              .formatted(packet.version().number(), target.version().number()));
      return;
    }
    answer.complete(new Answer.Answered(new Reply(packet.resultCode(), packet.text())));
    Closing.of(context);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    end(
        context,
        "closed the connection without an answer: the query was refused, or our address is not in"
            + " its allowed_hosts");
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    end(context, Tls.explain(cause));
  }

  private void endUnanswered(ChannelHandlerContext context) {
    String time = target.deadline().toMillis() + " ms";
    answer.complete(new Answer.Nobody(target + ": no answer within " + time));
    Closing.of(context);
  }

  private void end(ChannelHandlerContext context, String why) {
    answer.complete(new Answer.NoAnswer(target + ": " + why));
    Closing.of(context);
  }
}
