package casfailover.keep;

import casfailover.decide.Decision.Act;
import casfailover.decide.Reason;
import casfailover.decide.Row;
import casfailover.journal.Entry;
import casfailover.journal.Entry.How;
import casfailover.journal.Recollection;
import casfailover.keep.News.Kind;
import casfailover.pair.Epoch;
import casfailover.sight.Moment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Decides what is worth a letter, so that one thing gives one letter. */
final class Newsroom {

  private static final Duration WORTH_A_LETTER = Duration.ofSeconds(60);

  private static final Duration TRY_AGAIN = Duration.ofSeconds(5);

  /** How long another reason must last to be told of before the next reminder. */
  private static final Duration STEADY = Duration.ofSeconds(10);

  private final Set<String> handedOn = new HashSet<>();
  private final Map<News, Moment> refused = new LinkedHashMap<>();
  private Optional<Moment> heldSince = Optional.empty();
  private Optional<Row> heldBy = Optional.empty();
  private Optional<Moment> heldBySince = Optional.empty();
  private Reminders reminders = new Reminders(WORTH_A_LETTER);
  private long told = -1;
  private String lastReminder = "";

  /** A letter that the outbox did not take is handed on again after a while. */
  void notPosted(News news, Moment now) {
    refused.put(news, now);
  }

  /** The letters that are to be handed on again. */
  List<Effect> again(Moment now) {
    List<Effect> effects = new ArrayList<>();
    refused
        .entrySet()
        .removeIf(
            entry -> {
              boolean due = !now.within(TRY_AGAIN, entry.getValue());
              if (due) {
                effects.add(new Effect.Post(entry.getKey()));
              }
              return due;
            });
    return effects;
  }

  /** A take is in the journal; the evidence was gathered before it began. */
  List<Effect> taken(
      Recollection.Term term, View evidence, Recollection memory, Optional<Duration> cutOff) {
    heldSince = Optional.empty();
    boolean moved = term.how() == How.HANDOVER;
    return post(
        term.incident() + (moved ? ".handover-" : ".takeover-") + term.epoch().counter(),
        moved ? Kind.HANDOVER : Kind.TAKEOVER,
        term.incident(),
        new Reason(term.why(), cutOff.map(Reason::brief).orElse("")),
        evidence,
        memory,
        Optional.of(term));
  }

  /** The address is here and not where it belongs, and nobody has said a word of it. */
  List<Effect> whileAway(
      Moment now, Recollection memory, Duration remindEvery, Supplier<View> view) {
    Recollection.Term term = memory.term().orElseThrow();
    long reminder = Duration.between(term.since(), now.wall()).dividedBy(remindEvery);
    boolean quiet =
        memory.acknowledgement().word().isPresent()
            || memory.place().kept().isPresent()
            || term.how() == How.ADOPTED;
    String letter = "%s.away-%d-%d".formatted(term.incident(), term.epoch().counter(), reminder);
    if (reminder < 1 || quiet || letter.equals(lastReminder)) {
      return List.of();
    }
    lastReminder = letter;
    return post(letter, Kind.AWAY, term.incident(), new Reason("", ""), view.get(), memory);
  }

  /** A person has seen what is wrong. */
  List<Effect> acknowledged(Entry.Acknowledged word, View view) {
    String incident = view.memory().incident();
    return post(
        incident + ".acknowledged-" + word.number(),
        Kind.ACKNOWLEDGED,
        incident,
        new Reason(word.author(), word.comment()),
        view,
        view.memory());
  }

  /** No monitor asks. */
  List<Effect> unwatched(Moment since, View view) {
    return post(
        "unwatched-" + since.wall().getEpochSecond(),
        Kind.UNWATCHED,
        "",
        new Reason("", ""),
        view,
        view.memory());
  }

  /** The address is let go, and nobody ordered it. */
  List<Effect> released(Epoch epoch, String why, View view) {
    String incident = view.memory().incident();
    return post(
        incident + ".release-" + epoch.counter(),
        Kind.RELEASE,
        incident,
        new Reason(why, ""),
        view,
        view.memory());
  }

  /** Something is wrong with the address that is here, and a person has to mend it. */
  List<Effect> alarm(Kind kind, Epoch epoch, Reason reason, View view) {
    String incident = view.memory().incident();
    String what = kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    return post(
        incident + ".alarm-" + what + "-" + epoch.counter(),
        kind,
        incident,
        reason,
        view,
        view.memory());
  }

  /** The address is wanted here, and something holds us. */
  List<Effect> whileStanding(Moment now, Verdict verdict, Recollection memory, Account account) {
    if (!memory.intent().armed() && verdict.decision().wouldHave().isPresent()) {
      // Nobody called, so there is no incident: one letter for each time that it is vacant.
      return post(
          "vacant-" + memory.known().counter() + ".would-have",
          Kind.WOULD_HAVE,
          memory.incident(),
          verdict.reason(),
          account.view(now),
          memory);
    }
    if (verdict.decision().act() != Act.HOLD || !memory.intent().armed()) {
      heldSince = Optional.empty();
      reminders = new Reminders(WORTH_A_LETTER);
      told = -1;
      return List.of();
    }
    if (verdict.decision().wouldHave().isPresent()) {
      return post(
          memory.incident() + ".would-have",
          Kind.WOULD_HAVE,
          memory.incident(),
          verdict.reason(),
          account.view(now),
          memory);
    }
    Moment since = heldSince.orElse(now);
    heldSince = Optional.of(since);
    if (heldBy.filter(verdict.decision().row()::equals).isEmpty()) {
      heldBy = Optional.of(verdict.decision().row());
      heldBySince = Optional.of(now);
    }
    Duration held = now.since(since);
    // What only waits goes on by itself, unless something breaks the silence again and again.
    boolean onlyWaits = verdict.decision().row() == Row.WAITING;
    boolean mayGoOn =
        onlyWaits && heldBySince.filter(at -> now.within(WORTH_A_LETTER, at)).isPresent();
    if (held.compareTo(WORTH_A_LETTER) < 0 || mayGoOn) {
      return List.of();
    }
    View view = account.view(now);
    boolean seen = told >= 0 && memory.acknowledgement().word().isPresent();
    long reminder = seen ? told : reminders.due(held, view.setup().timing().remindEvery());
    if (reminder <= told && heldBySince.filter(at -> now.within(STEADY, at)).isPresent()) {
      return List.of();
    }
    told = reminder;
    String row = verdict.decision().row().name().toLowerCase(Locale.ROOT);
    return post(
        memory.incident() + ".hold-" + row + "-" + reminder,
        Kind.HOLD,
        memory.incident(),
        verdict.reason(),
        view,
        memory);
  }

  private List<Effect> post(
      String letter, Kind kind, String incident, Reason reason, View view, Recollection memory) {
    return post(letter, kind, incident, reason, view, memory, Optional.empty());
  }

  private List<Effect> post(
      String letter,
      Kind kind,
      String incident,
      Reason reason,
      View view,
      Recollection memory,
      Optional<Recollection.Term> term) {
    String id = letter + "@" + view.setup().pair().self();
    if (memory.hasPosted(id) || !handedOn.add(id)) {
      return List.of();
    }
    return List.of(
        new Effect.Post(new News(id, kind, incident, view.at().wall(), reason, view, term)));
  }
}
