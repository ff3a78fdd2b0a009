package casfailover.probe;

import casfailover.pair.Ipv4;
import casfailover.sight.Moment;
import casfailover.sight.Ports;
import casfailover.sight.Sighting;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Asks TCP ports whether they accept a connection, all of them at once, and sends nothing. */
public final class TcpServiceProbe implements ServiceProbe {

  private final List<Integer> ports;
  private final Duration deadline;
  private final Supplier<Moment> clock;

  /**
   * A probe.
   *
   * @param ports the ports that must all accept, in the order in which they are told
   * @param deadline how long they may take, all together
   * @param clock dates what is seen
   */
  public TcpServiceProbe(List<Integer> ports, Duration deadline, Supplier<Moment> clock) {
    this.ports = ports.stream().distinct().toList();
    this.deadline = deadline;
    this.clock = clock;
  }

  @Override
  public Sighting ask(Ipv4 host) {
    Moment begun = clock.get();
    Map<Integer, Ports.Answer> answers = new TreeMap<>();
    List<SocketChannel> channels = new ArrayList<>();
    try (Selector selector = Selector.open()) {
      try {
        for (int port : ports) {
          connect(host, port, selector, channels, answers);
        }
        gather(selector, begun, answers);
      } finally {
        for (SocketChannel channel : channels) {
          channel.close();
        }
      }
    } catch (IOException e) {
      String why = "ports of " + host + " could not be asked from here: " + e.getMessage();
      return new Sighting.Unknown(begun, clock.get(), why);
    }
    Ports found =
        new Ports(
            ports.stream()
                .map(port -> answers.getOrDefault(port, answer(port, false, "no answer")))
                .toList());
    return found.accepting() == ports.size()
        ? new Sighting.Seen(begun, clock.get(), found)
        : new Sighting.Silent(begun, clock.get(), found);
  }

  private static void connect(
      Ipv4 host,
      int port,
      Selector selector,
      List<SocketChannel> channels,
      Map<Integer, Ports.Answer> answers)
      throws IOException {
    SocketChannel channel = SocketChannel.open();
    channels.add(channel);
    channel.configureBlocking(false);
    try {
      if (channel.connect(new InetSocketAddress(InetAddress.getByAddress(host.bytes()), port))) {
        answers.put(port, answer(port, true, "accepts"));
      } else {
        channel.register(selector, SelectionKey.OP_CONNECT, port);
      }
    } catch (ConnectException | NoRouteToHostException e) {
      answers.put(port, refusal(port, e));
    }
  }

  private void gather(Selector selector, Moment begun, Map<Integer, Ports.Answer> answers)
      throws IOException {
    while (answers.size() < ports.size()) {
      long left = deadline.minus(clock.get().since(begun)).toMillis();
      if (left <= 0) {
        return;
      }
      selector.select(left);
      for (SelectionKey key : selector.selectedKeys()) {
        int port = (Integer) key.attachment();
        try {
          if (((SocketChannel) key.channel()).finishConnect()) {
            answers.put(port, answer(port, true, "accepts"));
          }
        } catch (ConnectException | NoRouteToHostException e) {
          answers.put(port, refusal(port, e));
        }
        key.cancel();
      }
      selector.selectedKeys().clear();
    }
  }

  /** No route is how the system tells that nobody answered for the address on the wire. */
  private static Ports.Answer refusal(int port, IOException e) {
    return answer(port, false, e instanceof ConnectException ? "refused" : "no answer");
  }

  private static Ports.Answer answer(int port, boolean accepts, String words) {
    return new Ports.Answer(port + "/tcp", accepts, words);
  }
}
