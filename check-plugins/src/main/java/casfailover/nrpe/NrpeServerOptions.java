package casfailover.nrpe;

import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * How a server listens; who may talk to it is its {@link Admission}.
 *
 * @param listen the address and port; port 0 takes one that is free
 * @param hello the answer to check_nrpe without a command: {@code NRPE v4 cas-agent 1.0.0}
 * @param threads how many network threads there are; one of them also accepts
 * @param connections how many connections may be open in all
 * @param connectionsPerAddress how many of them may come from one address
 * @param deadline how long a query may take to come, handshake included, and then its answer to be
 *     taken; the command itself has the time-out of its lane
 * @param closing how long a server that stops waits for its commands
 */
public record NrpeServerOptions(
    InetSocketAddress listen,
    String hello,
    int threads,
    int connections,
    int connectionsPerAddress,
    Duration deadline,
    Duration closing) {

  /** The same with another deadline. */
  public NrpeServerOptions within(Duration other) {
    return new NrpeServerOptions(
        listen, hello, threads, connections, connectionsPerAddress, other, closing);
  }

  /**
   * Options that fit a pair of servers and their monitor. One network thread is enough, since none
   * of its work waits; a second one costs a third more processor time in hand-overs.
   */
  public static NrpeServerOptions of(InetSocketAddress listen, String hello) {
    return new NrpeServerOptions(
        listen, hello, 1, 512, 256, Duration.ofSeconds(10), Duration.ofSeconds(5));
  }
}
