package casfailover.journal;

import casfailover.decide.Event;
import casfailover.decide.Intent;
import casfailover.pair.Epoch;
import casfailover.sight.Moment;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * All that a server remembers: the entries of its journal, added up. What is not here did not
 * happen, as far as the next start is concerned.
 *
 * @param remembers whether the terms that it knows of can be relied on; not so after a loss
 * @param installed whether nobody has resumed it since it was installed
 * @param pause who paused it, and when; empty while it may act
 * @param own the last term that this server began
 * @param known the highest term in which anybody had the address, as far as it ever heard; one that
 *     was only begun makes no owner
 * @param term the term in which the address is or may be here
 * @param releasing the removal of the address that was begun and is not known to have ended
 * @param handing the handover to the other server that was begun, until either is known to have
 *     taken the address after it
 * @param intent what the monitors want
 * @param heard the last event of each monitor and subject
 * @param releasedByPerson whether a person sent the address away from here
 * @param lastTake when it last took the address from the other server
 * @param incident what the present incident is filed under; empty before the first
 * @param restarts the restarts that are announced
 * @param place where the address is meant to be
 * @param acknowledgement whether a person has seen what is wrong
 * @param posted the letters that were handed to the outbox, oldest first
 */
public record Recollection(
    boolean remembers,
    boolean installed,
    Optional<Pause> pause,
    Epoch own,
    Epoch known,
    Optional<Term> term,
    Optional<Entry.Releasing> releasing,
    Optional<Entry.HandingOver> handing,
    Intent intent,
    List<Event> heard,
    boolean releasedByPerson,
    Optional<Instant> lastTake,
    String incident,
    Restarts restarts,
    Place place,
    Acknowledgement acknowledgement,
    Set<String> posted) {

  /** Who paused a server, and when. */
  public record Pause(Instant since, String author, String comment) {}

  /**
   * A term of having the address.
   *
   * @param taken whether the address was read back; before that it may be here or not
   * @param since when it was taken, or its take begun
   * @param evenIfDatabases whether a person's order lets it stand without the right
   * @param why the sentence of the decision
   */
  public record Term(
      Epoch epoch,
      Entry.How how,
      String incident,
      boolean taken,
      Instant since,
      boolean evenIfDatabases,
      String why) {}

  /**
   * Restarts that were announced and are not known to be over.
   *
   * @param own ours, with the lifetime that the address was to get for it
   * @param peers the one of the peer, which we wait for
   */
  public record Restarts(Optional<Entry.BackSoon> own, Optional<Entry.PeerBackSoon> peers) {

    static final Restarts NONE = new Restarts(Optional.empty(), Optional.empty());

    Restarts after(Entry entry) {
      if (entry instanceof Entry.BackSoon e) {
        return new Restarts(Optional.of(e), peers);
      }
      if (entry instanceof Entry.PeerBackSoon e) {
        return new Restarts(own, Optional.of(e));
      }
      if (entry instanceof Entry.PeerBack) {
        return new Restarts(own, Optional.empty());
      }
      boolean gone =
          entry instanceof Entry.Released
              || entry instanceof Entry.GaveUp
              || entry instanceof Entry.HandedOver;
      return gone || entry instanceof Entry.BackSoonOver
          ? new Restarts(Optional.empty(), peers)
          : this;
    }
  }

  /**
   * Where the address is meant to be by the word of a person.
   *
   * @param number the number of the last such word
   * @param kept that word; empty once the address was taken elsewhere
   */
  public record Place(long number, Optional<Entry.Kept> kept) {

    static final Place OPEN = new Place(0, Optional.empty());

    Place with(Entry.Kept word) {
      return new Place(word.number(), Optional.of(word));
    }

    /** Whoever had it last, it stays meant for one server only. */
    Place after(Epoch known) {
      return known.equals(Epoch.NONE)
          ? this
          : new Place(number, kept.filter(k -> k.node().equals(known.node())));
    }
  }

  /**
   * The word of a person who has seen what is wrong with the address; it lasts until the next term
   * of it and the next incident.
   *
   * @param number the number of the last such word
   * @param word that word; empty once it is over
   */
  public record Acknowledgement(long number, Optional<Entry.Acknowledged> word) {

    static final Acknowledgement NONE = new Acknowledgement(0, Optional.empty());

    Acknowledgement after(Epoch known) {
      return new Acknowledgement(number, word.filter(w -> w.term().equals(known)));
    }

    Acknowledgement over() {
      return new Acknowledgement(number, Optional.empty());
    }
  }

  /** Before the first entry. */
  public static final Recollection EMPTY =
      new Recollection(
          true,
          false,
          Optional.empty(),
          Epoch.NONE,
          Epoch.NONE,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Intent.NONE,
          List.of(),
          false,
          Optional.empty(),
          "",
          Restarts.NONE,
          Place.OPEN,
          Acknowledgement.NONE,
          Set.of());

  /**
   * What the lines of a journal add up to. A line that does not read counts as a loss.
   *
   * @param unreadable is told of such a line, and of why it does not read
   */
  public static Recollection of(
      List<JournalLine> lines, BiConsumer<JournalLine, String> unreadable) {
    Recollection memory = EMPTY;
    for (JournalLine line : lines) {
      try {
        memory = memory.after(line);
      } catch (IllegalArgumentException | DateTimeException e) {
        unreadable.accept(line, String.valueOf(e.getMessage()));
        memory = memory.after(line.time(), new Entry.Lost("line " + line.seq()));
      }
    }
    return memory;
  }

  private Recollection after(JournalLine line) {
    return line.word().equals(FileJournal.REMEMBERED)
        ? RecollectionText.parse(line.values())
        : EntryText.parse(line.word(), line.values())
            .map(entry -> after(line.time(), entry))
            .orElse(this);
  }

  public boolean paused() {
    return pause.isPresent();
  }

  /** Whether a letter was handed to the outbox already. */
  public boolean hasPosted(String letter) {
    return posted.contains(letter);
  }

  /**
   * The name of the next incident: the day, and its number on that day. Where the clock was set
   * back the last one's day goes on, so that no name comes twice.
   */
  public String nextIncident(LocalDate today) {
    if (!incident.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}-[0-9]{1,9}")) {
      return today + "-1";
    }
    int end = incident.lastIndexOf('-');
    LocalDate last = LocalDate.parse(incident.substring(0, end));
    int number = Integer.parseInt(incident.substring(end + 1));
    return last.isBefore(today) ? today + "-1" : last + "-" + (number + 1);
  }

  /** Whether the last event of this monitor and subject that was written reported a problem. */
  public boolean remembersProblem(Event recovery) {
    return heard.stream().anyMatch(h -> h.sameSource(recovery) && h.meaning() == Event.Meaning.ARM);
  }

  /** Whether an event says the same as the last one of its monitor and subject. */
  public boolean repeats(Event event) {
    return heard.stream().anyMatch(event::repeats);
  }

  /** What is remembered after one more entry. */
  public Recollection after(Moment now, Entry entry) {
    return after(now.wall(), entry);
  }

  /** What is remembered after one more entry, written at a time. */
  public Recollection after(Instant time, Entry entry) {
    return new Remembering(this).with(time, entry).whole();
  }
}
