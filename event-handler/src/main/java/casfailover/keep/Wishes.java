package casfailover.keep;

import casfailover.decide.Event;
import casfailover.decide.Evidence.MonitorView;
import casfailover.decide.Evidence.Ordered;
import casfailover.decide.Evidence.Wish;
import casfailover.decide.Intent;
import casfailover.order.Order;
import casfailover.sight.Moment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What monitors and people want and say, as far as it need not survive a crash. */
final class Wishes {

  private static final Duration SOFT_LASTS = Duration.ofMinutes(5);
  private static final Duration CHECKED_LATELY = Duration.ofSeconds(10);

  /** How long the word of a monitor counts that the peer is down; polls say it again. */
  private static final Duration DOWN_LASTS = Duration.ofMinutes(5);

  private final Map<String, Told> levels = new HashMap<>();
  private final Map<String, Moment> armed = new HashMap<>();
  private final Map<String, Moment> soft = new HashMap<>();
  private final List<Event> beingWritten = new ArrayList<>();
  private Optional<StandingOrder> order = Optional.empty();
  private Optional<Moment> wantedSince = Optional.empty();

  /**
   * What a monitor said last.
   *
   * @param peerAt when it last said how it sees the peer's host
   */
  private record Told(Event.Level level, Moment peerAt) {

    boolean up(Duration within, Moment now) {
      return level.peerState().filter(s -> s == Event.State.UP).isPresent()
          && level.peerAge().filter(age -> age.compareTo(CHECKED_LATELY) <= 0).isPresent()
          && now.within(within, peerAt);
    }

    boolean down(Moment now) {
      return level.peerState().filter(s -> s == Event.State.DOWN).isPresent()
          && now.within(DOWN_LASTS, peerAt);
    }
  }

  /** An order that was given and is not answered yet. */
  record StandingOrder(Ticket ticket, Order.Take order, Moment since) {}

  /** What was heard before a restart is taken as heard at the start. */
  Wishes(Intent intent, Moment start) {
    for (Intent.Claim claim : intent.claims()) {
      levels.put(claim.event().monitor(), new Told(claim.event().level(), start));
      armed.put(source(claim.event()), start);
    }
  }

  /** Takes in an event; whether it took back a SOFT state. */
  boolean heard(Event event, Moment now) {
    boolean wasSoft = soft.containsKey(source(event));
    levels.put(event.monitor(), new Told(event.level(), now));
    switch (event.meaning()) {
      case ARM -> {
        armed.put(source(event), now);
        soft.remove(source(event));
      }
      case PRE_ARM -> soft.put(source(event), now);
      case END -> {
        armed.remove(source(event));
        soft.remove(source(event));
      }
      case NOTHING -> {}
    }
    return wasSoft;
  }

  /** An event that changes the intent is on its way to the disk. */
  void writing(Event event) {
    beingWritten.add(event);
  }

  /** An event came to the disk, or did not. */
  void noLongerWriting(Event event) {
    beingWritten.remove(event);
  }

  boolean beingWritten() {
    return !beingWritten.isEmpty();
  }

  /** The last event on its way to the disk that has the source of another. */
  Optional<Event> beingWritten(Event other) {
    return beingWritten.stream().filter(other::sameSource).reduce((earlier, later) -> later);
  }

  /**
   * A poll says how things look now; it takes no word about the peer's host back by its silence.
   */
  void polled(String monitor, Event.Level level, Moment now) {
    Told before = levels.getOrDefault(monitor, new Told(Event.Level.NOTHING, now));
    Event.Level silent =
        new Event.Level(level.downtime(), before.level().peerState(), before.level().peerAge());
    levels.put(
        monitor,
        level.peerState().isPresent() ? new Told(level, now) : new Told(silent, before.peerAt()));
  }

  void ordered(StandingOrder standing) {
    order = Optional.of(standing);
  }

  Optional<StandingOrder> order() {
    return order;
  }

  void orderAnswered() {
    order = Optional.empty();
  }

  Ordered orderWord() {
    return order
        .map(
            o ->
                o.order().evenIfDatabases() ? Ordered.TAKEOVER_EVEN_IF_DATABASES : Ordered.TAKEOVER)
        .orElse(Ordered.NOTHING);
  }

  Wish wish(Intent intent, Moment now) {
    forgetOldSoft(now);
    if (intent.armed()) {
      return Wish.ARMED;
    }
    return soft.isEmpty() ? Wish.NONE : Wish.SOFT;
  }

  private void forgetOldSoft(Moment now) {
    soft.values().removeIf(at -> now.since(at).compareTo(SOFT_LASTS) > 0);
  }

  /** Whether a SOFT state was heard or an order was given. */
  boolean wanted(Moment now) {
    forgetOldSoft(now);
    return !soft.isEmpty() || order.isPresent();
  }

  /** Notes since when somebody has wanted the address here. */
  void note(boolean wanted, Moment now) {
    wantedSince = wanted ? Optional.of(wantedSince.orElse(now)) : Optional.empty();
  }

  Optional<Moment> wantedSince() {
    return wantedSince;
  }

  boolean downtime() {
    return levels.values().stream().map(Told::level).anyMatch(Event.Level::downtime);
  }

  /**
   * What the monitors see of the peer's host. Their word that it is up counts only while the event
   * that armed is young and the word and the look behind it are: it may delay a takeover, never
   * prevent it, and a monitor that fell silent outvotes no other.
   */
  MonitorView monitorView(Duration peerUpHold, Moment now) {
    boolean young = armed.values().stream().anyMatch(at -> now.within(peerUpHold, at));
    boolean up = levels.values().stream().anyMatch(told -> told.up(peerUpHold, now));
    if (young && up) {
      return MonitorView.PEER_UP;
    }
    boolean down = levels.values().stream().anyMatch(told -> told.down(now));
    return down && !up ? MonitorView.PEER_DOWN : MonitorView.NOTHING;
  }

  private static String source(Event event) {
    return event.monitor() + " " + event.subject();
  }
}
