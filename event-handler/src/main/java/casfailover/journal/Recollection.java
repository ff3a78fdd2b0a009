package casfailover.journal;

import casfailover.decide.Event;
import casfailover.decide.Intent;
import casfailover.pair.Epoch;
import casfailover.sight.Moment;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
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

  private static final int LETTERS = 200;

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

    private Restarts after(Entry entry) {
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

    private Place with(Entry.Kept word) {
      return new Place(word.number(), Optional.of(word));
    }

    /** Whoever had it last, it stays meant for one server only. */
    private Place after(Epoch known) {
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

    private Acknowledgement after(Epoch known) {
      return new Acknowledgement(number, word.filter(w -> w.term().equals(known)));
    }

    private Acknowledgement over() {
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
    Draft d = new Draft(this);
    d.restarts = restarts.after(entry);
    if (entry instanceof Entry.Installed) {
      d.installed = true;
      d.pause = Optional.of(new Pause(time, "", "since installation"));
    } else if (entry instanceof Entry.Lost) {
      d.remembers = false;
    } else if (entry instanceof Entry.Heard e) {
      hear(d, time, e);
    } else if (entry instanceof Entry.Ended) {
      d.intent = Intent.NONE;
    } else if (entry instanceof Entry.Learned e) {
      know(d, e.known());
      d.handing = d.handing.filter(h -> h.epoch().counter() >= e.known().counter());
    } else if (entry instanceof Entry.Begun e) {
      begin(d, time, e);
    } else if (entry instanceof Entry.Releasing e) {
      d.releasing = Optional.of(e);
    } else if (entry instanceof Entry.GaveUp || entry instanceof Entry.Released) {
      d.term = Optional.empty();
      d.releasing = Optional.empty();
      d.handing = entry instanceof Entry.Released ? Optional.empty() : d.handing;
      d.releasedByPerson |= entry instanceof Entry.Released r && r.byPerson();
    } else if (entry instanceof Entry.HandingOver e) {
      d.handing = Optional.of(e);
    } else if (entry instanceof Entry.HandedOver e) {
      d.term = Optional.empty();
      d.handing = Optional.of(new Entry.HandingOver(e.epoch(), e.attempt(), e.why()));
    } else if (entry instanceof Entry.Taken e) {
      take(d, time, e);
    } else if (entry instanceof Entry.Paused e) {
      d.pause = Optional.of(new Pause(time, e.author(), e.comment()));
    } else if (entry instanceof Entry.Resumed) {
      d.pause = Optional.empty();
      d.installed = false;
      d.releasedByPerson = false;
    } else if (entry instanceof Entry.Kept e) {
      d.place = place.with(e);
      d.acknowledgement = acknowledgement.over();
      d.intent = Intent.NONE;
      d.releasedByPerson = false;
    } else if (entry instanceof Entry.Acknowledged e) {
      d.acknowledgement = new Acknowledgement(e.number(), Optional.of(e));
    } else if (entry instanceof Entry.RightRegained) {
      d.term = term.map(t -> t.evenIfDatabases() ? withOrdinaryRight(t) : t);
    } else if (entry instanceof Entry.Posted e) {
      Set<String> letters = new LinkedHashSet<>(posted);
      letters.add(e.letter());
      d.posted = letters.stream().skip(Math.max(0, letters.size() - LETTERS)).toList();
    }
    return d.done();
  }

  private static void hear(Draft d, Instant time, Entry.Heard e) {
    List<Event> events = new ArrayList<>(d.heard);
    events.removeIf(h -> h.sameSource(e.event()));
    events.add(e.event());
    d.heard = events;
    if (!e.incident().isEmpty()) {
      d.incident = e.incident();
      d.acknowledgement = d.acknowledgement.over();
    }
    d.intent =
        switch (e.event().meaning()) {
          case ARM -> d.intent.with(e.event(), time);
          case END -> d.intent.without(e.event());
          case PRE_ARM, NOTHING -> d.intent;
        };
  }

  private static void begin(Draft d, Instant time, Entry.Begun e) {
    d.own = e.epoch();
    d.incident = e.incident();
    d.releasing = Optional.empty();
    d.term =
        Optional.of(
            new Term(e.epoch(), e.how(), e.incident(), false, time, e.evenIfDatabases(), e.why()));
  }

  /** Another term may have been written between the hearing and the writing of this one. */
  private static void know(Draft d, Epoch term) {
    d.known = term.counter() >= d.known.counter() ? term : d.known;
    d.place = d.place.after(d.known);
    d.acknowledgement = d.acknowledgement.after(d.known);
    d.remembers = true;
  }

  private static void take(Draft d, Instant time, Entry.Taken e) {
    know(d, e.epoch());
    d.handing = Optional.empty();
    d.term =
        d.term.map(
            t ->
                new Term(
                    t.epoch(), t.how(), t.incident(), true, time, t.evenIfDatabases(), t.why()));
    d.releasedByPerson = false;
    boolean fromTheOther =
        switch (e.how()) {
          case FAILOVER, ORDERED, HANDOVER -> true;
          case HOME, ADOPTED -> false;
        };
    if (fromTheOther) {
      d.lastTake = Optional.of(time);
    }
  }

  private static Term withOrdinaryRight(Term t) {
    return new Term(t.epoch(), t.how(), t.incident(), t.taken(), t.since(), false, t.why());
  }

  /** A recollection that is being changed. */
  private static final class Draft {
    private boolean remembers;
    private boolean installed;
    private Optional<Pause> pause;
    private Epoch own;
    private Epoch known;
    private Optional<Term> term;
    private Optional<Entry.Releasing> releasing;
    private Optional<Entry.HandingOver> handing;
    private Intent intent;
    private List<Event> heard;
    private boolean releasedByPerson;
    private Optional<Instant> lastTake;
    private String incident;
    private Restarts restarts;
    private Place place;
    private Acknowledgement acknowledgement;
    private List<String> posted;

    Draft(Recollection r) {
      remembers = r.remembers;
      installed = r.installed;
      pause = r.pause;
      own = r.own;
      known = r.known;
      term = r.term;
      releasing = r.releasing;
      handing = r.handing;
      intent = r.intent;
      heard = r.heard;
      releasedByPerson = r.releasedByPerson;
      lastTake = r.lastTake;
      incident = r.incident;
      restarts = r.restarts;
      place = r.place;
      acknowledgement = r.acknowledgement;
      posted = List.copyOf(r.posted);
    }

    Recollection done() {
      return new Recollection(
          remembers,
          installed,
          pause,
          own,
          known,
          term,
          releasing,
          handing,
          intent,
          List.copyOf(heard),
          releasedByPerson,
          lastTake,
          incident,
          restarts,
          place,
          acknowledgement,
          Collections.unmodifiableSet(new LinkedHashSet<>(posted)));
    }
  }
}
