package casfailover.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Exchange on one server of the lab: beats to the other server ten times a second, asks the witness
 * when it is alone, serves clients, and answers the sessions of its own machine and the words of
 * tests on a port of the loopback.
 */
final class DagDaemon implements AutoCloseable {
  static final int CLUSTER_PORT = 7100;
  static final int CONTROL_PORT = 7101;

  private static final long BEAT_MS = 100;

  /** How long an order to move databases waits for a server that is just coming back. */
  private static final long MOVE_PATIENCE_MS = 10_000;

  private final String node;
  private final InetSocketAddress peer;
  private final InetSocketAddress witness;
  private final DatagramSocket cluster;
  private final ServerSocket control;
  private final AccessService access;
  private final DagMember member;
  private final DagControl words;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(body -> daemon("beat", body));
  private Future<?> beats = CompletableFuture.completedFuture("not begun");
  private final List<Socket> unanswered = new CopyOnWriteArrayList<>();
  private volatile String problem = "none";

  DagDaemon(Options options) throws IOException {
    this.node = options.needed("node");
    String[] pair = options.text("pair", "exch-a,exch-b").split(",", 2);
    String first = options.text("first", pair[0]);
    TreeMap<String, String> holders = new TreeMap<>();
    for (String name : options.text("databases", "Mailbox Database 1,Archive").split(",", -1)) {
      holders.put(name, first);
    }
    this.peer = options.place("peer", CLUSTER_PORT);
    this.witness = options.place("witness", CLUSTER_PORT);
    this.member =
        new DagMember(
            node,
            node.equals(pair[0]) ? pair[1] : pair[0],
            holders,
            options.number("move-after", 1000),
            DagWitness.millis());
    this.cluster = new DatagramSocket(options.place("address", CLUSTER_PORT));
    this.control =
        new ServerSocket(
            options.number("control-port", CONTROL_PORT), 50, InetAddress.getLoopbackAddress());
    this.access = new AccessService(node, options.number("access-port", 443));
    this.words = new DagControl(member, access);
  }

  int controlPort() {
    return control.getLocalPort();
  }

  int accessPort() {
    return access.port();
  }

  void start() {
    access.start();
    thread("cluster", this::listen);
    thread("control", this::control);
    beats = clock.scheduleAtFixedRate(this::beat, 0, BEAT_MS, TimeUnit.MILLISECONDS);
  }

  private synchronized void beat() {
    long now = DagWitness.millis();
    send("BEAT " + member.beat(now).text(), peer);
    if (member.asksWitness(now)) {
      send("LOCK " + node + " " + now, witness);
    }
    member.tick(now);
  }

  private void send(String text, InetSocketAddress to) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try {
      cluster.send(new DatagramPacket(bytes, bytes.length, to));
    } catch (IOException e) {
      // As on a real network: what does not arrive is noticed by its absence.
      problem = "not sent to " + to + ": " + e.getMessage();
    }
  }

  private void listen() {
    byte[] buffer = new byte[8192];
    while (!cluster.isClosed()) {
      DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
      try {
        cluster.receive(packet);
        heard(DagWitness.text(packet));
      } catch (IOException e) {
        problem = "nothing received: " + e.getMessage();
      }
    }
  }

  private synchronized void heard(String text) {
    String[] parts = text.split(" ", 2);
    if (parts[0].equals("BEAT")) {
      member.heard(DagBeat.parse(parts[1]), DagWitness.millis());
    } else if (parts[0].equals("GRANTED")) {
      member.granted(Long.parseLong(parts[1]));
    }
  }

  private void control() {
    while (!control.isClosed()) {
      try {
        Socket socket = control.accept();
        thread("asked", () -> answer(socket));
      } catch (IOException e) {
        problem = "nobody can ask: " + e.getMessage();
      }
    }
  }

  private void answer(Socket socket) {
    try {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      String line = in.readLine();
      if (line != null) {
        obey(socket, line, DagWitness.millis() + MOVE_PATIENCE_MS);
      }
    } catch (IOException e) {
      problem = "a question was not heard: " + e.getMessage();
    }
  }

  private void obey(Socket socket, String line, long until) {
    Optional<DagControl.Told> told = hear(line);
    if (told.isEmpty()) {
      unanswered.add(socket);
    } else if (told.get().line().endsWith(" is not there") && DagWitness.millis() < until) {
      later(BEAT_MS, () -> obey(socket, line, until));
    } else {
      later(told.get().afterMs(), () -> say(socket, told.get().line()));
    }
  }

  private synchronized Optional<DagControl.Told> hear(String line) {
    return words
        .hear(line, DagWitness.millis())
        .map(
            told ->
                line.equals("status")
                    ? new DagControl.Told(told.line() + " last problem: " + problem, 0)
                    : told);
  }

  private void say(Socket socket, String line) {
    try (socket) {
      socket.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      problem = "an answer was not wanted: " + e.getMessage();
    }
  }

  private static void later(long millis, Runnable body) {
    CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS).execute(body);
  }

  /** Starts a thread that keeps nobody alive. */
  static void thread(String name, Runnable body) {
    daemon(name, body).start();
  }

  private static Thread daemon(String name, Runnable body) {
    Thread thread = new Thread(body, name);
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void close() throws IOException {
    beats.cancel(false);
    clock.shutdownNow();
    cluster.close();
    control.close();
    access.close();
    for (Socket socket : unanswered) {
      socket.close();
    }
  }
}
