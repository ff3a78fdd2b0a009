package casfailover.simulation;

import casfailover.keep.News;
import java.util.LinkedHashMap;
import java.util.Map;

/** The letters of one server: durable, each one once, sent when the mail server takes them. */
final class Outbox {

  private final World world;
  private final Machine machine;
  private final Map<String, News> letters = new LinkedHashMap<>();

  Outbox(World world, Machine machine) {
    this.world = world;
    this.machine = machine;
  }

  /** Puts a letter in, unless it is there already. */
  void put(News news) {
    if (letters.putIfAbsent(news.letter(), news) == null) {
      world.trace.note(
          world.now(), machine.name, "mails", () -> news.letter() + ": " + news.reason().text());
      world.coverage.count("letter " + news.kind().name().toLowerCase(java.util.Locale.ROOT));
      send(news.letter());
    }
  }

  /** Tries until the mail server takes it; one that the server took is not sent again. */
  private void send(String letter) {
    if (world.mailServer.takes(machine)) {
      world.mailServer.took(letter);
    } else {
      world.agenda.in(Agenda.SECOND, () -> send(letter));
    }
  }

  /** They are gone with all else on the disk. */
  void lost() {
    letters.clear();
  }

  Map<String, News> letters() {
    return letters;
  }
}
