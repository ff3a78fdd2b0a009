package casfailover.order;

import casfailover.decide.Event;
import casfailover.decide.Event.State;
import casfailover.decide.Event.StateType;
import casfailover.decide.Event.Subject;
import casfailover.order.Order.Who;
import casfailover.pair.FreeText;
import casfailover.pair.Ipv4;
import casfailover.pair.Node;
import casfailover.pair.Pair;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads what a monitor or a person tells a server of a pair. */
public final class Orders {

  private static final Set<String> EVENT_WORDS =
      Set.of(
          "cas_ip",
          "service",
          "host",
          "state",
          "type",
          "attempt",
          "problem",
          "downtime",
          "peer_state",
          "peer_checked",
          "now");
  private static final Set<String> PERSON_WORDS = Set.of("author", "comment");
  private static final Set<String> EXCEPTION_WORDS = Set.of("author", "comment", "even_if");
  private static final Set<String> NOTIFICATION_WORDS =
      Set.of("cas_ip", "type", "author", "comment");

  /** What a person writes on a dashboard to order something. */
  private static final Pattern WRITTEN =
      Pattern.compile("(FAILBACK|KEEP) +(\\S+)", Pattern.CASE_INSENSITIVE);

  /** How many characters of the monitor's own words are kept. */
  private static final int OPAQUE = 64;

  private final Pair pair;
  private final List<String> failbackAuthors;

  /** Reads for a pair in which everybody who may act may order a failback. */
  public Orders(Pair pair) {
    this(pair, List.of());
  }

  /**
   * Reads for a pair.
   *
   * @param failbackAuthors who may order a failback; everybody who may act if empty
   */
  public Orders(Pair pair, List<String> failbackAuthors) {
    this.pair = pair;
    this.failbackAuthors = List.copyOf(failbackAuthors);
  }

  /** The commands that this class reads. */
  public static final Set<String> COMMANDS =
      Set.of(
          "handle_event",
          "notify",
          "acknowledge",
          "takeover",
          "release",
          "failback",
          "evacuate",
          "keep",
          "pause",
          "resume",
          "back_soon",
          "reload",
          "flush_mail");

  /**
   * Reads one action.
   *
   * @param from the monitor that speaks: its certificate's name or its address
   */
  public Understood read(String from, String command, List<String> arguments) {
    try {
      return switch (command) {
        case "handle_event" -> event(from, Words.read(command, arguments, EVENT_WORDS));
        case "notify" -> notification(from, arguments);
        case "acknowledge" ->
            new Understood.AnOrder(new Order.Acknowledge(who(command, arguments)));
        case "takeover" -> takeover(arguments);
        case "release" -> new Understood.AnOrder(new Order.Release(who(command, arguments)));
        case "failback" -> failback(arguments);
        case "evacuate" -> new Understood.AnOrder(new Order.Evacuate(who(command, arguments)));
        case "pause" -> new Understood.AnOrder(new Order.Pause(who(command, arguments)));
        case "resume" -> resume(arguments);
        case "back_soon" -> new Understood.AnOrder(new Order.BackSoon(who(command, arguments)));
        case "keep" -> keep(arguments);
        case "flush_mail" -> new Understood.AFlush(who(command, arguments));
        case "reload" -> new Understood.AReload(who(command, arguments));
        default ->
            new Understood.NotUnderstood("there is no action '" + FreeText.shown(command) + "'");
      };
    } catch (IllegalArgumentException e) {
      return new Understood.NotUnderstood(String.valueOf(e.getMessage()));
    }
  }

  private Understood event(String from, Words words) {
    Optional<Understood> elsewhere = elsewhere("event", words);
    if (elsewhere.isPresent()) {
      return elsewhere.get();
    }
    Subject subject = subject(words);
    if (subject == Subject.HOST && !words.need("host").equalsIgnoreCase(pair.peer().name())) {
      return new Understood.Refused(
          "this event is about host "
              + FreeText.shown(words.need("host"))
              + ", and "
              + pair.self()
              + " only looks after "
              + pair.peer()
              + ": let the event handler ask the other server");
    }
    State state = words.one("state", EnumSet.allOf(State.class));
    if (state.ofHost() != (subject == Subject.HOST)) {
      throw new IllegalArgumentException(
          "state=" + state + " is no state of a " + (subject == Subject.HOST ? "host" : "service"));
    }
    return new Understood.AnEvent(
        new Event(
            from,
            subject,
            state,
            words.one("type", EnumSet.allOf(StateType.class)),
            opaque(words, "attempt"),
            opaque(words, "problem"),
            Levels.read(words)));
  }

  /** What is about another pair was sent to the wrong agent. */
  private Optional<Understood> elsewhere(String what, Words words) {
    Ipv4 address = Ipv4.parse(words.need("cas_ip").replaceAll("/.*", ""));
    return pair.isCasIp(address)
        ? Optional.empty()
        : Optional.of(
            new Understood.Refused(
                "this "
                    + what
                    + " is about "
                    + address
                    + ", and this pair has "
                    + pair.casIp()
                    + ": mend cas_ip= in the monitoring system's "
                    + (what.equals("event") ? "event handler" : "notification command")));
  }

