package casfailover.journal;

import casfailover.decide.Event;
import casfailover.decide.Intent;
import casfailover.pair.Epoch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How one entry more changes what is remembered. */
final class Remembering {

  private static final int LETTERS = 200;

  private boolean remembers;
  private boolean installed;
  private Optional<Recollection.Pause> pause;
  private Epoch own;
  private Epoch known;
  private Optional<Recollection.Term> term;
  private Optional<Entry.Releasing> releasing;
  private Optional<Entry.HandingOver> handing;
  private Intent intent;
  private List<Event> heard;
  private boolean releasedByPerson;
  private Optional<Instant> lastTake;
  private String incident;
  private Recollection.Restarts restarts;
  private Recollection.Place place;
  private Recollection.Acknowledgement acknowledgement;
  private List<String> posted;

  Remembering(Recollection r) {
    remembers = r.remembers();
    installed = r.installed();
    pause = r.pause();
    own = r.own();
    known = r.known();
    term = r.term();
    releasing = r.releasing();
    handing = r.handing();
    intent = r.intent();
    heard = r.heard();
    releasedByPerson = r.releasedByPerson();
    lastTake = r.lastTake();
    incident = r.incident();
    restarts = r.restarts();
    place = r.place();
    acknowledgement = r.acknowledgement();
    posted = List.copyOf(r.posted());
  }

  /** Takes in an entry that was written at a time. */
  Remembering with(Instant time, Entry entry) {
    restarts = restarts.after(entry);
    if (entry instanceof Entry.Installed) {
      installed = true;
      pause = Optional.of(new Recollection.Pause(time, "", "since installation"));
    } else if (entry instanceof Entry.Lost) {
      remembers = false;
    } else if (entry instanceof Entry.Heard e) {
      hear(time, e);
    } else if (entry instanceof Entry.Ended) {
      intent = Intent.NONE;
    } else if (entry instanceof Entry.Learned e) {
      know(e.known());
      handing = handing.filter(h -> h.epoch().counter() >= e.known().counter());
    } else if (entry instanceof Entry.Begun e) {
      begin(time, e);
    } else if (entry instanceof Entry.Releasing e) {
      releasing = Optional.of(e);
    } else if (entry instanceof Entry.GaveUp || entry instanceof Entry.Released) {
      term = Optional.empty();
      releasing = Optional.empty();
      handing = entry instanceof Entry.Released ? Optional.empty() : handing;
      releasedByPerson |= entry instanceof Entry.Released r && r.byPerson();
    } else if (entry instanceof Entry.HandingOver e) {
      handing = Optional.of(e);
    } else if (entry instanceof Entry.HandedOver e) {
      term = Optional.empty();
      handing = Optional.of(new Entry.HandingOver(e.epoch(), e.attempt(), e.why()));
    } else if (entry instanceof Entry.Taken e) {
      take(time, e);
    } else if (entry instanceof Entry.Paused e) {
      pause = Optional.of(new Recollection.Pause(time, e.author(), e.comment()));
    } else if (entry instanceof Entry.Resumed) {
      pause = Optional.empty();
      installed = false;
      releasedByPerson = false;
    } else if (entry instanceof Entry.Kept e) {
      place = place.with(e);
      acknowledgement = acknowledgement.over();
      intent = Intent.NONE;
      releasedByPerson = false;
    } else if (entry instanceof Entry.Acknowledged e) {
      acknowledgement = new Recollection.Acknowledgement(e.number(), Optional.of(e));
    } else if (entry instanceof Entry.RightRegained) {
      term = term.map(t -> t.evenIfDatabases() ? withOrdinaryRight(t) : t);
    } else if (entry instanceof Entry.Posted e) {
      Set<String> letters = new LinkedHashSet<>(posted);
      letters.add(e.letter());
      posted = letters.stream().skip(Math.max(0, letters.size() - LETTERS)).toList();
    }
    return this;
  }

  private void hear(Instant time, Entry.Heard e) {
    List<Event> events = new ArrayList<>(heard);
    events.removeIf(h -> h.sameSource(e.event()));
    events.add(e.event());
    heard = events;
    if (!e.incident().isEmpty()) {
      incident = e.incident();
      acknowledgement = acknowledgement.over();
    }
    intent =
        switch (e.event().meaning()) {
          case ARM -> intent.with(e.event(), time);
          case END -> intent.without(e.event());
          case PRE_ARM, NOTHING -> intent;
        };
  }

  private void begin(Instant time, Entry.Begun e) {
    own = e.epoch();
    incident = e.incident();
    releasing = Optional.empty();
    term =
        Optional.of(
            new Recollection.Term(
                e.epoch(), e.how(), e.incident(), false, time, e.evenIfDatabases(), e.why()));
  }

  /** Another term may have been written between the hearing and the writing of this one. */
  private void know(Epoch later) {
    known = later.counter() >= known.counter() ? later : known;
    place = place.after(known);
    acknowledgement = acknowledgement.after(known);
    remembers = true;
  }

  private void take(Instant time, Entry.Taken e) {
    know(e.epoch());
    handing = Optional.empty();
    term =
        term.map(
            t ->
                new Recollection.Term(
                    t.epoch(), t.how(), t.incident(), true, time, t.evenIfDatabases(), t.why()));
    releasedByPerson = false;
    boolean fromTheOther =
        switch (e.how()) {
          case FAILOVER, ORDERED, HANDOVER -> true;
          case HOME, ADOPTED -> false;
        };
    if (fromTheOther) {
      lastTake = Optional.of(time);
    }
  }

  private static Recollection.Term withOrdinaryRight(Recollection.Term t) {
    return new Recollection.Term(
        t.epoch(), t.how(), t.incident(), t.taken(), t.since(), false, t.why());
  }

  /** What is remembered now. */
  Recollection whole() {
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
