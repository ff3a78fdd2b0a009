package casfailover.nrpe;

import casfailover.nrpe.PacketReader.Reading;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.util.Optional;

/** A query on its way to a server: what both clients send, and what they make of what they get. */
record Inquiry(NrpeTarget target, Query query) {

  /**
   * The query as it goes over the wire.
   *
   * @throws IllegalArgumentException if it is too long for its version
   */
  byte[] packet() {
    return PacketWriter.write(Packet.query(target.version(), query));
  }

  /** Why a server is not asked that has shown a certificate; empty if it is asked. */
  Optional<Answer> refuse(Optional<String> name) {
    return target
        .name()
        .filter(expected -> !name.equals(Optional.of(expected)))
        .map(
            expected ->
                broken(
                    "its certificate is of %s, not of %s"
                        .formatted(name.orElse("nobody"), expected)));
  }

  /** What a packet says that has come, or what is no packet. */
  Answer answer(Reading reading) {
    if (reading instanceof Reading.Whole whole) {
      return answer(whole.packet());
    }
    return reading instanceof Reading.Refused refused
        ? broken("its answer cannot be read: " + refused.why())
        : closed();
  }

  private Answer answer(Packet packet) {
    return packet.version() == target.version()
        ? new Answer.Answered(new Reply(packet.resultCode(), packet.text()))
        : broken(
            "answered in version %d, not in %d"
                .formatted(packet.version().number(), target.version().number()));
  }

  /** A peer that refuses or does not react is silent; any other failure is one of our own. */
  Answer notConnected(Throwable cause) {
    String why = target + ": no connection: " + cause;
    boolean silent = cause instanceof ConnectException || cause instanceof NoRouteToHostException;
    return silent ? new Answer.Nobody(why) : new Answer.NoAnswer(why);
  }

  Answer notSent(Throwable cause) {
    return broken("the query could not be sent: " + cause);
  }

  Answer closed() {
    return broken(
        "closed the connection without an answer: the query was refused, or our address is not in"
            + " its allowed_hosts");
  }

  Answer late() {
    return new Answer.Nobody(target + ": no answer within " + target.deadline().toMillis() + " ms");
  }

  Answer broken(String why) {
    return new Answer.NoAnswer(target + ": " + why);
  }
}