  /** What a monitor passes on from a person who works on a dashboard. */
  private Understood notification(String from, List<String> arguments) {
    Words words = Words.read("notify", arguments, NOTIFICATION_WORDS);
    Optional<Understood> elsewhere = elsewhere("notification", words);
    if (elsewhere.isPresent()) {
      return elsewhere.get();
    }
    String type = words.need("type").toUpperCase(Locale.ROOT);
    return switch (type) {
      case "ACKNOWLEDGEMENT" -> new Understood.AnOrder(new Order.Acknowledge(who(words)));
      case "CUSTOM" -> {
        Who who = who(words);
        yield new Understood.ANote(who.author(), who.comment(), written(from, who));
      }
      default ->
          new Understood.Nothing(
              "a notification of type " + FreeText.shown(type) + " asks for nothing");
    };
  }

  /** An order is the whole comment, or it is none. */
  private Understood written(String from, Who who) {
    Matcher order = WRITTEN.matcher(who.comment());
    if (!order.matches()) {
      return new Understood.Refused(
          "\"%s\" is no order, and nothing was done: one is FAILBACK or KEEP with %s or %s, and nothing else"
              .formatted(FreeText.shown(who.comment()), pair.self(), pair.peer()));
    }
    Who through = new Who(who.author() + " through " + from, who.comment());
    return order.group(1).equalsIgnoreCase("FAILBACK")
        ? failback(who.author(), through, order.group(2), false)
        : keep(through, order.group(2));
  }

  private static Subject subject(Words words) {
    if (!words.has("host")) {
      return words.one("service", EnumSet.of(Subject.PEER, Subject.CAS_IP));
    }
    if (words.has("service")) {
      throw new IllegalArgumentException("handle_event takes service= or host=, not both");
    }
    return Subject.HOST;
  }

  /** A word of the monitor's own that is only kept, compared and shown. */
  private static String opaque(Words words, String key) {
    String value = words.get(key, "");
    if (value.length() > OPAQUE) {
      throw new IllegalArgumentException(key + "= is longer than " + OPAQUE + " characters");
    }
    return value;
  }

  private static Understood takeover(List<String> arguments) {
    Words words = Words.read("takeover", arguments, EXCEPTION_WORDS);
    return new Understood.AnOrder(
        new Order.Take(who(words), evenIf("takeover", words, "databases")));
  }

  private static Understood resume(List<String> arguments) {
    Words words = Words.read("resume", arguments, EXCEPTION_WORDS);
    return new Understood.AnOrder(new Order.Resume(who(words), evenIf("resume", words, "script")));
  }

  /** Whether the one exception that a command knows is made. */
  private static boolean evenIf(String command, Words words, String exception) {
    String evenIf = words.get("even_if", "");
    if (!evenIf.isEmpty() && !evenIf.equals(exception)) {
      throw new IllegalArgumentException(
          command
              + ": even_if="
              + FreeText.shown(evenIf)
              + " is not known; only even_if="
              + exception
              + " is");
    }
    return !evenIf.isEmpty();
  }

  private Understood keep(List<String> arguments) {
    Words words = Words.read("keep", arguments, Set.of("server", "author", "comment"));
    return keep(who(words), words.need("server"));
  }

  private Understood keep(Who who, String named) {
    return server(named)
        .<Understood>map(server -> new Understood.AnOrder(new Order.Keep(who, server)))
        .orElseGet(() -> stranger(named));
  }

  private Understood failback(List<String> arguments) {
    Words words =
        Words.read("failback", arguments, Set.of("author", "comment", "server", "dry_run"));
    Who who = who(words);
    return failback(
        who.author(), who, words.get("server", pair.preferredOwner()), words.flag("dry_run"));
  }

  private Understood failback(String author, Who who, String named, boolean dryRun) {
    if (!failbackAuthors.isEmpty() && !failbackAuthors.contains(author)) {
      return new Understood.Refused(
          (author.isEmpty() ? "nobody without a name may" : author + " may not")
              + " order a failback: failback_authors names "
              + String.join(", ", failbackAuthors));
    }
    return server(named)
        .<Understood>map(server -> new Understood.AnOrder(new Order.Failback(who, server, dryRun)))
        .orElseGet(() -> stranger(named));
  }

  /** The server that the words name, as the pair writes it. */
  private Optional<String> server(String named) {
    return Stream.of(pair.self(), pair.peer())
        .map(Node::name)
        .filter(named::equalsIgnoreCase)
        .findFirst();
  }

  private Understood stranger(String named) {
    return new Understood.Refused(
        "there is no server "
            + FreeText.shown(named)
            + " in this pair: it is "
            + pair.self()
            + " and "
            + pair.peer());
  }

  private static Who who(String command, List<String> arguments) {
    return who(Words.read(command, arguments, PERSON_WORDS));
  }

  private static Who who(Words words) {
    return new Who(words.get("author", ""), words.get("comment", ""));
  }
}
