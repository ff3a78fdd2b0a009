package casfailover.program;

import casfailover.config.Settings;
import casfailover.nrpe.Answer;
import casfailover.pair.Pair;
import casfailover.report.Json;
import casfailover.sight.PeerReport;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Moves the address to the other server and back by the real handover, and measures the outage. */
final class MoveDrill {

  /** How long clients are watched after a move before it counts as over. */
  private static final Duration AFTER = Duration.ofSeconds(1);

  private final Invocation call;
  private final Settings settings;
  private final LocalAgent agent;
  private final List<Json> moves = new ArrayList<>();

  MoveDrill(Invocation call, Settings settings) {
    this.call = call;
    this.settings = settings;
    this.agent = new LocalAgent(settings);
  }

  /** The sentence that says what it does, for whoever must agree to it. */
  static String warning(Settings settings) {
    return "This moves "
        + settings.pair().casIp()
        + " to the other server and back; connections break twice for a moment.";
  }

  int run(List<String> byPerson) {
    Pair pair = settings.pair();
    Answer report = agent.ask("peer_report", List.of());
    if (!(report instanceof Answer.Answered answered) || answered.reply().code() != 0) {
      return end(Exit.FAILED, "the agent does not say who has the address; nothing was moved");
    }
    boolean here = PeerReport.parse(answered.reply().text()).stance() == PeerReport.Stance.HOLDS;
    String home = (here ? pair.self() : pair.peer()).name();
    String away = (here ? pair.peer() : pair.self()).name();
    InetSocketAddress clients =
        new InetSocketAddress(pair.casIp().toString(), settings.servicePorts().get(0));
    try (Connections connections = Connections.to(clients)) {
      int there = move(away, byPerson, connections);
      if (there != Exit.DONE) {
        return end(there, "the first move was not made, so the drill stops: nothing was moved");
      }
      int back = move(home, byPerson, connections);
      return back == Exit.DONE
          ? end(back, pair.casIp() + " was moved to " + away + " and back to " + home)
          : end(
              Exit.FAILED,
              pair.casIp()
                  + " stays on "
                  + away
                  + "; to move it back: cas-event-handler failback "
                  + home);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return end(Exit.FAILED, "interrupted; look where the address is: cas-event-handler status");
    }
  }

  private int move(String to, List<String> byPerson, Connections connections)
      throws InterruptedException {
    List<String> words = new ArrayList<>(List.of("server=" + to));
    words.addAll(byPerson);
    connections.measured();
    Answer answer = agent.ask("failback", words);
    String text =
        answer instanceof Answer.Answered answered
            ? answered.reply().text().strip()
            : "FAILED " + LocalAgent.why(answer);
    TimeUnit.MILLISECONDS.sleep(AFTER.toMillis());
    Connections.Measured measured = connections.measured();
    int exit =
        text.startsWith("DONE")
            ? Exit.DONE
            : text.startsWith("HELD")
                ? Exit.HELD
                : text.startsWith("REFUSED") ? Exit.REFUSED : Exit.FAILED;
    moves.add(
        Json.object()
            .with("to", to)
            .with("answer", text)
            .with("outage_ms", Json.of(measured.outage()))
            .with("connects", measured.tried())
            .with("failed", measured.failed())
            .end());
    if (!call.json()) {
      call.say("to " + to + ": " + text);
      call.say(
          "  outage "
              + measured.outage().toMillis()
              + " ms, "
              + measured.failed()
              + " of "
              + measured.tried()
              + " connects failed");
    }
    return exit;
  }

  private int end(int exit, String text) {
    String outcome =
        switch (exit) {
          case Exit.DONE -> "DONE";
          case Exit.HELD -> "HELD";
          case Exit.REFUSED -> "REFUSED";
          default -> "FAILED";
        };
    if (call.json()) {
      call.say(
          Json.object()
              .with("version", 1)
              .with("outcome", outcome)
              .with("text", text)
              .with("moves", Json.array(moves, move -> move))
              .end());
    } else {
      call.say(outcome + " " + text);
    }
    return exit;
  }
}
