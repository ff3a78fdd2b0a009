package casfailover.nrpe;

import casfailover.nrpe.PacketReader.Reading;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;

/**
 * The inbound end of a connection: passes on one {@link Reading}, whole or refused, and swallows
 * every byte after it. Bytes left unread at a close would become a reset that can overtake the
 * answer.
 */
final class PacketDecoder extends ByteToMessageDecoder {

  private final Packet.Kind kind;
  private boolean done;

  PacketDecoder(Packet.Kind kind) {
    this.kind = kind;
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
    if (done) {
      in.skipBytes(in.readableBytes());
      return;
    }
    Reading reading = PacketReader.read(in.nioBuffer(), kind);
    if (!(reading instanceof Reading.More)) {
      done = true;
      in.skipBytes(in.readableBytes());
      out.add(reading);
    }
  }
}
